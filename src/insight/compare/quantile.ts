import { z95 } from '../stats/tail.ts'

/** A quantile of times in microseconds, between the order statistics that hold it with 95 %. */
export interface Estimated {
  readonly value: number
  /** null: so few that the interval would lie outside what was observed */
  readonly low: number | null
  readonly high: number | null
}

/**
 * The quantile of a sorted array and the ends of its interval (ranks by the normal form of the binomial), each between the
 * two neighbours of its place (type 7), as SQL for an array of three.
 */
export function quantileSql(sorted: string, q: number): string {
  const reach = `${spread(q)} / sqrt(length(${sorted}))`
  const places = `[${q}, greatest(0., ${q} - ${reach}), least(1., ${q} + ${reach})]`
  const at = (place: string) => `${sorted}[toUInt64(${place}) + 1]`
  return `arrayMap(h -> ${at('floor(h)')} + (h - floor(h)) * (${at('ceil(h)')} - ${at('floor(h)')}), arrayMap(level -> level * (length(${sorted}) - 1), ${places}))`
}

/** Reads what was found at the three places. */
export function estimated(q: number, n: number, found: readonly (number | null)[]): Estimated | null {
  const [value, low, high] = found
  if (n === 0 || value == null) return null
  const reach = spread(q) / Math.sqrt(n)
  const isInside = q - reach >= 0 && q + reach <= 1
  return { value, low: isInside ? (low ?? null) : null, high: isInside ? (high ?? null) : null }
}

function spread(q: number): number {
  return z95 * Math.sqrt(q * (1 - q))
}
