import type { Period } from '../answers.ts'

/** What is followed week by week (docs/methods/trend.md says how each is counted). */
export type TrendMetric =
  | 'cases'
  | 'reached'
  | 'dropped'
  | 'repeats'
  | 'kept'
  | 'p50'
  | 'p90'
  | 'outcome'
  | 'outcome-p50'
  | 'outcome-p90'

/** What a metric's level is: a share of 0..1, seconds, or cases in a bucket. */
export type TrendUnit = 'share' | 'seconds' | 'count'

/** Shifts found in the series of a journey, and the charts they stand in. Instants are ISO 8601 in UTC. */
export interface Trend {
  readonly journey: string
  readonly title: string
  readonly cases: number
  readonly period: Period | null
  /** the width of a bucket; null: the events span too short a time for any */
  readonly bucket: 'day' | 'week' | null
  /** series that were looked at, and those with too few observations, or too few buckets, to be */
  readonly tested: number
  readonly tooFew: number
  /** steps that cases still come to long after they began: the log is too young to tell a shift there from its own ageing */
  readonly tooYoung: readonly string[]
  /** share of the series said to shift that are expected not to have (Benjamini-Hochberg) */
  readonly rate: number
  /** the strongest first */
  readonly shifts: readonly Shift[]
  readonly charts: readonly Chart[]
}

export interface Shift {
  readonly metric: TrendMetric
  readonly unit: TrendUnit
  /** the step; null: the whole journey */
  readonly at: string | null
  /** the day on which the first bucket of the new level begins */
  readonly when: string
  /** first and last day on which it may have begun: 95 % */
  readonly earliest: string
  readonly latest: string
  /** the day from which the level was back where it had been; null: it has stayed */
  readonly until: string | null
  /** levels before and after; null only where nothing was left to count */
  readonly before: number | null
  readonly after: number | null
  /** 95 % interval of after - before, in the metric's unit */
  readonly low: number | null
  readonly high: number | null
  /** of the shift itself, with all places where it could have been; of the series among all series */
  readonly p: number
  readonly q: number
  /** what was counted on either side, the days it covers (`to` excluded), and the cases behind it */
  readonly sides: { readonly before: ShiftSide; readonly after: ShiftSide }
}

export interface ShiftSide extends Period {
  /** observations the level rests on: visits, or cases that began */
  readonly n: number
  /** cases that the list of cases opens: those that visited the step, or began, in these days */
  readonly cases: number
}

/** A control chart. */
export interface Chart {
  readonly metric: TrendMetric
  readonly unit: TrendUnit
  readonly at: string | null
  /** seconds that every observation was followed for; null: what is counted is known at once */
  readonly followed: number | null
  /** noise beyond chance from bucket to bucket (Laney's sigma z), at least 1 */
  readonly noise: number
  /** how alike neighbouring buckets are, 0..1 */
  readonly likeness: number
  /** a steady rise or fall, as the levels at its two ends; null: none. Then it was taken out before looking for shifts. */
  readonly drift: { readonly from: number; readonly to: number } | null
  readonly points: readonly ChartPoint[]
  /** first day of the buckets left out at the end because not everybody in them has been followed for long enough */
  readonly unfinished: string | null
}

export interface ChartPoint {
  /** first day of the bucket */
  readonly at: string
  readonly value: number
  readonly n: number
  /** which level of the chart it belongs to, counted from 0 */
  readonly level: number
  /** the height of that level, and the limits that chance alone keeps within (3 sigma) */
  readonly centre: number
  readonly lower: number
  readonly upper: number
  /** Nelson's rules that it breaks: 1 beyond 3 sigma; 2 the ninth on one side; 5 two of three beyond 2 sigma */
  readonly breaks: readonly (1 | 2 | 5)[]
}
