import { type Curve, type Point, sampled } from './curve.ts'
import type { Box } from './elk-graph.ts'

export interface Labelled {
  readonly id: string
  readonly curve: Curve
  readonly text: string
  /** where else the label may stand if the link itself has no room for it */
  readonly beside?: Point
}

/** Along the link, the middle first: where people look for its label. */
const tries = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82]
const points = 51

/**
 * Gives each link a place for its label, the first in the list the best: none on a step, none on another label. What
 * finds no room gets none; it is said when the link is pointed at or selected, and in the table.
 */
export function placeLabels(links: readonly Labelled[], boxes: Iterable<Box>): ReadonlyMap<string, Point> {
  const taken = new Grid()
  for (const box of boxes) taken.add(box)
  const found = new Map<string, Point>()
  for (const link of links) {
    if (link.curve.length === 0) continue
    const at = spotsOf(link).find((point) => !taken.hits(labelBox(point, link.text)))
    if (!at) continue
    taken.add(labelBox(at, link.text))
    found.set(link.id, at)
  }
  return found
}

function spotsOf({ curve, beside }: Labelled): Point[] {
  const path = pointsAlong(curve)
  const spots = tries.map((share) => {
    const i = Math.round(share * (points - 1))
    return { x: path[i * 2] ?? 0, y: path[i * 2 + 1] ?? 0 }
  })
  return beside ? [...spots, beside] : spots
}

const along = new WeakMap<Curve, Float32Array>()

/** A curve that was labelled before is not measured again: a slider asks for the same ones in every frame. */
function pointsAlong(curve: Curve): Float32Array {
  const known = along.get(curve)
  if (known) return known
  const found = sampled(curve, points)
  along.set(curve, found)
  return found
}

/** 12.5 px type with tabular figures: about 7.2 px a character. */
export function labelBox({ x, y }: Point, text: string): Box {
  const width = text.length * 7.2 + 8
  return { x: x - width / 2, y: y - 9, width, height: 18 }
}

/** Boxes by the 64 px squares they touch, so that hundreds of labels are compared with their neighbours only. */
class Grid {
  readonly #squares = new Map<string, Box[]>()
  add(box: Box): void {
    for (const key of squaresOf(box)) {
      const list = this.#squares.get(key)
      if (list) list.push(box)
      else this.#squares.set(key, [box])
    }
  }
  hits(box: Box): boolean {
    return squaresOf(box).some((key) => this.#squares.get(key)?.some((other) => overlap(box, other)))
  }
}

function squaresOf(box: Box): string[] {
  const keys: string[] = []
  for (let x = Math.floor(box.x / 64); x <= (box.x + box.width) / 64; x++) {
    for (let y = Math.floor(box.y / 64); y <= (box.y + box.height) / 64; y++) keys.push(`${x},${y}`)
  }
  return keys
}

export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}
