import type { Box } from '../layout/elk-graph.ts'
import type { DrawnLink } from './view.ts'

/** Where the keyboard stands: on a step, or on a link, which remembers the end it was entered from. */
export type Spot =
  | { readonly kind: 'place'; readonly id: string }
  | { readonly kind: 'link'; readonly id: string; readonly end: 'from' | 'to' }
export type Arrow = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight'

export interface Ground {
  readonly boxes: ReadonlyMap<string, Box>
  readonly links: readonly DrawnLink[]
}

/** Time runs down: down follows a link, up goes against it; left and right go to what stands beside. Null: nowhere. */
export function move(spot: Spot, arrow: Arrow, ground: Ground): Spot | null {
  if (spot.kind === 'place') {
    if (arrow === 'ArrowDown') return linkSpot(strongest(ground, spot.id, 'from'), 'from')
    if (arrow === 'ArrowUp') return linkSpot(strongest(ground, spot.id, 'to'), 'to')
    return beside(spot.id, arrow === 'ArrowLeft' ? -1 : 1, ground)
  }
  const link = ground.links.find((one) => one.link.id === spot.id)?.link
  if (!link) return null
  if (arrow === 'ArrowDown') return { kind: 'place', id: link.to }
  if (arrow === 'ArrowUp') return { kind: 'place', id: link.from }
  const others = linksAt(ground, link[spot.end], spot.end)
  const next = others[others.findIndex((one) => one.link.id === link.id) + (arrow === 'ArrowLeft' ? -1 : 1)]
  return linkSpot(next, spot.end)
}

const linkSpot = (one: DrawnLink | undefined, end: 'from' | 'to'): Spot | null =>
  one ? { kind: 'link', id: one.link.id, end } : null

function strongest(ground: Ground, id: string, end: 'from' | 'to'): DrawnLink | undefined {
  return linksAt(ground, id, end).reduce<DrawnLink | undefined>(
    (best, one) => (best && best.link.cases >= one.link.cases ? best : one),
    undefined,
  )
}

/** The links at one end of a step, from left to right as they are drawn. */
function linksAt({ links, boxes }: Ground, id: string, end: 'from' | 'to'): DrawnLink[] {
  const far = end === 'from' ? 'to' : 'from'
  const x = (one: DrawnLink) => (boxes.get(one.link[far])?.x ?? 0) + (one.direction === 'back' ? 1e6 : 0)
  return links.filter((one) => one.link[end] === id).sort((a, b) => x(a) - x(b) || (a.link.id < b.link.id ? -1 : 1))
}

/** The nearest step on one side; how far it is up or down counts twice. */
function beside(id: string, way: -1 | 1, { boxes }: Ground): Spot | null {
  const here = boxes.get(id)
  if (!here) return null
  const middle = (box: Box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 })
  const at = middle(here)
  let best: string | null = null
  let least = Number.POSITIVE_INFINITY
  for (const [other, box] of boxes) {
    const there = middle(box)
    const [dx, dy] = [(there.x - at.x) * way, Math.abs(there.y - at.y)]
    if (other === id || dx <= 1 || dx + 2 * dy >= least) continue
    least = dx + 2 * dy
    best = other
  }
  return best === null ? null : { kind: 'place', id: best }
}
