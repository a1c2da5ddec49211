import { wilson } from '../interval.ts'
import { differenceOf, differenceOfShares } from '../stats/difference.ts'
import { testOfShares } from '../stats/shares-test.ts'
import { normalTail, z95 } from '../stats/tail.ts'
import type { CompareMetric, Difference, SideFigure } from './answers.ts'
import type { Estimated } from './quantile.ts'

/** Fewer on either side than these are not compared. */
const fewest = 10

/** How many of how many. `cases`: of how many cases the n are; visits of one case are not independent of each other. */
export interface Counts {
  readonly k: number
  readonly n: number
  readonly cases?: number
}

/**
 * Two shares: Newcombe's interval of the difference and Pearson's or Fisher's test. Where the n are visits, a case counts
 * as one observation: k and n are divided by the visits a case makes.
 */
export function shareDifference(metric: CompareMetric, a: Counts, b: Counts): Difference {
  const [left, right] = [figureOf(a), figureOf(b)]
  const base = { metric, unit: 'share' as const, a: left, b: right }
  if (Math.min(weight(a), weight(b)) < fewest) return { ...base, ...untested(left, right) }
  const [x, y] = [scaledCounts(a), scaledCounts(b)]
  const between = differenceOfShares(y.k, y.n, x.k, x.n)
  if (between === null) return { ...base, ...untested(left, right) }
  const isWhole = [x.k, x.n, y.k, y.n].every(Number.isInteger)
  const round = (one: Counts) => ({ k: Math.round(one.k), n: Math.round(one.n) })
  const [s, t] = isWhole ? [x, y] : [round(x), round(y)]
  return {
    ...base,
    difference: between.value,
    low: between.low,
    high: between.high,
    p: testOfShares(s.k, s.n, t.k, t.n),
    q: null,
    mark: 'not-clear',
  }
}

function figureOf({ k, n, cases }: Counts): SideFigure {
  const scaled = scaledCounts({ k, n, ...(cases === undefined ? {} : { cases }) })
  const { low, high } = wilson(scaled.k, scaled.n)
  return { value: n === 0 ? null : k / n, low, high, n }
}

function weight({ n, cases = n }: Counts): number {
  return Math.min(n, cases)
}

function scaledCounts({ k, n, cases = n }: Counts): Counts {
  if (n === 0 || cases >= n) return { k, n }
  return { k: (k * cases) / n, n: cases }
}

/** Two quantiles of times in microseconds: square and add over the intervals from order statistics, and p from its width. */
export function timeDifference(
  metric: CompareMetric,
  a: { readonly found: Estimated | null; readonly n: number },
  b: { readonly found: Estimated | null; readonly n: number },
): Difference {
  const [left, right] = [timeFigure(a), timeFigure(b)]
  const base = { metric, unit: 'seconds' as const, a: left, b: right }
  const [x, y] = [whole(left), whole(right)]
  if (x === null || y === null || Math.min(a.n, b.n) < fewest) return { ...base, ...untested(left, right) }
  const between = differenceOf(y, x)
  const error = (between.high - between.low) / (2 * z95)
  const certain = between.value === 0 ? 1 : 0
  return {
    ...base,
    difference: between.value,
    low: between.low,
    high: between.high,
    p: error === 0 ? certain : normalTail(between.value / error),
    q: null,
    mark: 'not-clear',
  }
}

function timeFigure({ found, n }: { readonly found: Estimated | null; readonly n: number }): SideFigure {
  const inSeconds = (micros: number | null) => (micros === null ? null : Math.round(micros) / 1e6)
  return found === null
    ? { value: null, low: null, high: null, n }
    : { value: inSeconds(found.value), low: inSeconds(found.low), high: inSeconds(found.high), n }
}

function whole({ value, low, high }: SideFigure) {
  return value === null || low === null || high === null ? null : { value, low, high }
}

function untested(a: SideFigure, b: SideFigure) {
  const difference = a.value === null || b.value === null ? null : b.value - a.value
  return { difference, low: null, high: null, p: null, q: null, mark: 'too-few' as const }
}
