import { expect, test } from 'vitest'
import { boundsOf, homeView, wholeView } from './home.ts'

const room = { width: 1000, height: 800 }
const shown = (
  box: { x: number; y: number; width: number; height: number },
  view: { x: number; y: number; zoom: number },
) => ({
  left: box.x * view.zoom + view.x,
  top: box.y * view.zoom + view.y,
  right: (box.x + box.width) * view.zoom + view.x,
  bottom: (box.y + box.height) * view.zoom + view.y,
})

test('[P17] a picture that can be read whole is shown whole', () => {
  const box = { x: -50, y: 20, width: 700, height: 900 }
  const { left, top, right, bottom } = shown(box, homeView([box], room))
  expect(left >= 0 && top >= 0 && right <= 1000 && bottom <= 800).toBe(true)
})

test('[P17] one that is too large is shown from its start, at a size that can be read', () => {
  const box = { x: 0, y: 0, width: 700, height: 9000 }
  const view = homeView([box], room)
  expect(view.zoom).toBeGreaterThan(0.55)
  expect(shown(box, view).top).toBeCloseTo(28)
  expect(shown(box, wholeView([box], room)).bottom).toBeLessThanOrEqual(800)
})

test('[P17] bounds hold every box', () => {
  expect(
    boundsOf([
      { x: 5, y: -3, width: 1, height: 1 },
      { x: -2, y: 4, width: 10, height: 2 },
    ]),
  ).toEqual({ x: -2, y: -3, width: 10, height: 9 })
})
