import { barWidth, halfLabel, inset } from './sizes.ts'

/** A way between two columns. */
export interface Placed {
  readonly from: number
  readonly to: number
  readonly cases: number
}
interface NamedWay {
  readonly from: string
  readonly to: string
  readonly cases: number
}
export interface Split {
  readonly drawn: readonly Placed[]
  readonly left: readonly Placed[]
}

/** Ways that carry less than this share of all people are counted, not drawn. */
const leastShare = 0.02
const trackGap = 3
/** The tracks' height together. */
const mostTracks = 110

/** Ways by the places of their steps; those of steps the map does not have, or that nobody went, are none. */
export function place(steps: readonly { readonly id: string }[], ways: readonly NamedWay[]): readonly Placed[] {
  const indexOf = new Map(steps.map((step, index) => [step.id, index]))
  return ways.flatMap(({ from, to, cases }) => {
    const a = indexOf.get(from)
    const b = indexOf.get(to)
    return a === undefined || b === undefined || cases === 0 ? [] : [{ from: a, to: b, cases }]
  })
}

export function largest(ways: readonly Placed[], most: number, limit: number): Split {
  const sorted = [...ways].sort((a, b) => b.cases - a.cases || a.from - b.from || a.to - b.to)
  const drawn = sorted.filter((way, i) => i < limit && way.cases >= most * leastShare)
  return { drawn, left: sorted.slice(drawn.length) }
}

/** As many of the largest ways as their tracks have room for. */
export function fitting({ drawn, left }: Split, scale: number): Split {
  const fits = drawn.map((_, i) => tracksOf(drawn.slice(0, i + 1), scale).height <= mostTracks)
  const end = fits.indexOf(false)
  return end < 0 ? { drawn, left } : { drawn: drawn.slice(0, end), left: [...drawn.slice(end), ...left] }
}

/** Labels stand between two bars, where no leg of another arch comes down. */
export function labelX(way: Placed, column: number): number {
  if (way.from === way.to) return way.to * column + inset + barWidth + halfLabel + 2
  const gap = Math.max(way.to, Math.floor((way.from + way.to - 1) / 2))
  return gap * column + inset + barWidth + (column - barWidth) / 2
}

function extent(way: Placed, column: number): readonly [number, number] {
  const middle = labelX(way, column)
  const left = way.to * column + inset - 4
  const right = way.from * column + inset + barWidth
  return [Math.min(left, middle - halfLabel), Math.max(right, middle + halfLabel)]
}

/** Shortest first, each on the lowest level where it meets no other. */
export function levelsOf(
  ways: readonly Placed[],
  column: number,
): { readonly of: readonly number[]; readonly count: number } {
  const taken: (readonly [number, number])[][] = []
  const of = new Array<number>(ways.length).fill(0)
  const order = ways.map((_, i) => i).sort((a, b) => width(ways[a]) - width(ways[b]) || a - b)
  for (const i of order) {
    const way = ways[i]
    if (!way) continue
    const [left, right] = extent(way, column)
    let level = taken.findIndex((spans) => spans.every(([l, r]) => right + 6 < l || left > r + 6))
    if (level < 0) level = taken.push([]) - 1
    taken[level]?.push([left, right])
    of[i] = level
  }
  return { of, count: taken.length }
}

function width(way: Placed | undefined): number {
  return way ? Math.abs(way.from - way.to) : 0
}

/** Tracks under the bars; ways that share no column share a track, as thick as its thickest way. */
export function tracksOf(
  ways: readonly Placed[],
  scale: number,
): { readonly at: readonly number[]; readonly height: number } {
  const tracks: { spans: Placed[]; thick: number }[] = []
  const on = ways.map((way) => {
    let track = tracks.findIndex(({ spans }) => spans.every((other) => way.from >= other.to || way.to <= other.from))
    if (track < 0) track = tracks.push({ spans: [], thick: 0 }) - 1
    const chosen = tracks[track]
    chosen?.spans.push(way)
    if (chosen) chosen.thick = Math.max(chosen.thick, way.cases * scale)
    return track
  })
  const tops: number[] = []
  let y = trackGap
  for (const { thick } of tracks) {
    tops.push(y)
    y += thick + trackGap
  }
  return { at: on.map((track) => tops[track] ?? 0), height: tracks.length === 0 ? 0 : y }
}
