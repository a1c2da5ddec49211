import type { Share } from './answers.ts'

/** 97.5 % point of the normal distribution: two-sided 95 %. */
const z = 1.959963984540054

/**
 * Wilson's score interval (E. B. Wilson 1927, JASA 22:209-212), which stays inside 0..1 and covers near 95 % for small n:
 *     centre = (p + z²/2n) / (1 + z²/n)      half = z √(p(1-p)/n + z²/4n²) / (1 + z²/n)
 */
export function wilson(k: number, n: number): Share {
  if (!(k >= 0 && k <= n)) throw new RangeError(`${k} of ${n} is not a share: give 0 <= k <= n`)
  if (n === 0) return { share: null, n: 0, low: null, high: null }
  const p = k / n
  const scale = 1 + (z * z) / n
  const centre = (p + (z * z) / (2 * n)) / scale
  const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / scale
  // At k = 0 and k = n the bound is exact; rounding would leave 1e-17 or 0.9999999999999999.
  return { share: p, n, low: k === 0 ? 0 : centre - half, high: k === n ? 1 : centre + half }
}
