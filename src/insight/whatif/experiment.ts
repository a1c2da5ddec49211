import type { Baseline, Compared, Estimate, Spreads } from './answers.ts'
import { baselineOf, misfit, type Observed } from './baseline.ts'
import {
  accumulate,
  bic,
  fitted,
  type Model,
  type Order,
  orders,
  type StateCount,
  type TransitionWaits,
} from './model.ts'
import { quantileOf, resampled } from './quantile.ts'
import { drawsOf, streamOf } from './random.ts'
import { type Scenario, worldOf } from './scenario.ts'
import { asObserved, type Runs, simulate } from './simulate.ts'

/** Everything the simulation needs, as plain values. */
export interface Experiment {
  readonly counts: readonly StateCount[]
  readonly waits: readonly TransitionWaits[]
  readonly steps: number
  readonly good: readonly number[]
  readonly observed: Observed
  readonly scenario: Scenario
  readonly runs: number
  readonly replicates: number
  readonly seed: number
}

export interface Outcome {
  readonly order: Order
  readonly states: number
  readonly criteria: readonly { readonly order: Order; readonly bic: number }[]
  readonly baseline: Baseline
  readonly outcome: Compared
  readonly toOutcome: { readonly p50: Compared; readonly p90: Compared; readonly spread: Spreads | null }
  readonly duration: {
    readonly p50: Compared
    readonly p90: Compared
    readonly mean: Compared
    readonly spread: Spreads | null
  }
  /** visits a case by step code */
  readonly visits: readonly { readonly code: number; readonly before: number; readonly after: number }[]
  readonly cut: number
  /** transitions after whose longer waits more cases were seen to leave; 0 too where that is not asked */
  readonly leaving: number
}

/** The shares at which a distribution is drawn. */
export const shares: readonly number[] = [0, ...Array.from({ length: 19 }, (_, i) => (i + 1) / 20), 0.975, 0.99]

/** A replicate need not be as long as the figure itself; its own noise only widens the interval. */
const replicateRuns = (runs: number) => Math.max(500, Math.min(runs, Math.round(runs / 4)))

/** Before and after on the same luck, and again on models that could as well have been observed (W1, W4, W5). */
export function conduct(asked: Experiment, on: (done: number) => void = () => {}): Outcome {
  const good = new Set(asked.good)
  const chosen = choose(asked, good)
  const { model } = chosen
  const pair = (of: Model, runs: number, seed: number): Pair => {
    const draws = drawsOf(seed)
    return {
      before: figuresOf(simulate(of, asObserved, good, runs, draws)),
      after: figuresOf(simulate(of, worldOf(of, asked.scenario), good, runs, draws)),
    }
  }
  const point = pair(model, asked.runs, asked.seed)
  on(0.2)
  const stream = streamOf(asked.seed)
  const others: Pair[] = []
  for (let i = 0; i < asked.replicates; i++) {
    others.push(pair(perturbed(model, stream), replicateRuns(asked.runs), asked.seed + 1 + i))
    on(0.2 + (0.8 * (i + 1)) / asked.replicates)
  }
  const compared = (of: (figures: Figures) => number | null) => compare(point, others, of)
  return {
    order: model.order,
    states: model.stepOf.length - 1,
    criteria: chosen.criteria,
    baseline: chosen.baseline,
    outcome: compared((figures) => figures.reached),
    toOutcome: {
      p50: compared(({ outcomes }) => quantileOf(outcomes, 0.5)),
      p90: compared(({ outcomes }) => quantileOf(outcomes, 0.9)),
      spread: spreadOf(point, others, (figures) => figures.outcomes),
    },
    duration: {
      p50: compared(({ durations }) => quantileOf(durations, 0.5)),
      p90: compared(({ durations }) => quantileOf(durations, 0.9)),
      mean: compared((figures) => figures.mean),
      spread: spreadOf(point, others, (figures) => figures.durations),
    },
    visits: [...point.before.visits.keys()].slice(1).map((code) => ({
      code,
      before: point.before.visits[code] ?? 0,
      after: point.after.visits[code] ?? 0,
    })),
    cut: point.before.cut + point.after.cut,
    leaving: worldOf(model, asked.scenario).leaving?.size ?? 0,
  }
}

/** Of the orders that give back what was observed, the one that Schwarz's criterion likes best; else the one least far off (W6). */
function choose(asked: Experiment, good: ReadonlySet<number>) {
  const criteria = orders.map((order) => ({ order, bic: bic(asked.counts, order) })).toSorted((a, b) => a.bic - b.bic)
  let best: { model: Model; baseline: Baseline } | null = null
  for (const { order } of criteria) {
    const model = fitted(asked.counts, asked.waits, asked.steps, order)
    const runs = simulate(model, asObserved, good, Math.max(asked.runs, 5_000), drawsOf(asked.seed))
    const baseline = baselineOf(asked.observed, runs)
    if (baseline.carries) return { model, baseline, criteria }
    if (best === null || misfit(baseline) < misfit(best.baseline)) best = { model, baseline }
  }
  if (best === null) throw new RangeError('there is no order to choose from')
  return { ...best, criteria }
}

/** A model that as many cases could as well have shown: chances from their Dirichlet posterior, waits by a Brownian bridge. */
function perturbed(model: Model, stream: ReturnType<typeof streamOf>): Model {
  const weights = model.counts.map((n) => stream.gamma(n))
  return {
    ...model,
    cumulative: accumulate(model.first, weights),
    waits: model.waits.map((wait) => ({ ...wait, values: resampled(wait.values, wait.n, stream) })),
  }
}

interface Figures {
  readonly reached: number
  readonly durations: Float64Array
  readonly outcomes: Float64Array
  readonly mean: number
  readonly visits: Float64Array
  readonly cut: number
}
interface Pair {
  readonly before: Figures
  readonly after: Figures
}

function figuresOf(runs: Runs): Figures {
  const n = runs.durations.length
  return {
    reached: runs.reached / n,
    mean: runs.durations.reduce((sum, seconds) => sum + seconds, 0) / n,
    durations: Float64Array.from(runs.durations).sort(),
    outcomes: runs.outcomes.filter((seconds) => !Number.isNaN(seconds)).sort(),
    visits: runs.visits.map((visits) => visits / n),
    cut: runs.cut,
  }
}

function compare(point: Pair, others: readonly Pair[], of: (figures: Figures) => number | null): Compared {
  const [before, after] = [of(point.before), of(point.after)]
  const pairs = others.flatMap((pair) => {
    const [b, a] = [of(pair.before), of(pair.after)]
    return b === null || a === null ? [] : [{ b, a, d: a - b }]
  })
  return {
    before:
      before === null
        ? null
        : estimate(
            before,
            pairs.map(({ b }) => b),
          ),
    after:
      after === null
        ? null
        : estimate(
            after,
            pairs.map(({ a }) => a),
          ),
    difference:
      before === null || after === null
        ? null
        : estimate(
            after - before,
            pairs.map(({ d }) => d),
          ),
  }
}

/** The middle 95 % of the replicates, which holds the figure itself. */
function estimate(value: number, replicates: readonly number[]): Estimate {
  const sorted = replicates.toSorted((a, b) => a - b)
  return {
    value,
    low: Math.min(value, quantileOf(sorted, 0.025) ?? value),
    high: Math.max(value, quantileOf(sorted, 0.975) ?? value),
  }
}

function spreadOf(point: Pair, others: readonly Pair[], of: (figures: Figures) => Float64Array): Spreads | null {
  const [before, after] = [of(point.before), of(point.after)]
  if (before.length === 0 || after.length === 0) return null
  const at = (sorted: Float64Array) => shares.map((share) => quantileOf(sorted, share) ?? 0)
  const bounds = shares.map((share) =>
    estimate(
      quantileOf(after, share) ?? 0,
      others.flatMap((pair) => quantileOf(of(pair.after), share) ?? []),
    ),
  )
  return {
    before: at(before),
    after: at(after),
    afterLow: bounds.map(({ low }) => low),
    afterHigh: bounds.map(({ high }) => high),
  }
}
