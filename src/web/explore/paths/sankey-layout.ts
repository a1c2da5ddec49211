import type { AnswerOf } from '../../app/ask.ts'

type JoinedPaths = AnswerOf<'GET /api/explore/joined-paths'>

/** A step at a place, or where cases have no further visit (`name` null); in pixels. */
export interface SankeyNode {
  readonly place: number
  readonly name: string | null
  readonly cases: number
  readonly x: number
  readonly y: number
  readonly height: number
}
/** A ribbon between two nodes: its left and right edge, top and thickness. */
export interface SankeyRibbon {
  readonly from: SankeyNode
  readonly to: SankeyNode
  readonly cases: number
  readonly path: string
}
export interface Sankey {
  readonly nodes: readonly SankeyNode[]
  readonly ribbons: readonly SankeyRibbon[]
  readonly height: number
}
export interface SankeySize {
  readonly width: number
  readonly column: number
  /** pixels for all cases together */
  readonly tall: number
  readonly gap: number
  readonly bar: number
}

const keyOf = (place: number, name: string | null) => JSON.stringify([place, name])

/**
 * Width of a ribbon is cases, to one scale; a node is as tall as what flows into it. Nodes of a place stand with most cases on top and
 * "no further visit" at the bottom. JoinedPaths back are mirrored: the step that was asked for stands at the right.
 */
export function layOut(paths: JoinedPaths, { width, column, tall, gap, bar }: SankeySize): Sankey {
  const scale = paths.cases === 0 ? 0 : tall / paths.cases
  const last = paths.places.length - 1
  const xOf = (place: number) => (paths.back ? width - bar - place * column : place * column)
  const nodes = new Map<string, SankeyNode>()
  for (const [place, found] of paths.places.entries()) {
    const over = paths.links.filter((link) => link.place === place - 1 && link.to === null)
    const none = over.reduce((sum, link) => sum + link.cases, 0)
    let y = 0
    for (const { name, cases } of [...found, ...(none > 0 ? [{ name: null, cases: none }] : [])]) {
      const height = Math.max(1, cases * scale)
      nodes.set(keyOf(place, name), { place, name, cases, x: xOf(place), y, height })
      y += height + gap
    }
  }
  const leaving = new Map<SankeyNode, number>()
  const arriving = new Map<SankeyNode, number>()
  const order = (node: SankeyNode | undefined) => node?.y ?? 0
  const links = paths.links
    .filter((link) => link.place < last)
    .map((link) => ({
      ...link,
      a: nodes.get(keyOf(link.place, link.from)),
      b: nodes.get(keyOf(link.place + 1, link.to)),
    }))
    .toSorted((one, two) => one.place - two.place || order(one.a) - order(two.a) || order(one.b) - order(two.b))
  const ribbons = links.flatMap(({ a, b, cases }) => {
    if (!a || !b) return []
    const thick = cases * scale
    const [out, into] = [leaving.get(a) ?? 0, arriving.get(b) ?? 0]
    leaving.set(a, out + thick)
    arriving.set(b, into + thick)
    return [{ from: a, to: b, cases, path: ribbon({ a, b, out, into, thick, bar, back: paths.back }) }]
  })
  const height = Math.max(0, ...[...nodes.values()].map((node) => node.y + node.height))
  return { nodes: [...nodes.values()], ribbons, height }
}

interface RibbonEnds {
  readonly a: SankeyNode
  readonly b: SankeyNode
  readonly out: number
  readonly into: number
  readonly thick: number
  readonly bar: number
  readonly back: boolean
}

function ribbon({ a, b, out, into, thick, bar, back }: RibbonEnds): string {
  const [x1, x2] = back ? [a.x, b.x + bar] : [a.x + bar, b.x]
  const [y1, y2] = [a.y + out, b.y + into]
  const middle = (x1 + x2) / 2
  const round = (value: number) => Math.round(value * 10) / 10
  const curve = (fromY: number, toX: number, toY: number) =>
    `C${round(middle)} ${round(fromY)} ${round(middle)} ${round(toY)} ${round(toX)} ${round(toY)}`
  return `M${round(x1)} ${round(y1)}${curve(y1, x2, y2)}V${round(y2 + thick)}${curve(y2 + thick, x1, y1 + thick)}Z`
}
