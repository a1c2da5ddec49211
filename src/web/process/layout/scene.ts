import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js'
import type { Link } from '../graph/model.ts'
import { type Direction, directionOf } from '../graph/order.ts'
import { arching, type Curve, ear, flowing, type Point } from './curve.ts'
import { type Box, type Picture, repeatRoom } from './elk-graph.ts'

/** Where everything stands: boxes of places, curves of the links that were laid out. */
export interface Scene {
  readonly boxes: ReadonlyMap<string, Box>
  readonly curves: ReadonlyMap<string, Curve>
}

/** Reads ELK's answer, and shifts the whole so that what was there before moves as little as a shift allows. */
export function toScene(answer: ElkNode, picture: Picture): Scene {
  const sizes = new Map(picture.places.map((place) => [place.id, place]))
  const placed = new Map<string, Box>()
  for (const node of answer.children ?? []) {
    const size = sizes.get(node.id)
    if (!size) continue
    const room = (node.width ?? size.width) - size.width
    placed.set(node.id, { x: (node.x ?? 0) + room, y: node.y ?? 0, width: size.width, height: size.height })
  }
  const shift = shiftTo(placed, picture.before)
  const boxes = new Map([...placed].map(([id, box]) => [id, { ...box, x: box.x + shift.x, y: box.y + shift.y }]))
  const bends = new Map((answer.edges ?? []).map((edge) => [edge.id, bendsOf(edge, shift)]))
  const curves = new Map<string, Curve>()
  for (const link of picture.links) {
    const direction = directionOf(link, picture.order)
    const points = bends.get(link.id)
    curves.set(link.id, points ? drawn(points, direction) : across(link, direction, boxes))
  }
  return { boxes, curves }
}

const drawn = (points: readonly Point[], direction: Direction) =>
  direction === 'back' ? arching(points) : flowing(points)

function bendsOf(edge: ElkExtendedEdge, shift: Point): readonly Point[] | undefined {
  const section = edge.sections?.[0]
  if (!section) return undefined
  const points = [section.startPoint, ...(section.bendPoints ?? []), section.endPoint]
  return points.map((point) => ({ x: point.x + shift.x, y: point.y + shift.y }))
}

/** The middle of all moves: half of what stays moves less to the left or up, half less to the right or down. */
export function shiftTo(now: ReadonlyMap<string, Box>, before: ReadonlyMap<string, Box>): Point {
  const moves = [...now].flatMap(([id, box]) => {
    const old = before.get(id)
    return old ? [{ x: old.x + old.width / 2 - box.x - box.width / 2, y: old.y - box.y }] : []
  })
  return { x: middle(moves.map((move) => move.x)), y: middle(moves.map((move) => move.y)) }
}

function middle(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

/** A link that was not laid out goes straight across: a rare one, drawn thin beneath the steps, and no reason to move them. */
export function across(link: Link, direction: Direction, boxes: ReadonlyMap<string, Box>): Curve {
  const [from, to] = [boxes.get(link.from), boxes.get(link.to)]
  if (!from || !to) return []
  if (direction === 'self') return ear(from, repeatRoom - 12)
  if (direction === 'back' || to.y <= from.y + from.height) return besides(from, to)
  const [start, end] = [bottomOf(from, to), topOf(to, from)]
  const pull = Math.max(24, (end.y - start.y) * 0.4)
  return [start, { x: start.x, y: start.y + pull }, { x: end.x, y: end.y - pull }, end]
}

function besides(from: Box, to: Box): Curve {
  const [start, end] = [rightOf(from, 0.35), rightOf(to, 0.65)]
  const reach = 30 + Math.min(140, Math.abs(end.y - start.y) * 0.22)
  const out = Math.max(start.x, end.x) + reach
  return [start, { x: out, y: start.y }, { x: out, y: end.y }, end]
}

const rightOf = (box: Box, share: number): Point => ({ x: box.x + box.width, y: box.y + box.height * share })
/** Leaves and arrives on the side that faces the other, not in the middle where the busy links are. */
const lean = (box: Box, other: Box) => {
  const way = other.x + other.width / 2 - (box.x + box.width / 2)
  return box.x + box.width / 2 + Math.max(-0.38, Math.min(0.38, way / 500)) * box.width
}
const bottomOf = (box: Box, other: Box): Point => ({ x: lean(box, other), y: box.y + box.height })
const topOf = (box: Box, other: Box): Point => ({ x: lean(box, other), y: box.y })
