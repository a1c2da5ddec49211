import type { Scaled } from './noise.ts'

/**
 * Takes out what a weekday has of its own: the median, over the weeks, of how far it stands from the mean of its own week.
 * A shift of level moves whole weeks, and so leaves this as it is. `at` counts days since 1970-01-01, a Thursday.
 */
export function withoutWeekdays(points: readonly Scaled[]): readonly Scaled[] {
  const weekOf = (at: number) => Math.floor((at + 3) / 7)
  const weeks = Map.groupBy(points, (point) => weekOf(point.at))
  const apart = points.flatMap((point) => {
    const week = weeks.get(weekOf(point.at)) ?? []
    if (week.length < 4) return []
    const weight = week.reduce((sum, { v }) => sum + 1 / v, 0)
    const mean = week.reduce((sum, { y, v }) => sum + y / v, 0) / weight
    return [{ weekday: weekday(point.at), off: point.y - mean }]
  })
  const offs = Map.groupBy(apart, (one) => one.weekday)
  const usual = new Map([...offs].map(([day, all]) => [day, median(all.map(({ off }) => off))]))
  return points.map((point) => ({ ...point, y: point.y - (usual.get(weekday(point.at)) ?? 0) }))
}

/** Monday is 0. */
function weekday(at: number): number {
  return (((at + 3) % 7) + 7) % 7
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const low = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
  const high = sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0
  return (low + high) / 2
}
