import { studentTail } from '../stats/tail.ts'
import { clumping, type Noise, type Scaled, type Stretch } from './noise.ts'

export interface Found extends Stretch {
  /** of an arc as far off as this anywhere in the stretch */
  readonly p: number
}

/** Lengths, in points, below which nothing is called a level of its own. */
export interface Least {
  /** between two others */
  readonly inside: number
  /** at either end of the series, where a shift cannot be told from a few odd buckets */
  readonly edge: number
}

/** Sums over the points, so that any stretch's mean is found at once. */
export class Sums {
  readonly #weight: number[] = [0]
  readonly #weighted: number[] = [0]
  readonly length: number

  constructor(points: readonly Scaled[]) {
    this.length = points.length
    for (const [i, { y, v }] of points.entries()) {
      this.#weight.push((this.#weight[i] ?? 0) + 1 / v)
      this.#weighted.push((this.#weighted[i] ?? 0) + y / v)
    }
  }

  weight({ from, to }: Stretch): number {
    return (this.#weight[to] ?? 0) - (this.#weight[from] ?? 0)
  }

  weighted({ from, to }: Stretch): number {
    return (this.#weighted[to] ?? 0) - (this.#weighted[from] ?? 0)
  }

  mean(stretch: Stretch): number {
    return this.weighted(stretch) / this.weight(stretch)
  }
}

/** Variance of the mean of a stretch. */
export function varianceOf(sums: Sums, stretch: Stretch, { over, rho }: Noise): number {
  return (over * clumping(stretch.to - stretch.from, rho)) / sums.weight(stretch)
}

/**
 * The arc of a stretch whose mean stands furthest from that of all the rest: circular binary segmentation (Olshen,
 * Venkatraman, Lucito and Wigler 2004, Biostatistics 5:557-572). Its p counts every arc that was looked at (Bonferroni),
 * which errs to the side of silence.
 */
export function furthestArc(sums: Sums, within: Stretch, noise: Noise, least: Least): Found | null {
  let best: Stretch | null = null
  let highest = 0
  let looked = 0
  const clumps = Array.from({ length: within.to - within.from + 1 }, (_, length) => clumping(length, noise.rho))
  const all = { weight: sums.weight(within), weighted: sums.weighted(within) }
  for (let from = within.from; from < within.to; from++) {
    for (let to = from + 1; to <= within.to; to++) {
      if (!isLongEnough({ from, to }, within, sums.length, least)) continue
      looked++
      const arc = { from, to }
      const weight = sums.weight(arc)
      const weighted = sums.weighted(arc)
      const apart = weighted / weight - (all.weighted - weighted) / (all.weight - weight)
      const length = to - from
      const rest = within.to - within.from - length
      const variance = noise.over * ((clumps[length] ?? 1) / weight + (clumps[rest] ?? 1) / (all.weight - weight))
      const z2 = (apart * apart) / variance
      if (z2 <= highest) continue
      highest = z2
      best = arc
    }
  }
  return best === null ? null : { ...best, p: Math.min(1, looked * studentTail(Math.sqrt(highest), noise.df)) }
}

/** Neither the arc nor a piece it leaves beside it may be shorter than a level can be. */
function isLongEnough(arc: Stretch, within: Stretch, length: number, least: Least): boolean {
  if (arc.from === within.from && arc.to === within.to) return false
  const pieces = [{ from: within.from, to: arc.from }, arc, { from: arc.to, to: within.to }]
  return pieces.every((piece) => {
    const size = piece.to - piece.from
    if (size === 0) return true
    return size >= (piece.from === 0 || piece.to === length ? least.edge : least.inside)
  })
}

/** Cuts a stretch where an arc stands off by less than `alpha`'s chance, and then what is left of it. */
export function cut(sums: Sums, within: Stretch, noise: Noise, least: Least, alpha: number): readonly Found[] {
  const arc = furthestArc(sums, within, noise, least)
  if (arc === null || arc.p > alpha) return [{ ...within, p: arc?.p ?? 1 }]
  const pieces = [
    { from: within.from, to: arc.from },
    { from: arc.from, to: arc.to },
    { from: arc.to, to: within.to },
  ].filter((piece) => piece.to > piece.from)
  return pieces.flatMap((piece) => cut(sums, piece, noise, least, alpha).map((one) => ({ ...one, p: arc.p })))
}
