export interface WeeklyLine {
  /** one SVG path for each unbroken run: a week without a value is a gap, not a nought */
  paths: string[]
  /** values with no neighbour on either side, drawn as dots */
  dots: { x: number; y: number }[]
  last: { x: number; y: number; value: number } | null
}
export interface Box {
  width: number
  height: number
  /** the least difference the height stands for, so that noise is not drawn as drama */
  least: number
}

/** A line through weekly values, scaled to its box. */
export function weeklyLine(values: readonly (number | null)[], { width, height, least }: Box): WeeklyLine {
  const known = values.filter((value) => value !== null)
  if (known.length === 0) return { paths: [], dots: [], last: null }
  const low = Math.min(...known)
  const high = Math.max(...known)
  const spread = Math.max(high - low, least)
  const bottom = (low + high) / 2 - spread / 2
  const step = values.length > 1 ? (width - 8) / (values.length - 1) : 0
  const points = values.map((value, i) =>
    value === null
      ? null
      : { x: round(4 + i * step), y: round(height - 4 - ((value - bottom) / spread) * (height - 8)), value },
  )
  const runs = runsOf(points)
  return {
    paths: runs
      .filter((run) => run.length > 1)
      .map((run) => run.map(({ x, y }, i) => `${i ? 'L' : 'M'}${x} ${y}`).join('')),
    dots: runs.filter((run) => run.length === 1).flat(),
    last: points.findLast((point) => point !== null) ?? null,
  }
}

function runsOf<T>(points: readonly (T | null)[]): T[][] {
  const runs: T[][] = []
  let open: T[] | null = null
  for (const point of points) {
    if (point === null) open = null
    else if (open) open.push(point)
    else {
      open = [point]
      runs.push(open)
    }
  }
  return runs
}

const round = (value: number) => Math.round(value * 10) / 10
