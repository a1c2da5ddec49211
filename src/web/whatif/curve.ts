/** Geometry of a distribution drawn as the share of cases that are through by a time. Pure, so that it can be tested. */

export interface Frame {
  readonly width: number
  readonly height: number
  /** seconds at the right edge */
  readonly longest: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

/** Where quantiles at the shares stand, as far as the right edge. */
export function points(quantiles: readonly number[], shares: readonly number[], frame: Frame): readonly Point[] {
  const inside: Point[] = []
  for (const [i, share] of shares.entries()) {
    const seconds = quantiles[i] ?? 0
    const before = inside.at(-1)
    const here = { x: (seconds / Math.max(frame.longest, 1e-9)) * frame.width, y: frame.height * (1 - share) }
    if (here.x > frame.width) {
      const part = before === undefined ? 0 : (frame.width - before.x) / (here.x - before.x)
      if (before !== undefined) inside.push({ x: frame.width, y: before.y + (here.y - before.y) * part })
      break
    }
    inside.push(here)
  }
  return inside
}

export function line(through: readonly Point[]): string {
  return through.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')
}

/** The area between the low and the high quantiles of one distribution. */
export function band(low: readonly Point[], high: readonly Point[]): string {
  return `${line(low)}${line(high.toReversed()).replace('M', 'L')}Z`
}

/** The longest time worth drawing: where 19 in 20 are through, in any of the distributions. */
export function longestOf(all: readonly (readonly number[])[], shares: readonly number[]): number {
  const place = shares.findIndex((share) => share >= 0.95)
  return Math.max(...all.map((quantiles) => quantiles[place] ?? 0), 1)
}

const steps = [1, 2, 5, 10, 15, 30].map((n) => n * 60)
const days = [1, 2, 3, 6, 12].map((n) => n * 3600)
const ticksOf = [
  ...[1, 2, 5, 10, 15, 30],
  ...steps,
  ...days,
  ...[1, 2, 5, 7, 14, 28, 56, 91, 182, 365, 730].map((n) => n * 86_400),
]

/** Times to write under the axis: round ones, at most six. */
export function ticks(longest: number): readonly number[] {
  const every = ticksOf.find((seconds) => longest / seconds <= 6) ?? longest / 5
  return Array.from({ length: Math.floor(longest / every) }, (_, i) => (i + 1) * every)
}
