import type { TrendMetric } from './answers.ts'
import { type Bucket, beginOf, day } from './bucket.ts'
import { metrics, quantileOf } from './metric.ts'
import type { Scaled } from './noise.ts'
import { median } from './weekday.ts'

/** One bucket as it was counted. */
export interface Observed {
  readonly at: number
  readonly n: number
  /** of a share: how many of n; of a count: the count; of a time: microseconds */
  readonly value: number
  /** of a time: how far apart two quantiles around it lie, on the scale of logarithms, for each unit of probability */
  readonly steep?: number
}

/** A metric of a step, or of the journey (code 0), bucket by bucket. */
export interface Series {
  readonly metric: TrendMetric
  readonly code: number
  readonly bucket: Bucket
  /** microseconds; 0: known at once */
  readonly followed: number
  readonly observed: readonly Observed[]
  /** the first bucket left out because not everybody in it has been followed for long enough; null: none is */
  readonly unfinished: number | null
}

/** Buckets that are whole, from the time on when cases of every pace are there to when all have been followed. */
export interface Bounds {
  readonly from: number
  readonly to: number
  readonly horizon: number
}

export function seriesOf(
  what: Pick<Series, 'metric' | 'code' | 'bucket' | 'followed'>,
  rows: readonly Observed[],
  bounds: Bounds,
): Series {
  const { bucket, followed } = what
  // Where nothing has to be waited for, the last day counts as whole.
  const until = followed === 0 ? Math.ceil(bounds.horizon / day) * day : bounds.horizon
  const lastBegin = Math.ceil(bounds.to / day) * day
  const end = (at: number) => beginOf(at + 1, bucket)
  const whole = filled(what.metric, rows).filter(
    ({ at }) => beginOf(at, bucket) >= Math.floor(bounds.from / day) * day && end(at) <= lastBegin,
  )
  const observed = whole.filter(({ at }) => end(at) + followed <= until)
  const rest = whole.filter(({ at }) => end(at) + followed > until).map(({ at }) => at)
  return { ...what, observed, unfinished: rest.length === 0 ? null : Math.min(...rest) }
}

/** Where cases are counted, a bucket with none has a count of 0. */
function filled(metric: TrendMetric, rows: readonly Observed[]): readonly Observed[] {
  const [first, last] = [rows[0], rows.at(-1)]
  if (metrics[metric].unit !== 'count' || first === undefined || last === undefined) return rows
  const found = new Map(rows.map((row) => [row.at, row]))
  return Array.from({ length: last.at - first.at + 1 }, (_, i) => {
    const at = first.at + i
    return found.get(at) ?? { at, n: 0, value: 0 }
  })
}

/**
 * Fewer observations in a bucket say nothing of it. Of fewer than thirty not even the longest time lies above the ninth decile
 * with 95 %.
 */
function fewestOf(metric: TrendMetric): number {
  const { unit } = metrics[metric]
  if (unit === 'seconds') return quantileOf(metric) > 0.5 ? 30 : 10
  return unit === 'share' ? 5 : 0
}
/** Fewer buckets are no series, nor are those in more than half of whose span there are too few observations. */
const shortest = { week: 10, day: 14 }
const fullest = 0.5

/**
 * On a scale where chance has about the same spread everywhere: the arcsine of a share's root and the root of a count (F. J.
 * Anscombe 1948, Biometrika 35:246-254), the logarithm of a time. Null: too few to say anything.
 */
export function scaled(
  series: Series,
): { readonly points: readonly Scaled[]; readonly observed: readonly Observed[] } | null {
  const { unit } = metrics[series.metric]
  const least = fewestOf(series.metric)
  const observed = series.observed.filter(({ n }) => n >= least)
  if (observed.length < shortest[series.bucket] || isSparse(observed) || isConstant(series, observed)) return null
  const steep = unit === 'seconds' ? steepness(observed) : 0
  return { observed, points: observed.map((one) => ({ at: one.at, ...onScale(series.metric, one, steep) })) }
}

/** Levels of a series that is mostly holes would be levels of its busy weeks. */
function isSparse(observed: readonly Observed[]): boolean {
  const span = (observed.at(-1)?.at ?? 0) - (observed[0]?.at ?? 0) + 1
  return observed.length < fullest * span
}

/** A share of nearly nothing, or of nearly everything, cannot be seen to move; nor can a time that is always one and the same. */
function isConstant({ metric }: Series, observed: readonly Observed[]): boolean {
  const values = observed.map(({ value }) => value)
  if (metrics[metric].unit === 'seconds') return values.every((value) => value === values[0])
  const some = values.reduce((sum, value) => sum + value, 0)
  if (metrics[metric].unit === 'count') return some < observed.length
  const all = observed.reduce((sum, { n }) => sum + n, 0)
  return some < observed.length || all - some < observed.length
}

/** Of all buckets together, for of one with few observations it is mostly chance. */
function steepness(observed: readonly Observed[]): number {
  return Math.max(0.02, median(observed.map(({ steep = 0 }) => steep)))
}

function onScale(
  metric: TrendMetric,
  { n, value }: Observed,
  steep: number,
): { readonly y: number; readonly v: number } {
  switch (metrics[metric].unit) {
    case 'share':
      return { y: Math.asin(Math.sqrt((value + 3 / 8) / (n + 3 / 4))), v: 1 / (4 * n + 2) }
    case 'count':
      return { y: 2 * Math.sqrt(value + 3 / 8), v: 1 }
    case 'seconds': {
      const q = metric === 'p90' || metric === 'outcome-p90' ? 0.9 : 0.5
      return { y: Math.log(Math.max(value, 1000)), v: (q * (1 - q) * steep * steep) / n }
    }
  }
}

/** Back from the scale, in the metric's unit. */
export function unscaled(metric: TrendMetric, y: number): number {
  switch (metrics[metric].unit) {
    case 'share':
      return Math.sin(Math.min(Math.PI / 2, Math.max(0, y))) ** 2
    case 'count':
      return Math.max(0, (Math.max(0, y) / 2) ** 2 - 3 / 8)
    case 'seconds':
      return Math.exp(y) / 1e6
  }
}

/** What was observed, in the metric's unit. */
export function shown(metric: TrendMetric, { n, value }: Observed): number {
  switch (metrics[metric].unit) {
    case 'share':
      return value / n
    case 'count':
      return value
    case 'seconds':
      return value / 1e6
  }
}
