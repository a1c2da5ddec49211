/**
 * Leaving by wait: of the cases that came to a step after a wait, how many stopped there. What was observed is made
 * monotone (longer waits lose no fewer; pool adjacent violators), because only that is asked of it: how much likelier
 * a case leaves after a longer wait. An association, not a cause.
 */

export interface LeavingCount {
  /** half octaves of the wait: 2 log2(seconds + 1) rounded down */
  readonly bin: number
  readonly n: number
  readonly left: number
}

const fewest = 200

/** The share that leaves by the wait before, or null where longer waits were not followed by more leaving. */
export function leavingBy(counts: readonly LeavingCount[]): ((seconds: number) => number) | null {
  const bins = counts.toSorted((a, b) => a.bin - b.bin)
  const n = bins.reduce((sum, bin) => sum + bin.n, 0)
  const left = bins.reduce((sum, bin) => sum + bin.left, 0)
  if (n < fewest || left < 20 || left === n || trend(bins, n, left) < 3.09) return null
  const levels = monotone(bins)
  return (seconds) => {
    const bin = 2 * Math.log2(Math.max(0, seconds) + 1) - 0.5
    return between(levels, bin)
  }
}

/** Cochran and Armitage's test for a trend of the share over the bins, as a normal deviate; 3.09 is one-sided 0.1 %. */
function trend(bins: readonly LeavingCount[], n: number, left: number): number {
  const p = left / n
  const mean = bins.reduce((sum, bin) => sum + bin.n * bin.bin, 0) / n
  const excess = bins.reduce((sum, bin) => sum + bin.bin * (bin.left - bin.n * p), 0)
  const spread = bins.reduce((sum, bin) => sum + bin.n * (bin.bin - mean) ** 2, 0)
  return spread > 0 ? excess / Math.sqrt(p * (1 - p) * spread) : 0
}

interface Level {
  readonly bin: number
  readonly share: number
}

/** Pool adjacent violators (Ayer and others 1955); half a case is added to both sides, so that no share is nought. */
function monotone(bins: readonly LeavingCount[]): readonly Level[] {
  const pools: { bins: number[]; n: number; left: number }[] = []
  for (const { bin, n, left } of bins) {
    pools.push({ bins: [bin], n: n + 1, left: left + 0.5 })
    for (;;) {
      const last = pools.at(-1)
      const before = pools.at(-2)
      if (last === undefined || before === undefined || before.left / before.n <= last.left / last.n) break
      pools.splice(-2, 2, {
        bins: [...before.bins, ...last.bins],
        n: before.n + last.n,
        left: before.left + last.left,
      })
    }
  }
  return pools.flatMap((pool) => pool.bins.map((bin) => ({ bin, share: pool.left / pool.n })))
}

function between(levels: readonly Level[], bin: number): number {
  const above = levels.findIndex((level) => level.bin >= bin)
  if (above === 0) return levels[0]?.share ?? 0
  if (above < 0) return levels.at(-1)?.share ?? 0
  const [low, high] = [levels[above - 1], levels[above]]
  if (low === undefined || high === undefined) return 0
  return low.share + ((high.share - low.share) * (bin - low.bin)) / (high.bin - low.bin)
}
