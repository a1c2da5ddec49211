import type { Scaled } from './noise.ts'

/**
 * Takes out what a weekday has of its own: how far it stands from the mean of its own week (the median over the weeks), and
 * how much wider it scatters around that than chance: a Friday before which a weekend lies may have two humps, and would
 * look like a spell every now and then. A shift of level moves whole weeks, and so leaves both as they are. `at` counts days
 * since 1970-01-01, a Thursday.
 */
export function withoutWeekdays(points: readonly Scaled[]): readonly Scaled[] {
  const weeks = Map.groupBy(points, (point) => weekOf(point.at))
  const apart = points.flatMap((point) => {
    const week = weeks.get(weekOf(point.at)) ?? []
    return week.length < 4 ? [] : [{ weekday: weekday(point.at), off: point.y - meanOf(week), v: point.v }]
  })
  const usual = new Map(
    [...Map.groupBy(apart, (one) => one.weekday)].map(([day, all]) => {
      const middle = median(all.map(({ off }) => off))
      const squares = all.map(({ off, v }) => (off - middle) ** 2 / v)
      return [day, { middle, wide: Math.max(1, squares.reduce((sum, one) => sum + one, 0) / all.length) }]
    }),
  )
  return points.map((point) => {
    const { middle, wide } = usual.get(weekday(point.at)) ?? { middle: 0, wide: 1 }
    return { ...point, y: point.y - middle, v: point.v * wide }
  })
}

function weekOf(at: number): number {
  return Math.floor((at + 3) / 7)
}

function meanOf(week: readonly Scaled[]): number {
  const weight = week.reduce((sum, { v }) => sum + 1 / v, 0)
  return week.reduce((sum, { y, v }) => sum + y / v, 0) / weight
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
