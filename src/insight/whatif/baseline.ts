import type { Share } from '../answers.ts'
import type { Baseline } from './answers.ts'
import { grid, quantileOf, valueAt } from './quantile.ts'
import type { Runs } from './simulate.ts'

/** What was observed of the finished cases; quantile functions are given at the grid, in seconds. */
export interface Observed {
  readonly n: number
  readonly durations: readonly number[]
  readonly outcome: Share | null
  readonly outcomes: { readonly n: number; readonly values: readonly number[] }
}

/** A simulated share may lie two points off, a simulated time 15 %, or as far as the observed figure itself is unsure. */
const points = 0.02
const relative = 0.15

/** How well the journey simulated as it is gives back what was observed (W6). */
export function baselineOf(observed: Observed, runs: Runs): Baseline {
  const durations = Float64Array.from(runs.durations).sort()
  const outcomes = Float64Array.from(runs.outcomes.filter((seconds) => !Number.isNaN(seconds))).sort()
  const figures = [
    ...shareFigure(observed.outcome, runs),
    ...(observed.n === 0 ? [] : [0.25, 0.5, 0.75, 0.9]).map((p) =>
      timeFigure('case duration', p, observed.durations, observed.n, durations),
    ),
    ...(observed.outcomes.n >= 20
      ? [0.5, 0.9].map((p) => timeFigure('time to outcome', p, observed.outcomes.values, observed.outcomes.n, outcomes))
      : []),
  ]
  const failed = figures.filter((figure) => !figure.holds)
  return {
    carries: failed.length === 0,
    says:
      failed.length === 0
        ? 'Simulated as it is, the journey gives back what was observed.'
        : `Simulated as it is, the journey does not give back the ${failed.map((figure) => figure.figure).join(', ')} that ${failed.length === 1 ? 'was' : 'were'} observed: the model does not carry this question.`,
    figures,
    outcome: observed.outcome,
  }
}

/** How far off the worst figure is, as a multiple of what is allowed. */
export function misfit(baseline: Baseline): number {
  return Math.max(...baseline.figures.map(({ observed, simulated, within }) => Math.abs(observed - simulated) / within))
}

function shareFigure(outcome: Share | null, runs: Runs): readonly Baseline['figures'][number][] {
  if (outcome?.share === null || outcome?.share === undefined) return []
  const simulated = runs.reached / runs.durations.length
  const within = Math.max(points, ((outcome.high ?? 1) - (outcome.low ?? 0)) / 2)
  return [
    {
      figure: 'share with a good outcome',
      unit: 'share',
      observed: outcome.share,
      simulated,
      within,
      holds: Math.abs(simulated - outcome.share) <= within,
    },
  ]
}

const names: Readonly<Record<number, string>> = {
  0.25: 'shorter quarter of',
  0.5: 'median',
  0.75: 'longer quarter of',
  0.9: '90th percentile of',
}

function timeFigure(
  of: string,
  p: number,
  values: readonly number[],
  n: number,
  sorted: Float64Array,
): Baseline['figures'][number] {
  const observed = valueAt(values, p)
  const simulated = quantileOf(sorted, p) ?? 0
  // The interval of a quantile from the order of the observations: the values at p ± 1.96 √(p(1-p)/n).
  const unsure = n === 0 ? 0 : 1.96 * Math.sqrt((p * (1 - p)) / n)
  const [low, high] = [valueAt(values, Math.max(0, p - unsure)), valueAt(values, Math.min(1, p + unsure))]
  // A difference of a two-hundredth of the time that nine in ten cases take is no matter.
  const floor = (values[grid.indexOf(0.9)] ?? 0) / 200
  const within = Math.max(relative * observed, (high - low) / 2, floor, 1e-6)
  return {
    figure: `${names[p] ?? `${p} of`} ${of}`,
    unit: 'seconds',
    observed,
    simulated,
    within,
    holds: Math.abs(simulated - observed) <= within,
  }
}
