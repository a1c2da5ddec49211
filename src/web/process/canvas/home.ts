import type { Box } from '../layout/elk-graph.ts'

export interface View {
  readonly x: number
  readonly y: number
  readonly zoom: number
}
export interface Room {
  readonly width: number
  readonly height: number
}

const margin = 28
/** Below this the titles cannot be read: the picture then begins at its start and is moved, not shrunk. */
const readable = 0.58

/** Where the picture stands when nobody has moved it: all of it if it can be read, else its beginning. */
export function homeView(boxes: Iterable<Box>, room: Room): View {
  const around = boundsOf(boxes)
  const fits = fitZoom(around, room)
  if (fits >= readable) return centred(around, room, fits)
  const zoom = Math.max(readable, Math.min(0.8, (room.width - 2 * margin) / around.width))
  const wide = around.width * zoom > room.width - 2 * margin
  return {
    zoom,
    x: wide ? margin - around.x * zoom : (room.width - around.width * zoom) / 2 - around.x * zoom,
    y: margin - around.y * zoom,
  }
}

/** All of it, however small. */
export function wholeView(boxes: Iterable<Box>, room: Room): View {
  const around = boundsOf(boxes)
  return centred(around, room, fitZoom(around, room))
}

const fitZoom = (around: Box, room: Room) =>
  Math.max(0.05, Math.min(1.15, (room.width - 2 * margin) / around.width, (room.height - 2 * margin) / around.height))

function centred(around: Box, room: Room, zoom: number): View {
  return {
    zoom,
    x: (room.width - around.width * zoom) / 2 - around.x * zoom,
    y: (room.height - around.height * zoom) / 2 - around.y * zoom,
  }
}

/** The smallest box around all of them. */
export function boundsOf(boxes: Iterable<Box>): Box {
  let [left, top, right, bottom] = [0, 0, 1, 1]
  let isFirst = true
  for (const box of boxes) {
    left = isFirst ? box.x : Math.min(left, box.x)
    top = isFirst ? box.y : Math.min(top, box.y)
    right = isFirst ? box.x + box.width : Math.max(right, box.x + box.width)
    bottom = isFirst ? box.y + box.height : Math.max(bottom, box.y + box.height)
    isFirst = false
  }
  return { x: left, y: top, width: right - left, height: bottom - top }
}
