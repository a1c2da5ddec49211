import type { Box } from './elk-graph.ts'

export interface Point {
  readonly x: number
  readonly y: number
}
/** One or more cubic Béziers end to end: a start, then two handles and an end for each. */
export type Curve = readonly Point[]

/** What leads on flows down from bend to bend with upright tangents. */
export function flowing(points: readonly Point[]): Curve {
  const [first, ...rest] = points
  if (!first) return []
  const curve: Point[] = [first]
  let from = first
  for (const to of rest) {
    const middle = (from.y + to.y) / 2
    curve.push({ x: from.x, y: middle }, { x: to.x, y: middle }, to)
    from = to
  }
  return curve
}

/** What goes back runs in straight lines with round corners, the shape of an arc around what it passes. */
export function arching(points: readonly Point[], radius = 26): Curve {
  const bends = points.filter((point, i) => i === 0 || distance(point, points[i - 1] ?? point) > 0.5)
  const first = bends[0]
  if (!first) return []
  const curve: Point[] = [first]
  let from = first
  for (let i = 1; i < bends.length; i++) {
    const corner = bends[i] ?? from
    const next = bends[i + 1]
    if (!next) {
      straight(curve, from, corner)
      break
    }
    const reach = Math.min(radius, distance(bends[i - 1] ?? from, corner) / 2, distance(corner, next) / 2)
    const into = towards(corner, bends[i - 1] ?? from, reach)
    const out = towards(corner, next, reach)
    straight(curve, from, into)
    curve.push(towards(into, corner, reach * 0.56), towards(out, corner, reach * 0.56), out)
    from = out
  }
  return curve
}

function straight(curve: Point[], from: Point, to: Point): void {
  if (distance(from, to) < 0.01) return
  curve.push(between(from, to, 1 / 3), between(from, to, 2 / 3), to)
}

const distance = (a: Point, b: Point) => Math.hypot(b.x - a.x, b.y - a.y)
const between = (a: Point, b: Point, share: number): Point => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
})
function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to)
  return length === 0 ? from : between(from, to, by / length)
}

/** A repeat leaves a step on its left and comes back to it: a round ear. */
export function ear(box: Box, reach: number): Curve {
  const [top, bottom] = [box.y + box.height * 0.26, box.y + box.height * 0.74]
  const out = box.x - reach * 1.25
  return [
    { x: box.x, y: bottom },
    { x: out, y: bottom + 12 },
    { x: out, y: top - 12 },
    { x: box.x, y: top },
  ]
}

export function pathOf(curve: Curve): string {
  const [first, ...rest] = curve
  if (!first) return ''
  let path = `M${round(first.x)} ${round(first.y)}`
  for (let i = 0; i + 2 < rest.length; i += 3) {
    const said = rest.slice(i, i + 3).map((p) => `${round(p.x)} ${round(p.y)}`)
    path += `C${said.join(' ')}`
  }
  return path
}
const round = (n: number) => Math.round(n * 10) / 10

/** `count` points at equal lengths along a curve, x and y in turn: what moves along it needs only look up its place. */
export function sampled(curve: Curve, count: number): Float32Array {
  const fine = finely(curve)
  const lengths = [0]
  for (let i = 1; i < fine.length; i++) {
    lengths.push((lengths[i - 1] ?? 0) + distance(fine[i - 1] ?? origin, fine[i] ?? origin))
  }
  const whole = lengths.at(-1) ?? 0
  const out = new Float32Array(count * 2)
  let at = 0
  for (let i = 0; i < count; i++) {
    const wanted = count < 2 ? 0 : (whole * i) / (count - 1)
    while (at < fine.length - 2 && (lengths[at + 1] ?? 0) < wanted) at++
    const [a, b] = [fine[at] ?? origin, fine[at + 1] ?? fine[at] ?? origin]
    const span = (lengths[at + 1] ?? 0) - (lengths[at] ?? 0)
    const point = between(a, b, span === 0 ? 0 : (wanted - (lengths[at] ?? 0)) / span)
    out[i * 2] = point.x
    out[i * 2 + 1] = point.y
  }
  return out
}
const origin: Point = { x: 0, y: 0 }

function finely(curve: Curve): Point[] {
  const first = curve[0]
  if (!first) return [origin]
  const fine: Point[] = [first]
  for (let i = 0; i + 3 < curve.length; i += 3) {
    const [a, b, c, d] = [curve[i], curve[i + 1], curve[i + 2], curve[i + 3]]
    if (!a || !b || !c || !d) break
    for (let step = 1; step <= 16; step++) fine.push(cubic(a, b, c, d, step / 16))
  }
  return fine
}

function cubic(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const u = 1 - t
  const [wa, wb, wc, wd] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t]
  return { x: wa * a.x + wb * b.x + wc * c.x + wd * d.x, y: wa * a.y + wb * b.y + wc * c.y + wd * d.y }
}
