/**
 * A series on a scale where chance has about the same spread everywhere: `y` with the variance `v` that chance alone
 * gives it. `at` counts buckets; buckets without an observation are absent.
 */
export interface Scaled {
  readonly at: number
  readonly y: number
  readonly v: number
}

/** Points from `from` up to, not including, `to`. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** How much more buckets differ than chance explains, and how alike neighbours are. */
export interface Noise {
  /** what `v` is multiplied by; at least 1 */
  readonly over: number
  /** correlation of a bucket with the next, 0..0.8 */
  readonly rho: number
  /** degrees of freedom that `over` rests on */
  readonly df: number
}

/**
 * Both are read from differences of neighbours and of neighbours but one, so that a shift of level, which enters one or
 * two of the differences, leaves them as they are (Tecuapetla-Gómez and Munk 2017). With a marginal variance s² and a
 * correlation r, neighbours differ by 2s²(1 - r) and neighbours but one by 2s²(1 - r²): their ratio is 1 + r. Where levels
 * are known already, only differences within one count.
 */
export function noiseOf(
  points: readonly Scaled[],
  levels: readonly Stretch[] = [{ from: 0, to: points.length }],
): Noise {
  const [near, far] = [spread(points, levels, 1), spread(points, levels, 2)]
  const df = Math.max(3, 0.6 * (points.length - 1))
  if (near === null || near === 0) return { over: 1, rho: 0, df }
  const rho = Math.min(0.8, Math.max(0, Math.min((far ?? near) / near - 1, serial(points, levels))))
  return { over: Math.max(1, near / (1 - rho)), rho, df }
}

/**
 * The correlation of neighbours as they stand off from their level, raised by what it falls short in a short series. A shift
 * not yet known raises it, as it does not raise the ratio above; but the ratio alone scatters twice as far. The smaller of the
 * two is taken.
 */
function serial(points: readonly Scaled[], levels: readonly Stretch[]): number {
  let [products, squares] = [0, 0]
  for (const level of levels) {
    const inside = points.slice(level.from, level.to)
    const weight = inside.reduce((sum, { v }) => sum + 1 / v, 0)
    const mean = inside.reduce((sum, { y, v }) => sum + y / v, 0) / weight
    const off = inside.map(({ y, v }) => (y - mean) / Math.sqrt(v))
    for (const [i, here] of off.entries()) {
      squares += here * here
      const next = off[i + 1]
      if (next !== undefined && inside[i + 1]?.at === (inside[i]?.at ?? 0) + 1) products += here * next
    }
  }
  if (squares === 0) return 0
  const raw = products / squares
  return raw + (1 + 3 * raw) / points.length
}

/** The mean of a normal's absolute value within its inner 80 %: what the trimmed mean is divided by. */
const inner = 0.8
const consistent = 0.5586

/** The variance of differences of points `lag` buckets apart, in units of chance; the largest fifth are left out. */
function spread(points: readonly Scaled[], levels: readonly Stretch[], lag: number): number | null {
  const moves = levels.flatMap((level) => movesIn(points.slice(level.from, level.to), lag))
  if (moves.length < 4) return null
  const kept = moves.toSorted((a, b) => a - b).slice(0, Math.ceil(inner * moves.length))
  return (kept.reduce((sum, move) => sum + move, 0) / kept.length / consistent) ** 2
}

function movesIn(points: readonly Scaled[], lag: number): readonly number[] {
  const byPlace = new Map(points.map((point) => [point.at, point]))
  return points.flatMap((point) => {
    const other = byPlace.get(point.at + lag)
    return other === undefined ? [] : [Math.abs(other.y - point.y) / Math.sqrt(point.v + other.v)]
  })
}

/** By how much the mean of `length` neighbours varies more than were they independent. */
export function clumping(length: number, rho: number): number {
  if (rho === 0 || length <= 1) return 1
  let sum = 1
  for (let k = 1; k < length; k++) {
    const term = 2 * (1 - k / length) * rho ** k
    sum += term
    if (term < 1e-9) break
  }
  return sum
}
