import type { Share } from '../answers.ts'
import type { Baseline, BaselineFigure } from './answers.ts'
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
      timeFigure('duration', p, observed.durations, observed.n, durations),
    ),
    ...(observed.outcomes.n >= 20
      ? [0.5, 0.9].map((p) => timeFigure('toOutcome', p, observed.outcomes.values, observed.outcomes.n, outcomes))
      : []),
  ]
  const failed = figures.filter((figure) => !figure.holds)
  const holds = (of: BaselineFigure['of']) => failed.every((figure) => figure.of !== of)
  return {
    carries: failed.length === 0,
    says: failed.length === 0 ? saysYes(figures) : saysNo(figures, failed),
    remedy: failed.length === 0 ? null : remedyOf(figures, failed),
    quotable: { outcome: holds('outcome'), toOutcome: holds('toOutcome'), duration: holds('duration') },
    figures,
    outcome: observed.outcome,
  }
}

function saysYes(figures: readonly BaselineFigure[]): string {
  const unsure = figures.filter((figure) => !figure.tells)
  const but =
    unsure.length === 0 ? '' : ` So few cases were observed that this says little of the ${listed(namesOf(unsure))}.`
  return `Simulated as it is, the journey gives back what was observed.${but}`
}

const parts = {
  outcome: 'the share with a good outcome',
  toOutcome: 'the time to outcome',
  duration: 'the case duration',
} satisfies Record<BaselineFigure['of'], string>

function saysNo(figures: readonly BaselineFigure[], failed: readonly BaselineFigure[]): string {
  const wrong = new Set(failed.map(({ of }) => of))
  const right = [...new Set(figures.flatMap(({ of }) => (wrong.has(of) ? [] : [of])))]
  const rest = right.length === 0 ? '' : `; ${listed(right.map((of) => parts[of]))} may be`
  return `Simulated as it is, the journey does not give back the ${listed(namesOf(failed))} that ${failed.length === 1 ? 'was' : 'were'} observed: ${listed([...wrong].map((of) => parts[of]))} ${wrong.size === 1 ? 'is' : 'are'} not to be quoted${rest}.`
}

function namesOf(figures: readonly BaselineFigure[]): readonly string[] {
  return figures.map(({ figure }) => figure)
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** Waits are drawn each by itself; where they hang together the times come out too far apart, or not far enough. */
function remedyOf(figures: readonly BaselineFigure[], failed: readonly BaselineFigure[]): string {
  if (failed.every(({ unit }) => unit === 'share'))
    return 'What comes next hangs on more than the steps taken: narrow to a segment in which cases are alike; drivers name what goes with the outcome.'
  const [low, high] = [0.25, 0.9].map((p) => figures.find(({ figure }) => figure === `${names[p]} case duration`))
  if (low === undefined || high === undefined) return 'Narrow to a segment in which cases are alike.'
  const isWider = high.simulated - low.simulated > high.observed - low.observed
  return isWider
    ? 'Simulated times lie further apart than those observed: long waits are made up for by short ones, as where a step comes at a set time after the beginning, or where the events cover too short a time to show long cases. Take the step that comes by the calendar off the map, end the journey before it, or bring in a longer period.'
    : 'Simulated times lie closer together than those observed: slow cases are slow at every step. Narrow to a segment in which cases are alike; drivers name what goes with late steps.'
}

/** How far off the worst figure is, as a multiple of what is allowed. */
export function misfit(baseline: Baseline): number {
  return Math.max(...baseline.figures.map(({ observed, simulated, within }) => Math.abs(observed - simulated) / within))
}

function shareFigure(outcome: Share | null, runs: Runs): readonly BaselineFigure[] {
  if (outcome?.share === null || outcome?.share === undefined) return []
  const simulated = runs.reached / runs.durations.length
  const within = Math.max(points, ((outcome.high ?? 1) - (outcome.low ?? 0)) / 2)
  return [
    {
      of: 'outcome',
      figure: 'share with a good outcome',
      unit: 'share',
      observed: outcome.share,
      simulated,
      within,
      holds: Math.abs(simulated - outcome.share) <= within,
      tells: within < Math.min(outcome.share, 1 - outcome.share) / 2 || within <= points,
    },
  ]
}

const names: Readonly<Record<number, string>> = {
  0.25: 'shorter quarter of',
  0.5: 'median',
  0.75: 'longer quarter of',
  0.9: '90th percentile of',
}

const timesOf = { duration: 'case duration', toOutcome: 'time to outcome' } as const

function timeFigure(
  of: keyof typeof timesOf,
  p: number,
  values: readonly number[],
  n: number,
  sorted: Float64Array,
): BaselineFigure {
  const observed = valueAt(values, p)
  const simulated = quantileOf(sorted, p) ?? 0
  // The interval of a quantile from the order of the observations: the values at p ± 1.96 √(p(1-p)/n).
  const unsure = n === 0 ? 0 : 1.96 * Math.sqrt((p * (1 - p)) / n)
  const [low, high] = [valueAt(values, Math.max(0, p - unsure)), valueAt(values, Math.min(1, p + unsure))]
  // A difference of a two-hundredth of the time that nine in ten cases take is no matter.
  const floor = (values[grid.indexOf(0.9)] ?? 0) / 200
  const within = Math.max(relative * observed, (high - low) / 2, floor, 1e-6)
  return {
    of,
    figure: `${names[p] ?? `${p} of`} ${timesOf[of]}`,
    unit: 'seconds',
    observed,
    simulated,
    within,
    holds: Math.abs(simulated - observed) <= within,
    // A figure that is nothing beside the longest times is no matter either way.
    tells: within < observed / 2 || within <= floor,
  }
}
