import { z95 } from './tail.ts'

/**
 * Between which order statistics (counted from 1) the median of a population lies with at least 95 %, for a sample of n:
 * the largest l with P(Binomial(n, 1/2) < l) ≤ 2.5 %, and n + 1 - l (e.g. W. J. Conover, Practical Nonparametric
 * Statistics, 3.2). Null below n = 6. So a database can be asked for these two values alone.
 */
export function medianRanks(n: number): { readonly low: number; readonly high: number } | null {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`${n} is not a number of values: give a whole number`)
  const low = n > 1000 ? Math.floor((n + 1) / 2 - (z95 * Math.sqrt(n)) / 2) : exactRank(n)
  return low < 1 ? null : { low, high: n + 1 - low }
}

function exactRank(n: number): number {
  let point = 2 ** -n
  let below = point
  let rank = 0
  while (below <= 0.025) {
    rank++
    point *= (n - rank + 1) / rank
    below += point
  }
  return rank
}

/** The median of sorted values (of an even count the mean of the middle two) with its interval from order statistics. */
export function medianInterval(
  sorted: readonly number[],
): { readonly value: number; readonly low: number; readonly high: number } | null {
  const ranks = medianRanks(sorted.length)
  if (ranks === null) return null
  const at = (rank: number) => sorted[rank - 1] ?? Number.NaN
  const n = sorted.length
  return {
    value: (at(Math.floor((n + 1) / 2)) + at(Math.ceil((n + 1) / 2))) / 2,
    low: at(ranks.low),
    high: at(ranks.high),
  }
}
