/**
 * Times as classes: bins that hold equally many of the times seen, a bin of their own for times of which there are many
 * equal ones. A distribution over bins is read as one that is even within each bin.
 */
export interface Bins {
  /** upper bounds, ascending; bin b holds (edges[b-1], edges[b]] and the first from 0 on */
  readonly edges: Float64Array
}

/** Beyond the last of the equal bins the tail is cut finer: what has waited long is asked about there. */
const tail = [0.98, 0.99, 0.996, 1]

export function makeBins(times: readonly number[], most: number): Bins {
  const sorted = Float64Array.from(times).sort()
  const edges: number[] = []
  const shares = [...Array.from({ length: most - 1 }, (_, b) => (b + 1) / most), ...tail]
  for (const share of shares) {
    const edge = sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0
    if (edge > (edges.at(-1) ?? -1)) edges.push(edge)
  }
  return { edges: Float64Array.from(edges.length === 0 ? [0] : edges) }
}

export function binOf({ edges }: Bins, time: number): number {
  let low = 0
  let high = edges.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((edges[middle] ?? 0) < time) low = middle + 1
    else high = middle
  }
  return low
}

/** The time below which a share of the distribution lies. */
export function quantileOf({ edges }: Bins, p: ArrayLike<number>, share: number): number {
  let below = 0
  for (let b = 0; b < edges.length; b++) {
    const own = p[b] ?? 0
    if (below + own >= share && own > 0) {
      const low = b === 0 ? 0 : (edges[b - 1] ?? 0)
      return low + ((edges[b] ?? 0) - low) * Math.min(1, Math.max(0, (share - below) / own))
    }
    below += own
  }
  return edges.at(-1) ?? 0
}

/** The share of the distribution at or below a time. */
export function shareBelow({ edges }: Bins, p: ArrayLike<number>, time: number): number {
  let below = 0
  for (let b = 0; b < edges.length; b++) {
    const high = edges[b] ?? 0
    const low = b === 0 ? 0 : (edges[b - 1] ?? 0)
    if (time >= high) {
      below += p[b] ?? 0
      continue
    }
    const part = high === low ? 1 : Math.max(0, (time - low) / (high - low))
    return below + (p[b] ?? 0) * part
  }
  return 1
}

/** The distribution of times that are known to be longer than `waited`; where none is left, the longest bin. */
export function beyond(bins: Bins, p: ArrayLike<number>, waited: number): Float64Array {
  const { edges } = bins
  const rest = new Float64Array(edges.length)
  let sum = 0
  for (let b = 0; b < edges.length; b++) {
    const high = edges[b] ?? 0
    const low = b === 0 ? 0 : (edges[b - 1] ?? 0)
    const part = waited < low ? 1 : waited >= high ? 0 : (high - waited) / (high - low)
    const left = (p[b] ?? 0) * part
    rest[b] = left
    sum += left
  }
  if (sum <= 1e-12) {
    rest[edges.length - 1] = 1
    return rest
  }
  for (let b = 0; b < rest.length; b++) rest[b] = (rest[b] ?? 0) / sum
  return rest
}
