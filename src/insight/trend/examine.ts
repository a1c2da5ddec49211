import type { Examined } from './chart.ts'
import { driftOf, withoutDrift } from './drift.ts'
import { noiseOf } from './noise.ts'
import { furthestArc, type Least, Sums } from './scan.ts'
import { type Series, scaled } from './series.ts'
import { withoutWeekdays } from './weekday.ts'

/** What is shorter is no level of its own: one odd day is not, one odd week may be. */
export function leastOf(bucket: Series['bucket']): Least {
  return bucket === 'week' ? { inside: 1, edge: 3 } : { inside: 3, edge: 7 }
}

/** A series made ready for the search: weekdays and a steady drift taken out, its noise known. Null: too few to say. */
export function examine(series: Series): Examined | null {
  const ready = scaled(series)
  if (ready === null) return null
  const even = series.bucket === 'day' ? withoutWeekdays(ready.points) : ready.points
  const least = leastOf(series.bucket)
  const noise = noiseOf(even)
  const drift = driftOf(even, noise, least)
  const points = withoutDrift(even, drift)
  const whole = { from: 0, to: points.length }
  return {
    series,
    observed: ready.observed,
    points,
    moved: points.map((point, i) => (ready.points[i]?.y ?? 0) - point.y),
    noise,
    drift,
    p: furthestArc(new Sums(points), whole, noise, least)?.p ?? 1,
  }
}
