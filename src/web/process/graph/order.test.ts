import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyDfg, countDfg } from './dfg.fixture.ts'
import { endId, placeId, startId, toGraph } from './model.ts'
import { directionOf, orderOf } from './order.ts'

test('[P6] a link to an earlier step goes back, one to itself is a repeat', () => {
  const graph = toGraph(
    countDfg([
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
      ['a', 'b', 'b', 'a', 'b', 'c'],
    ]),
  )
  const order = orderOf(graph)
  const said = Object.fromEntries(graph.links.map((l) => [`${l.from}>${l.to}`, directionOf(l, order)]))
  expect(said).toEqual({
    'start>step:a': 'on',
    'step:a>step:b': 'on',
    'step:b>step:c': 'on',
    'step:b>step:b': 'self',
    'step:b>step:a': 'back',
    'step:c>end': 'on',
  })
})

test('[P7] a map says the order itself; steps it does not know come after', () => {
  const graph = toGraph(countDfg([['b', 'a', 'x']]))
  const order = orderOf(graph, ['a', 'z', 'b'].map(placeId))
  expect([...order.keys()]).toEqual([startId, 'step:a', 'step:b', 'step:x', endId])
})

test('[P7] every step has one place, the start the first and the end the last', () => {
  fc.assert(
    fc.property(anyDfg, (dfg) => {
      const order = [...orderOf(toGraph(dfg)).keys()]
      expect(order.at(0)).toBe(startId)
      expect(order.at(-1)).toBe(endId)
      expect(order.length).toBe(dfg.steps.length + 2)
      expect(new Set(order).size).toBe(order.length)
    }),
    { seed: 20417, numRuns: 200 },
  )
})

test('[P7] no order by turning two neighbours round lets fewer passages go back', () => {
  fc.assert(
    fc.property(anyDfg, (dfg) => {
      const graph = toGraph(dfg)
      const order = [...orderOf(graph).keys()]
      const back = (ids: readonly string[]) => {
        const places = new Map(ids.map((id, i) => [id, i]))
        return graph.links.filter((l) => directionOf(l, places) === 'back').reduce((sum, l) => sum + l.count, 0)
      }
      for (let i = 1; i + 2 < order.length; i++) {
        const turned = order.with(i, order[i + 1] ?? '').with(i + 1, order[i] ?? '')
        expect(back(order)).toBeLessThanOrEqual(back(turned))
      }
    }),
    { seed: 20417, numRuns: 150 },
  )
})

test('[P8] without a loop nothing goes back', () => {
  const rising = fc.array(
    fc.uniqueArray(fc.nat(15), { minLength: 1 }).map((t) => t.sort((a, b) => a - b).map((s) => `s${s}`)),
    { minLength: 1, maxLength: 20 },
  )
  fc.assert(
    fc.property(rising, (traces) => {
      const graph = toGraph(countDfg(traces))
      const order = orderOf(graph)
      expect(graph.links.filter((link) => directionOf(link, order) !== 'on')).toEqual([])
    }),
    { seed: 20417, numRuns: 200 },
  )
})
