import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyDfg, countDfg } from './dfg.fixture.ts'
import { choiceOf, firstView, framework, type Kept, keep } from './keep.ts'
import { endId, type Link, startId, toGraph } from './model.ts'

const anyView = fc.record({ dfg: anyDfg, stop: fc.nat(12), fullness: fc.double({ min: 0, max: 1, noNaN: true }) })
const always = { seed: 20417, numRuns: 300 }

function reached(from: string, links: readonly Link[], way: 'on' | 'against'): Set<string> {
  const [near, far] = way === 'on' ? (['from', 'to'] as const) : (['to', 'from'] as const)
  const seen = new Set([from])
  const open = [from]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const link of links) {
      if (link[near] !== at || seen.has(link[far])) continue
      seen.add(link[far])
      open.push(link[far])
    }
  }
  return seen
}

test('[P1] every step shown lies on a way from start to end', () => {
  fc.assert(
    fc.property(anyView, ({ dfg, stop, fullness }) => {
      const kept = keep(choiceOf(toGraph(dfg)), stop, fullness)
      const [after, before] = [reached(startId, kept.links, 'on'), reached(endId, kept.links, 'against')]
      for (const id of kept.steps) expect([after.has(id), before.has(id)]).toEqual([true, true])
    }),
    always,
  )
})

test('[P2] every step shown keeps its strongest link in and out', () => {
  fc.assert(
    fc.property(anyView, ({ dfg, stop, fullness }) => {
      const graph = toGraph(dfg)
      const kept = keep(choiceOf(graph), stop, fullness)
      const isShown = (id: string) => id === startId || id === endId || kept.steps.has(id)
      for (const id of kept.steps) {
        for (const side of ['from', 'to'] as const) {
          const most = (links: readonly Link[]) =>
            Math.max(
              ...links
                .filter((l) => l[side] === id && l.from !== l.to && isShown(l.from) && isShown(l.to))
                .map((l) => l.count),
            )
          expect(most(kept.links)).toBe(most(graph.links))
        }
      }
    }),
    always,
  )
})

const ids = (kept: Kept) => new Set(kept.links.map((link) => link.id))

test('[P3] moving a slider up takes nothing away', () => {
  fc.assert(
    fc.property(anyView, fc.double({ min: 0, max: 1, noNaN: true }), ({ dfg, stop, fullness }, other) => {
      const choice = choiceOf(toGraph(dfg))
      const [few, more] = [keep(choice, stop, fullness), keep(choice, stop + 1, fullness)]
      expect([...few.steps].every((id) => more.steps.has(id))).toBe(true)
      const [low, high] = [Math.min(fullness, other), Math.max(fullness, other)]
      const full = ids(keep(choice, stop, high))
      expect([...ids(keep(choice, stop, low))].every((id) => full.has(id))).toBe(true)
    }),
    always,
  )
})

test('[P4] both sliders at their ends show everything', () => {
  fc.assert(
    fc.property(anyDfg, (dfg) => {
      const graph = toGraph(dfg)
      const choice = choiceOf(graph)
      const kept = keep(choice, choice.stops.length - 1, 1)
      expect(kept.links.length).toBe(graph.links.length)
      expect([kept.stepsShown, kept.eventsShare]).toEqual([dfg.steps.length, 1])
      expect(kept.passagesShare).toBe(dfg.edges.length === 0 ? null : 1)
    }),
    always,
  )
})

test('[P5] what says where steps stand holds the picture together by itself', () => {
  fc.assert(
    fc.property(anyView, ({ dfg, stop }) => {
      const choice = choiceOf(toGraph(dfg))
      const frame = new Set(framework(choice, stop).map((link) => link.id))
      expect([...ids(keep(choice, stop, 0))].every((id) => frame.has(id))).toBe(true)
    }),
    always,
  )
})

test('[P1] a step brings the steps it needs to be reached', () => {
  const traces = [...Array(5).fill(['a', 'b', 'c', 'c', 'c', 'c', 'd']), ['a', 'd']]
  const choice = choiceOf(toGraph(countDfg(traces)))
  expect(choice.order.map((place) => place.name)).toEqual(['c', 'd', 'b', 'a'])
  expect(choice.stops).toEqual([4])
})

test('[P4] the first view keeps a small process whole', () => {
  const choice = choiceOf(
    toGraph(
      countDfg([
        ['a', 'b', 'c'],
        ['a', 'c'],
      ]),
    ),
  )
  const { stop, fullness } = firstView(choice)
  expect(keep(choice, stop, fullness).stepsShown).toBe(3)
})
