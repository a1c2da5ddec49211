import ELK from 'elkjs/lib/elk.bundled.js'
import { expect, test } from 'vitest'
import { countDfg } from '../graph/dfg.fixture.ts'
import { choiceOf, framework, keep } from '../graph/keep.ts'
import { toGraph } from '../graph/model.ts'
import { directionOf, orderOf } from '../graph/order.ts'
import { type Box, type Picture, repeatRoom, toElk } from './elk-graph.ts'
import { shiftTo, toScene } from './scene.ts'

const traces = [
  ...Array(20).fill(['a', 'b', 'c', 'd', 'e']),
  ...Array(6).fill(['a', 'b', 'c', 'b', 'c', 'd', 'e']),
  ...Array(4).fill(['a', 'c', 'c', 'c', 'e']),
  ['a', 'x', 'd'],
]
const graph = toGraph(countDfg(traces))
const choice = choiceOf(graph)
const order = orderOf(graph)

function picture(stop: number, before: ReadonlyMap<string, Box> = new Map()): Picture {
  const kept = keep(choice, stop, 0)
  const ids = [...order.keys()].filter((id) => kept.steps.has(id) || graph.places.get(id)?.kind !== 'step')
  return { places: ids.map((id) => ({ id, width: 160, height: 46 })), links: framework(choice, stop), order, before }
}
const scene = async (of: Picture) => toScene(await new ELK().layout(toElk(of)), of)

test('[P6] what leads on runs down, what goes back runs up, and a repeat stays on the left of its step', async () => {
  const all = picture(99)
  const { boxes, curves } = await scene(all)
  for (const link of all.links) {
    const [curve, from, to] = [curves.get(link.id) ?? [], boxes.get(link.from), boxes.get(link.to)]
    const direction = directionOf(link, order)
    expect(curve.length).toBeGreaterThanOrEqual(4)
    if (direction === 'on') expect(curve.at(-1)?.y).toBeGreaterThan(curve[0]?.y ?? 0)
    if (direction === 'back') expect(to?.y).toBeLessThan(from?.y ?? 0)
    if (direction === 'self') expect(Math.min(...curve.map((p) => p.x))).toBeGreaterThan((from?.x ?? 0) - repeatRoom)
  }
})

test('[P10] the same picture laid out again stands where it stood', async () => {
  const first = await scene(picture(99))
  const again = await scene(picture(99, first.boxes))
  expect(again.boxes).toEqual(first.boxes)
})

test('[P10] a step more moves the others no further than a shift of the whole would leave them', async () => {
  const few = await scene(picture(0))
  const more = await scene(picture(99, few.boxes))
  expect(shiftTo(more.boxes, few.boxes)).toEqual({ x: 0, y: 0 })
})

test('[P10] the whole is shifted by the middle of all moves', () => {
  const box = (x: number, y: number) => ({ x, y, width: 10, height: 10 })
  const before = new Map([
    ['a', box(0, 0)],
    ['b', box(10, 0)],
    ['c', box(20, 0)],
  ])
  const now = new Map([
    ['a', box(5, 7)],
    ['b', box(15, 7)],
    ['c', box(90, 7)],
    ['new', box(0, 0)],
  ])
  expect(shiftTo(now, before)).toEqual({ x: -5, y: -7 })
})
