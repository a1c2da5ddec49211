import { arch, fallPath, nearPath, skipPath } from './paths.ts'
import { fitting, largest, levelsOf, place, tracksOf } from './place.ts'
import { portsOf } from './ports.ts'
import type { FlowInput, FlowShape } from './shape.ts'
import { barsHeight, countsHeight, fallHeight, inset, labelHeight, levelHeight } from './sizes.ts'

/**
 * The flow's ribbon to scale: columns give x, people give thickness. From the top down there are five zones, none of
 * which another may enter: arches of returns (one level each where they would cross), the counts, the bars with the
 * ribbons between neighbours, tracks of ways that pass over steps, and what drops out, with its own line of figures.
 */

const mostArches = 8
const mostSkips = 10
/** A share of the most that is under this is said, not drawn: a hair line through the lane would look like more. */
const leastFall = 0.001

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
  const falls = steps.flatMap(({ dropped }, index) => (dropped ? [{ index, cases: dropped }] : []))
  const fallsFrom = barsY + barsHeight + tracks.height
  // where nobody drops out there is nothing to fall
  const fallsY = fallsFrom + (falls.length > 0 ? fallHeight : 4)
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
    height: fallsY + (falls.length > 0 ? labelHeight : 6),
    countsY: archesHeight + 12,
    barsY,
    fallsY,
    bars,
    ribbons: near.map((way) => ({ ...way, path: nearPath(way, bars, ports, scale) })),
    skips: over.drawn.map((way, i) => {
      const y = barsY + barsHeight + (tracks.at[i] ?? 0)
      return { ...way, path: skipPath(way, y, bars, ports, scale) }
    }),
    falls: falls.map((fall) => ({
      ...fall,
      path: fall.cases < most * leastFall ? null : fallPath(fall.index, fall.cases * scale, fallsY, bars, ports),
    })),
    arches: returns.drawn.map((way, i) => arch(way, levels.of[i] ?? 0, { archesHeight, barsY, column })),
    undrawn: {
      ways: returns.left.length + over.left.length,
      most: Math.max(0, ...returns.left.map((way) => way.cases), ...over.left.map((way) => way.cases)),
    },
  }
}
