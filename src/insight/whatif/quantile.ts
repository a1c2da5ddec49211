import type { Stream } from './random.ts'

/**
 * The shares at which the engine is asked for quantiles: hundredths, and closer together in the long tail, where a
 * straight line from the 99th to the very longest would make waits longer than they were.
 */
export const grid: readonly number[] = [
  ...Array.from({ length: 99 }, (_, i) => i / 100),
  0.99,
  0.9925,
  0.995,
  0.9975,
  0.999,
  0.9995,
  1,
]

/** The value at a share of a quantile function given at the grid, in a straight line between its points. */
export function valueAt(values: ArrayLike<number>, share: number): number {
  const place = placeOf(share)
  const from = values[place] ?? 0
  const to = values[place + 1] ?? from
  const [left = 0, right = 1] = [grid[place], grid[place + 1]]
  return right > left ? from + ((to - from) * (share - left)) / (right - left) : from
}

function placeOf(share: number): number {
  if (share < 0.99) return Math.max(0, Math.floor(share * 100 + 1e-9))
  for (let place = grid.length - 2; place > 99; place--) if (share >= (grid[place] ?? 1)) return place
  return 99
}

/**
 * Another quantile function that as many observations could as well have shown: Q*(p) = Q(p + B(p)/√n), B a Brownian
 * bridge, which is what the resampled distribution of n observations tends to (Bickel and Freedman 1981).
 */
export function resampled(values: Float64Array, n: number, stream: Stream): Float64Array {
  if (n < 2) return values
  const walk = new Float64Array(grid.length)
  for (let i = 1; i < grid.length; i++) {
    const step = (grid[i] ?? 0) - (grid[i - 1] ?? 0)
    walk[i] = (walk[i - 1] ?? 0) + Math.sqrt(step) * stream.normal()
  }
  const last = walk[grid.length - 1] ?? 0
  const shifted = grid.map((p, i) => Math.min(1, Math.max(0, p + ((walk[i] ?? 0) - p * last) / Math.sqrt(n))))
  return Float64Array.from(shifted, (p) => valueAt(values, p)).sort()
}

/** Quantile of sorted numbers, type 7; null of none. */
export function quantileOf(sorted: ArrayLike<number>, share: number): number | null {
  if (sorted.length === 0) return null
  const at = share * (sorted.length - 1)
  const low = sorted[Math.floor(at)] ?? 0
  const high = sorted[Math.ceil(at)] ?? low
  return low + (high - low) * (at - Math.floor(at))
}
