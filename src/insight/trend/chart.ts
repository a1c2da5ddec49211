import type { Chart, ChartPoint } from './answers.ts'
import { beginOf, dayText } from './bucket.ts'
import type { Line } from './drift.ts'
import type { Noise, Scaled, Stretch } from './noise.ts'
import { Sums } from './scan.ts'
import { type Observed, type Series, shown, unscaled } from './series.ts'

/** A series that was looked at: what was counted, the same on a scale of even chance, and what was found in it. */
export interface Examined {
  readonly series: Series
  readonly observed: readonly Observed[]
  /** without weekdays and drift */
  readonly points: readonly Scaled[]
  /** by how much the scale was moved for these, point by point */
  readonly moved: readonly number[]
  readonly noise: Noise
  readonly drift: Line | null
  /** p of the furthest arc of the whole */
  readonly p: number
}

/**
 * Limits at three sigma around the level that each bucket belongs to. Sigma is what chance gives a bucket of its size times
 * the noise from bucket to bucket, as in Laney's p' chart (D. B. Laney 2002, Quality Engineering 14:531-537); for times it
 * is the chart of individual values whose sigma comes from moving ranges.
 */
export function chartOf(examined: Examined, levels: readonly Stretch[], at: string | null, unit: Chart['unit']): Chart {
  const { series, noise, drift, points } = examined
  const ends =
    drift === null ? null : [points[0]?.at ?? 0, points.at(-1)?.at ?? 0].map((x) => drift.base + drift.slope * x)
  return {
    metric: series.metric,
    unit,
    at,
    followed: series.followed === 0 ? null : series.followed / 1e6,
    noise: Math.sqrt(noise.over),
    likeness: noise.rho,
    drift:
      ends === null ? null : { from: unscaled(series.metric, ends[0] ?? 0), to: unscaled(series.metric, ends[1] ?? 0) },
    points: levels.flatMap((level, i) => pointsOf(examined, level, i)),
    unfinished: series.unfinished === null ? null : dayText(beginOf(series.unfinished, series.bucket)),
  }
}

function pointsOf(
  { series, observed, points, moved, noise }: Examined,
  level: Stretch,
  nth: number,
): readonly ChartPoint[] {
  const centre = new Sums(points).mean(level)
  const off = points.slice(level.from, level.to).map(({ y, v }) => (y - centre) / Math.sqrt(noise.over * v))
  return off.flatMap((_, i) => {
    const [seen, point] = [observed[level.from + i], points[level.from + i]]
    if (seen === undefined || point === undefined) return []
    const middle = centre + (moved[level.from + i] ?? 0)
    const reach = 3 * Math.sqrt(noise.over * point.v)
    return {
      at: dayText(beginOf(seen.at, series.bucket)),
      value: shown(series.metric, seen),
      n: seen.n,
      level: nth,
      centre: unscaled(series.metric, middle),
      lower: unscaled(series.metric, middle - reach),
      upper: unscaled(series.metric, middle + reach),
      breaks: brokenRules(off, i),
    }
  })
}

/** L. S. Nelson 1984, Journal of Quality Technology 16:237-239: his first, second and fifth test. */
export function brokenRules(off: readonly number[], i: number): ChartPoint['breaks'] {
  const here = off[i] ?? 0
  const side = Math.sign(here)
  const last = (count: number) => off.slice(Math.max(0, i - count + 1), i + 1).map((one) => one * side)
  const breaks: (1 | 2 | 5)[] = []
  if (Math.abs(here) > 3) breaks.push(1)
  if (last(9).length === 9 && last(9).every((one) => one > 0)) breaks.push(2)
  if (here * side > 2 && last(3).filter((one) => one > 2).length >= 2) breaks.push(5)
  return breaks
}
