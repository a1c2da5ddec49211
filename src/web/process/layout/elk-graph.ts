import type { ElkExtendedEdge, ElkNode, ElkPort } from 'elkjs/lib/elk-api.js'
import type { Link } from '../graph/model.ts'
import { type Direction, directionOf } from '../graph/order.ts'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
export interface Sized {
  readonly id: string
  readonly width: number
  readonly height: number
}
export interface Picture {
  /** in the order in which they are read */
  readonly places: readonly Sized[]
  readonly links: readonly Link[]
  readonly order: ReadonlyMap<string, number>
  /** where places stood before, so that they keep their order from left to right */
  readonly before: ReadonlyMap<string, Box>
}

/** Room beside a step for the arc of a case that repeats it. */
export const repeatRoom = 46

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.edgeRouting': 'POLYLINE',
  'elk.layered.cycleBreaking.strategy': 'MODEL_ORDER',
  'elk.layered.considerModelOrder.strategy': 'PREFER_EDGES',
  'elk.layered.layering.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.crossingMinimization.semiInteractive': 'true',
  'elk.spacing.nodeNode': '30',
  'elk.spacing.edgeNode': '18',
  'elk.spacing.edgeEdge': '14',
  'elk.layered.spacing.nodeNodeBetweenLayers': '40',
  'elk.layered.spacing.edgeNodeBetweenLayers': '12',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '8',
}

/**
 * The picture as ELK takes it: time runs down, what leads on leaves below and arrives above, what goes back leaves and
 * arrives on the right, so that ELK itself keeps room for the arcs. Repeats are drawn in the room kept on the left.
 */
export function toElk(picture: Picture): ElkNode {
  const ports = new Map<string, ElkPort[]>()
  const edges: ElkExtendedEdge[] = []
  const repeated = new Set<string>()
  const busiest = Math.max(1, ...picture.links.map((link) => (link.from === link.to ? 0 : link.count)))
  for (const link of inOrder(picture)) {
    const direction = directionOf(link, picture.order)
    if (direction === 'self') repeated.add(link.from)
    else edges.push(edgeOf(link, direction, ports, busiest))
  }
  const children = picture.places.map((place) => nodeOf(place, repeated, ports.get(place.id) ?? [], picture.before))
  return { id: 'root', layoutOptions: options, children, edges }
}

function inOrder({ links, order }: Picture): Link[] {
  const at = (id: string) => order.get(id) ?? 0
  return [...links].sort((a, b) => at(a.from) - at(b.from) || at(a.to) - at(b.to))
}

function edgeOf(link: Link, direction: Direction, ports: Map<string, ElkPort[]>, busiest: number): ElkExtendedEdge {
  const [leaves, arrives] = direction === 'back' ? ['EAST', 'EAST'] : ['SOUTH', 'NORTH']
  const source = addPort(ports, link.from, `out ${link.id}`, leaves)
  const target = addPort(ports, link.to, `in ${link.id}`, arrives)
  return { id: link.id, sources: [source], targets: [target], layoutOptions: priorities(link, direction, busiest) }
}

/** The busier a link is, the straighter it runs. */
function priorities(link: Link, direction: Direction, busiest: number): Record<string, string> {
  if (direction === 'back') return {}
  return { 'elk.layered.priority.straightness': String(1 + Math.round((60 * link.count) / busiest)) }
}

function addPort(ports: Map<string, ElkPort[]>, place: string, id: string, side: string | undefined): string {
  const list = ports.get(place) ?? []
  list.push({ id, width: 0, height: 0, layoutOptions: { 'elk.port.side': side ?? 'SOUTH' } })
  ports.set(place, list)
  return id
}

function nodeOf(place: Sized, repeated: ReadonlySet<string>, ports: ElkPort[], before: Picture['before']): ElkNode {
  const room = repeated.has(place.id) ? repeatRoom : 0
  const layoutOptions: Record<string, string> = { 'elk.portConstraints': 'FIXED_SIDE' }
  if (room > 0) layoutOptions['elk.spacing.portsSurrounding'] = `[top=0,left=${room},bottom=0,right=0]`
  if (place.id === 'start') layoutOptions['elk.layered.layering.layerConstraint'] = 'FIRST'
  if (place.id === 'end') layoutOptions['elk.layered.layering.layerConstraint'] = 'LAST'
  const old = before.get(place.id)
  const stood = old ? { x: old.x - room, y: old.y } : {}
  if (old) layoutOptions['elk.position'] = `(${old.x - room},${old.y})`
  return { id: place.id, width: place.width + room, height: place.height, ports, layoutOptions, ...stood }
}
