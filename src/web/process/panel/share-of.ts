import type { Share } from '../../../insight/answers.ts'

/** Cases out of cases, with Wilson's 95 % interval, as the server gives it for its own shares. */
export function shareOf(part: number, n: number): Share {
  if (n <= 0) return { share: null, n: 0, low: null, high: null }
  const z = 1.959963984540054
  const share = Math.min(1, part / n)
  const middle = share + (z * z) / (2 * n)
  const reach = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))
  const whole = 1 + (z * z) / n
  return { share, n, low: Math.max(0, (middle - reach) / whole), high: Math.min(1, (middle + reach) / whole) }
}
