/**
 * The flow's ribbon to scale: columns give x, people give thickness. From the top down there are five zones, none of
 * which another may enter: arches of returns (one level each where they would cross), the counts, the bars with the
 * ribbons between neighbours, tracks of ways that pass over steps, and what drops out, with its own line of figures.
 */

export interface FlowStep {
  readonly id: string
  readonly cases: number
  /** null where the way ends here, so that nobody can drop out */
  readonly dropped: number | null
}
export interface FlowWay {
  readonly from: string
  readonly to: string
  readonly cases: number
}
export interface FlowInput {
  readonly steps: readonly FlowStep[]
  readonly ways: readonly FlowWay[]
  readonly column: number
}

export interface Bar {
  readonly index: number
  readonly x: number
  readonly y: number
  readonly height: number
  readonly cases: number
}
export interface Ribbon {
  readonly from: number
  readonly to: number
  readonly cases: number
  readonly path: string
}
export interface Fall {
  readonly index: number
  readonly cases: number
  readonly path: string
}
export interface Arch {
  readonly from: number
  readonly to: number
  readonly cases: number
  readonly path: string
  readonly label: { readonly x: number; readonly y: number }
}
export interface FlowShape {
  readonly height: number
  readonly countsY: number
  readonly barsY: number
  readonly fallsY: number
  readonly bars: readonly Bar[]
  readonly ribbons: readonly Ribbon[]
  readonly skips: readonly Ribbon[]
  readonly falls: readonly Fall[]
  readonly arches: readonly Arch[]
  /** returns and ways over steps that are too few to draw: how many ways, and how many cases they carry together */
  readonly undrawn: { readonly ways: number; readonly most: number }
}

export const barWidth = 10
const inset = 8
const barsHeight = 64
const levelHeight = 16
const countsHeight = 18
const fallHeight = 26
const labelHeight = 16
const trackGap = 3
/** Ways that carry less than this share of all people are counted, not drawn. */
const leastShare = 0.02
const mostArches = 8
const mostSkips = 10
/** The tracks' height together. */
const mostTracks = 110

interface Placed {
  readonly from: number
  readonly to: number
  readonly cases: number
}

export function flowShape({ steps, ways, column }: FlowInput): FlowShape {
  const most = Math.max(0, ...steps.map((step) => step.cases))
  const scale = most === 0 ? 0 : barsHeight / most
  const placed = place(steps, ways)
  const returns = largest(
    placed.filter((way) => way.to <= way.from),
    most,
    mostArches,
  )
  const over = fitting(
    largest(
      placed.filter((way) => way.to > way.from + 1),
      most,
      mostSkips,
    ),
    scale,
  )
  const levels = levelsOf(returns.drawn, column)
  const archesHeight = levels.count === 0 ? 4 : levels.count * levelHeight + 4
  const barsY = archesHeight + countsHeight
  const tracks = tracksOf(over.drawn, scale)
  const fallsFrom = barsY + barsHeight + tracks.height
  const fallsY = fallsFrom + fallHeight
  const bars = steps.map((step, index) => ({
    index,
    x: index * column + inset,
    y: barsY,
    height: step.cases === 0 ? 0 : Math.max(2, step.cases * scale),
    cases: step.cases,
  }))
  const near = placed.filter((way) => way.to === way.from + 1)
  const ports = portsOf(bars, [...near, ...over.drawn], steps, scale)
  return {
    height: fallsY + labelHeight,
    countsY: archesHeight + 12,
    barsY,
    fallsY,
    bars,
    ribbons: near.map((way) => ({ ...way, path: nearPath(way, bars, ports, scale) })),
    skips: over.drawn.map((way, i) => {
      const y = barsY + barsHeight + (tracks.at[i] ?? 0)
      return { ...way, path: skipPath(way, y, bars, ports, scale) }
    }),
    falls: steps.flatMap((step, index) =>
      step.dropped
        ? [{ index, cases: step.dropped, path: fallPath(index, step.dropped * scale, fallsY, bars, ports) }]
        : [],
    ),
    arches: returns.drawn.map((way, i) => arch(way, levels.of[i] ?? 0, { archesHeight, barsY, column })),
    undrawn: {
      ways: returns.left.length + over.left.length,
      most: Math.max(0, ...returns.left.map((way) => way.cases), ...over.left.map((way) => way.cases)),
    },
  }
}

function place(steps: readonly FlowStep[], ways: readonly FlowWay[]): readonly Placed[] {
  const indexOf = new Map(steps.map((step, index) => [step.id, index]))
  return ways.flatMap(({ from, to, cases }) => {
    const a = indexOf.get(from)
    const b = indexOf.get(to)
    return a === undefined || b === undefined || cases === 0 ? [] : [{ from: a, to: b, cases }]
  })
}

interface Split {
  readonly drawn: readonly Placed[]
  readonly left: readonly Placed[]
}

function largest(ways: readonly Placed[], most: number, limit: number): Split {
  const sorted = [...ways].sort((a, b) => b.cases - a.cases || a.from - b.from || a.to - b.to)
  const drawn = sorted.filter((way, i) => i < limit && way.cases >= most * leastShare)
  return { drawn, left: sorted.slice(drawn.length) }
}

/** As many of the largest ways as their tracks have room for. */
function fitting({ drawn, left }: Split, scale: number): Split {
  const fits = drawn.map((_, i) => tracksOf(drawn.slice(0, i + 1), scale).height <= mostTracks)
  const end = fits.indexOf(false)
  return end < 0 ? { drawn, left } : { drawn: drawn.slice(0, end), left: [...drawn.slice(end), ...left] }
}

/** Half the room the label of an arch takes. */
const halfLabel = 28

/** Labels stand between two bars, where no leg of another arch comes down. */
function labelX(way: Placed, column: number): number {
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
function levelsOf(ways: readonly Placed[], column: number): { readonly of: readonly number[]; readonly count: number } {
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
function tracksOf(ways: readonly Placed[], scale: number): { readonly at: readonly number[]; readonly height: number } {
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

interface Ports {
  /** top of a way's end at its bar, by `from>to`; a fall's key is `from>` */
  readonly out: ReadonlyMap<string, number>
  readonly in: ReadonlyMap<string, number>
}

/**
 * Where ways meet bars: neighbours on top, then ways over steps, then what drops out. A case that goes two ways is in both;
 * then ends overlap instead of outgrowing the bar, so that thickness stays people.
 */
function portsOf(bars: readonly Bar[], ways: readonly Placed[], steps: readonly FlowStep[], scale: number): Ports {
  const out = new Map<string, number>()
  const into = new Map<string, number>()
  for (const bar of bars) {
    const leaving = ways.filter((way) => way.from === bar.index).sort((a, b) => a.to - b.to)
    const dropped = steps[bar.index]?.dropped ?? 0
    const keys = [...leaving.map((way) => key(way)), `${bar.index}>`]
    stack([...leaving.map((way) => way.cases * scale), dropped * scale], bar).forEach((y, i) => {
      out.set(keys[i] ?? '', y)
    })
    const coming = ways.filter((way) => way.to === bar.index).sort((a, b) => b.from - a.from)
    stack(
      coming.map((way) => way.cases * scale),
      bar,
    ).forEach((y, i) => {
      into.set(key(coming[i]), y)
    })
  }
  return { out, in: into }
}

function key(way: Placed | undefined): string {
  return way ? `${way.from}>${way.to}` : ''
}

/** Tops of thicknesses stacked from a bar's top; squeezed together where they are more than the bar is high. */
export function stack(
  thick: readonly number[],
  bar: { readonly y: number; readonly height: number },
): readonly number[] {
  const total = thick.reduce((sum, one) => sum + one, 0)
  const last = thick.at(-1) ?? 0
  const squeeze = total <= bar.height || total === last ? 1 : Math.max(0, bar.height - last) / (total - last)
  let y = 0
  return thick.map((one) => {
    const top = bar.y + y * squeeze
    y += one
    return top
  })
}

function nearPath(way: Placed, bars: readonly Bar[], ports: Ports, scale: number): string {
  const ends = endsOf(way, bars, ports)
  const thick = Math.max(1, way.cases * scale)
  const bend = (ends.x2 - ends.x1) * 0.45
  return (
    `M${r(ends.x1)} ${r(ends.y1)}C${r(ends.x1 + bend)} ${r(ends.y1)} ${r(ends.x2 - bend)} ${r(ends.y2)} ${r(ends.x2)} ${r(ends.y2)}` +
    `v${r(thick)}C${r(ends.x2 - bend)} ${r(ends.y2 + thick)} ${r(ends.x1 + bend)} ${r(ends.y1 + thick)} ${r(ends.x1)} ${r(ends.y1 + thick)}Z`
  )
}

/** Down to its track within the first column's gap, along it under the steps it passes over, and up again before its last. */
function skipPath(way: Placed, y: number, bars: readonly Bar[], ports: Ports, scale: number): string {
  const { x1, y1, x2, y2 } = endsOf(way, bars, ports)
  const thick = Math.max(1, way.cases * scale)
  const turn = Math.min(70, (x2 - x1) / 3)
  const [down, up] = [x1 + turn / 2, x2 - turn / 2]
  const there = `C${p(down, y1, down, y, x1 + turn, y)}H${r(x2 - turn)}C${p(up, y, up, y2, x2, y2)}`
  const low = y + thick
  const back = `C${p(up, y2 + thick, up, low, x2 - turn, low)}H${r(x1 + turn)}C${p(down, low, down, y1 + thick, x1, y1 + thick)}`
  return `M${p(x1, y1)}${there}v${r(thick)}${back}Z`
}

function fallPath(index: number, thickness: number, to: number, bars: readonly Bar[], ports: Ports): string {
  const bar = bars[index]
  const thick = Math.max(1.5, thickness)
  const x = (bar?.x ?? 0) + barWidth
  const y = ports.out.get(`${index}>`) ?? 0
  const foot = x + 8
  const foot2 = foot + thick
  return (
    `M${r(x)} ${r(y)}C${r(foot2)} ${r(y)} ${r(foot2)} ${r(y + thick)} ${r(foot2)} ${r(to)}` +
    `H${r(foot)}C${r(foot)} ${r(y + thick + 6)} ${r(foot - 2)} ${r(y + thick)} ${r(x)} ${r(y + thick)}Z`
  )
}

function endsOf(way: Placed, bars: readonly Bar[], ports: Ports) {
  return {
    x1: (bars[way.from]?.x ?? 0) + barWidth,
    y1: ports.out.get(key(way)) ?? 0,
    x2: bars[way.to]?.x ?? 0,
    y2: ports.in.get(key(way)) ?? 0,
  }
}

function arch(
  way: Placed,
  level: number,
  at: { readonly archesHeight: number; readonly barsY: number; readonly column: number },
): Arch {
  const top = at.archesHeight - 6 - level * levelHeight
  const from = way.from * at.column + inset + barWidth - 2
  const to = way.to * at.column + inset + (way.from === way.to ? -4 : 2)
  const round = Math.min(10, (from - to) / 2)
  const path =
    `M${r(from)} ${r(at.barsY - 1)}V${r(top + round)}Q${r(from)} ${r(top)} ${r(from - round)} ${r(top)}` +
    `H${r(to + round)}Q${r(to)} ${r(top)} ${r(to)} ${r(top + round)}V${r(at.barsY - 2)}`
  return { ...way, path, label: { x: labelX(way, at.column), y: top } }
}

function r(value: number): string {
  return String(Math.round(value * 10) / 10)
}
function p(...values: readonly number[]): string {
  return values.map(r).join(' ')
}
