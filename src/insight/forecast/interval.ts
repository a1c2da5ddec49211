import { type Bins, beyond, quantileOf } from './bins.ts'
import { weightedQuantile } from './metrics.ts'
import type { Mixture } from './mixture.ts'

/** Share of the times that an interval is to hold. */
const coverage = 0.8

/** Where held-back times lay in their forecasts, ascending, and what each counts. */
export interface Scores {
  readonly shares: Float64Array
  readonly amounts: Float64Array
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
 * Wüthrich and Zhu 2021, PNAS 118; the (n+1) of a finite sample is in `edge`).
 */
export function calibrated(scores: Scores): { readonly low: number; readonly high: number } {
  const side = (1 - coverage) / 2
  const n = scores.shares.length
  if (n < fewScores) return { low: side, high: 1 - side }
  const edge = Math.min(1, (1 - side) * (1 + 1 / n))
  return {
    low: weightedQuantile(scores.shares, scores.amounts, 1 - edge) ?? side,
    high: weightedQuantile(scores.shares, scores.amounts, edge) ?? 1 - side,
  }
}

/** A visit whose time is asked for. */
export interface TimeAsked {
  readonly ids: Int32Array
  /** where its contexts begin in `ids` */
  readonly at: number
  readonly step: number
  /** how long nothing has come since */
  readonly waited: number
  /** the chance that there is no such time left: nothing more comes */
  readonly none: number
}

/** Middle and interval of a time, counted from now. */
export function timeForecast(model: TimeModel, { ids, at, step, waited, none }: TimeAsked): Interval {
  const { bins, mixture, recent, shares } = model
  const from = (p: Float64Array, share: number) =>
    share <= none ? 0 : Math.max(0, quantileOf(bins, p, (share - none) / (1 - none)) - waited)
  const known = (p: Float64Array) => (waited > 0 ? beyond(bins, p, waited) : p)
  const p50 = from(known(recent.predict(ids, at, step)), 0.5)
  const p = known(mixture.predict(ids, at, step))
  return { p50, low: Math.min(p50, from(p, shares.low)), high: Math.max(p50, from(p, shares.high)) }
}
