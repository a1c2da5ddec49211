import { normalTail } from '../stats/tail.ts'
import type { TrendDirection } from './answers.ts'

/** Below so many weeks no order of the values is rare enough to speak of a direction. */
const fewestWeeks = 8
/** A week with fewer passages says too little to be a point. */
export const fewestInWeek = 5

/**
 * Whether values in the order of time rise or fall: the test of Mann (1945, Econometrica 13:245-259) and Kendall. S is the
 * number of pairs in which the later value is larger minus those in which it is smaller; under no trend its variance is
 *     (n(n-1)(2n+5) - Σ t(t-1)(2t+5)) / 18      over groups of t equal values
 * and z = (S ∓ 1) / √variance. Rising or falling at p < 0.05, two-sided. It asks nothing of the values but their order.
 */
export function mannKendall(values: readonly number[]): {
  readonly direction: TrendDirection
  readonly p: number | null
} {
  const n = values.length
  if (n < fewestWeeks) return { direction: 'too few', p: null }
  let s = 0
  for (const [i, earlier] of values.entries()) {
    for (let j = i + 1; j < n; j++) s += Math.sign((values[j] ?? 0) - earlier)
  }
  const ties = [...Map.groupBy(values, (value) => value).values()].map((equal) => equal.length)
  const variance = (pairs(n) - ties.reduce((sum, t) => sum + pairs(t), 0)) / 18
  if (variance <= 0) return { direction: 'steady', p: 1 }
  const p = normalTail((s - Math.sign(s)) / Math.sqrt(variance))
  return { direction: p >= 0.05 ? 'steady' : s > 0 ? 'rising' : 'falling', p }
}

function pairs(n: number): number {
  return n * (n - 1) * (2 * n + 5)
}
