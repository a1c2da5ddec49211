import type { Room, View } from '../canvas/home.ts'
import { type Curve, sampled } from '../layout/curve.ts'
import type { Scene } from '../layout/scene.ts'
import type { Film, Moving } from './film.ts'

/** Points along each way of the film, x and y in turn; null where one of its steps has no place yet. */
export type Tracks = readonly (Float32Array | null)[]
const points = 33

export function tracksOf(film: Film, curves: ReadonlyMap<string, Curve>, boxes: Scene['boxes']): Tracks {
  return film.ways.map(({ from, to, link }) => {
    const curve = link === null ? undefined : curves.get(link)
    if (curve && curve.length > 0) return sampled(curve, points)
    const [a, b] = [boxes.get(from), boxes.get(to)]
    if (!a || !b) return null
    const middle = (box: typeof a) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 })
    const [start, end] = [middle(a), middle(b)]
    return sampled([start, start, end, end], points)
  })
}

export interface Painter {
  readonly canvas: HTMLCanvasElement
  readonly context: CanvasRenderingContext2D
  readonly tracks: Tracks
  readonly moving: Moving
}

/** Draws every moving case as a dot: one small picture of a dot, copied to each place. */
export function paintTokens(painter: Painter, view: View, room: Room): void {
  const { canvas, context, tracks, moving } = painter
  const scale = Math.min(2, window.devicePixelRatio || 1)
  fitTo(canvas, room, scale)
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.clearRect(0, 0, canvas.width, canvas.height)
  const radius = Math.max(1.8, Math.min(4.5, 3.4 * view.zoom)) * scale
  const dot = dotOf(getComputedStyle(canvas).color, radius)
  for (let i = 0; i < moving.count; i++) {
    const track = tracks[moving.ways[i] ?? 0]
    if (!track) continue
    const at = (moving.shares[i] ?? 0) * (points - 1)
    const j = Math.min(points - 2, Math.floor(at)) * 2
    const [ax, ay, bx, by] = [track[j] ?? 0, track[j + 1] ?? 0, track[j + 2] ?? 0, track[j + 3] ?? 0]
    const part = at - j / 2
    const x = ((ax + (bx - ax) * part) * view.zoom + view.x) * scale
    const y = ((ay + (by - ay) * part) * view.zoom + view.y) * scale
    // A little beside the line, each case by its own amount, so that many on one link look like many.
    const aside = ((((moving.cases[i] ?? 0) * 7919) % 13) / 13 - 0.5) * 7 * view.zoom * scale
    context.drawImage(dot, x + aside - radius - 1, y + aside * 0.4 - radius - 1)
  }
}

function fitTo(canvas: HTMLCanvasElement, { width, height }: Room, scale: number): void {
  const [wide, high] = [Math.round(width * scale), Math.round(height * scale)]
  if (canvas.width === wide && canvas.height === high) return
  canvas.width = wide
  canvas.height = high
}

const dots = new Map<string, HTMLCanvasElement>()

function dotOf(colour: string, radius: number): HTMLCanvasElement {
  const key = `${colour} ${radius.toFixed(1)}`
  const known = dots.get(key)
  if (known) return known
  if (dots.size > 64) dots.clear()
  const dot = document.createElement('canvas')
  dot.width = dot.height = Math.ceil(radius * 2 + 2)
  const context = dot.getContext('2d')
  if (context) {
    context.fillStyle = colour
    context.globalAlpha = 0.85
    context.beginPath()
    context.arc(radius + 1, radius + 1, radius, 0, 2 * Math.PI)
    context.fill()
  }
  dots.set(key, dot)
  return dot
}
