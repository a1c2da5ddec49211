import { type Bins, beyond, quantileOf } from './bins.ts'
import type { Mixture } from './mixture.ts'

/** Share of the times that an interval is to hold. */
const coverage = 0.8

/** Where a held-back time lay in its forecast; `came` false: it is not over, and lies there or further on. */
export interface Score {
  readonly share: number
  readonly came: boolean
  readonly amount: number
}

/** Held-back times below which an interval is the distribution's own. */
const fewScores = 30

export interface TimeModel {
  readonly bins: Bins
  /** what the intervals are of */
  readonly mixture: Mixture
  /**
   * what the middle is of: the cases that began lately are counted here too. Only the short ones of them are over, so
   * that intervals would come out too short; but they know of times that have changed
   */
  readonly recent: Mixture
  /** the shares of the distribution between which 8 of 10 of the held-back times lay in theirs */
  readonly shares: { readonly low: number; readonly high: number }
}

interface Interval {
  readonly p50: number
  readonly low: number
  readonly high: number
}

/**
 * Which shares of a forecast's distribution to take as the ends of an interval: those between which `coverage` of the
 * held-back times lay in their own forecasts (split conformal over the place in the distribution: Chernozhukov,
 * Wüthrich and Zhu 2021, PNAS 118; the (n+1) of a finite sample is in `edge`). Of what began lately only the quick
 * times are over; the others are known to be longer than so far, which is how Kaplan and Meier (1958) count them.
 */
export function calibrated(scores: readonly Score[]): { readonly low: number; readonly high: number } {
  const side = (1 - coverage) / 2
  const n = scores.filter(({ came }) => came).length
  if (n < fewScores) return { low: side, high: 1 - side }
  const edge = Math.min(1, (1 - side) * (1 + 1 / n))
  // What came at a place comes before what is only known to lie further on.
  const sorted = scores.toSorted((a, b) => a.share - b.share || Number(b.came) - Number(a.came))
  let left = sorted.reduce((sum, { amount }) => sum + amount, 0)
  let beyond = 1
  let low: number | null = null
  for (const { share, came, amount } of sorted) {
    if (came) beyond *= Math.max(0, 1 - amount / left)
    left -= amount
    if (low === null && 1 - beyond >= 1 - edge - 1e-12) low = share
    if (1 - beyond >= edge - 1e-12) return { low: low ?? side, high: share }
  }
  return { low: low ?? side, high: 1 }
}

/** A visit whose time is asked for. */
export interface TimeAsked {
  readonly ids: Int32Array
  /** where its contexts begin in `ids` */
  readonly at: number
  readonly step: number
  /** how long nothing has come since */
  readonly waited: number
}

/** Middle and interval of a time, counted from now. */
export function timeForecast(model: TimeModel, { ids, at, step, waited }: TimeAsked): Interval {
  const { bins, mixture, recent, shares } = model
  const from = (p: Float64Array, share: number) => Math.max(0, quantileOf(bins, p, share) - waited)
  const known = (p: Float64Array) => (waited > 0 ? beyond(bins, p, waited) : p)
  const p50 = from(known(recent.predict(ids, at, step)), 0.5)
  const p = known(mixture.predict(ids, at, step))
  return { p50, low: Math.min(p50, from(p, shares.low)), high: Math.max(p50, from(p, shares.high)) }
}
