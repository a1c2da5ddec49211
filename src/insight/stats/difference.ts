import { wilson } from '../interval.ts'
import { medianInterval } from './median.ts'
import { student95, studentTail } from './tail.ts'

/** A figure with its interval; what it is a figure of is the caller's. */
export interface Estimate {
  readonly value: number
  readonly low: number
  readonly high: number
}

/**
 * The difference a - b of two independent figures from the interval of each ("square and add"; G. Y. Zou and A. Donner
 * 2008, Statistics in Medicine 27:1693-1702):
 *     low = a - b - √((a - a.low)² + (b.high - b)²)        high = a - b + √((a.high - a)² + (b - b.low)²)
 */
export function differenceOf(a: Estimate, b: Estimate): Estimate {
  const value = a.value - b.value
  return {
    value,
    low: value - Math.hypot(a.value - a.low, b.high - b.value),
    high: value + Math.hypot(a.high - a.value, b.value - b.low),
  }
}

/**
 * The difference of two shares, ka/na - kb/nb, with Newcombe's hybrid score interval (R. G. Newcombe 1998, Statistics in
 * Medicine 17:873-890, method 10): square and add over Wilson's intervals. It stays inside -1..1 and covers near 95 % for
 * small n. Null where one of the two has no cases.
 */
export function differenceOfShares(ka: number, na: number, kb: number, nb: number): Estimate | null {
  const a = shareEstimate(ka, na)
  const b = shareEstimate(kb, nb)
  return a === null || b === null ? null : differenceOf(a, b)
}

function shareEstimate(k: number, n: number): Estimate | null {
  const { share, low, high } = wilson(k, n)
  return share === null || low === null || high === null ? null : { value: share, low, high }
}

/**
 * The difference of two medians, a - b, by square and add over the intervals of each from order statistics, which assume
 * nothing of the distributions. Both lists sorted, ascending. Null where one has fewer than 6 values: then not even
 * the smallest and the largest hold the median with 95 %.
 */
export function differenceOfMedians(a: readonly number[], b: readonly number[]): Estimate | null {
  const left = medianInterval(a)
  const right = medianInterval(b)
  return left === null || right === null ? null : differenceOf(left, right)
}

/** What is needed of a sample to compare its mean: `variance` with n - 1 below. */
export interface Moments {
  readonly n: number
  readonly mean: number
  readonly variance: number
}

/**
 * The difference of two means, a - b, by B. L. Welch (1947, Biometrika 34:28-35), which lets the two spread differently;
 * `p` is two-sided. Null where one has fewer than 2 values. Where neither spreads at all, the difference is exact.
 */
export function differenceOfMeans(a: Moments, b: Moments): (Estimate & { readonly p: number }) | null {
  if (a.n < 2 || b.n < 2) return null
  const value = a.mean - b.mean
  const left = a.variance / a.n
  const right = b.variance / b.n
  const error = Math.sqrt(left + right)
  if (error === 0) return { value, low: value, high: value, p: value === 0 ? 1 : 0 }
  const df = (left + right) ** 2 / (left ** 2 / (a.n - 1) + right ** 2 / (b.n - 1))
  const half = student95(df) * error
  return { value, low: value - half, high: value + half, p: studentTail(value / error, df) }
}
