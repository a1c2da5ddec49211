import { expect, test } from 'vitest'
import { mapDocument, stepsOf } from '../map/index.ts'
import { eventsOf, type Row, storeOf } from './fixture/log.ts'
import {
  caseList,
  caseStory,
  dfg,
  discover,
  funnel,
  mapLens,
  measure,
  namesLens,
  namesMap,
  paths,
  properties,
  replay,
  stepDetail,
  times,
  variants,
  weeks,
} from './index.ts'

test('[I4] an empty store answers every question with nothing, and no share of it', async () => {
  await using store = await storeOf([])
  const { warehouse } = store
  const lens = await namesLens(warehouse)
  const map = await namesMap(warehouse)
  expect(await dfg(warehouse, lens)).toEqual({
    cases: 0,
    events: 0,
    steps: [],
    edges: [],
    starts: [],
    ends: [],
    ties: { pairs: 0, moved: 0 },
  })
  expect(await variants(warehouse, lens)).toMatchObject({ cases: 0, total: 0, variants: [] })
  const nothing = { n: 0, p10: null, p25: null, p50: null, p75: null, p90: null, mean: null }
  expect(await times(warehouse, lens)).toEqual({ cases: 0, duration: nothing, steps: [] })
  expect(await replay(warehouse, lens)).toEqual({ names: [], cases: [], of: 0 })
  expect(await measure(warehouse, map)).toMatchObject({
    cases: 0,
    open: 0,
    customers: 0,
    period: null,
    outcome: null,
    promise: null,
    steps: [],
    transitions: [],
  })
  expect(await weeks(warehouse, map)).toEqual([])
  expect(await properties(warehouse)).toEqual([])
  expect(await caseList(warehouse, map, { kind: 'all' })).toEqual({ total: 0, cases: [] })
  await expect(paths(warehouse, lens, { after: 'A' })).rejects.toThrow('No event is a step "A"')
  await expect(funnel(warehouse, lens, { steps: ['A'], within: null })).rejects.toMatchObject({
    code: 'step-not-found',
  })
  const drawn = {
    ...map,
    phases: [
      { id: 'p', title: 'P', steps: [{ id: 'a', title: 'A', match: { event: 'A' }, promise: { within: '1 hour' } }] },
    ],
  }
  expect(mapLens(drawn).steps.map(({ id }) => id)).toEqual(['a'])
  expect((await stepDetail(warehouse, drawn, 'a')).histogram).toBeNull()
  expect((await measure(warehouse, drawn)).steps).toMatchObject([{ id: 'a', cases: 0, dropped: { share: null, n: 0 } }])
})

test('[I3] one case of a hundred thousand events, half of them at one instant', async () => {
  const size = 100_000
  const rows = Array.from({ length: size }, (_, i): Row => ['x', `N${i % 7}`, i < size / 2 ? 0 : i / 1000])
  await using store = await storeOf(eventsOf(rows))
  const { warehouse } = store
  const lens = await namesLens(warehouse)
  const graph = await dfg(warehouse, lens)
  expect([graph.cases, graph.events, graph.edges.length]).toEqual([1, size, 7])
  expect(graph.edges.reduce((sum, edge) => sum + edge.count, 0)).toBe(size - 1)
  expect((await variants(warehouse, lens)).variants[0]?.steps.length).toBe(size)
  expect(
    (await funnel(warehouse, lens, { steps: ['N1', 'N0', 'N6', 'N1'], within: 0 })).steps.map(({ cases }) => cases),
  ).toEqual([1, 1, 1, 1])
  expect((await paths(warehouse, lens, { after: 'N3', length: 2 })).paths).toEqual([{ count: 1, steps: ['N4', 'N5'] }])
  const map = await discover(warehouse, {})
  expect((await measure(warehouse, map)).steps.reduce((sum, step) => sum + step.visits, 0)).toBe(size)
  const story = await caseStory(warehouse, map, (await caseList(warehouse, map, { kind: 'all' })).cases[0]?.key ?? '')
  expect([story?.of, story?.events.length]).toEqual([size, 5000])
})

test('[I20] three thousand event names become as many steps, each measured', async () => {
  const rows = Array.from({ length: 3000 }, (_, i): Row[] =>
    [0, 1, 2].map((n): Row => [`c${i}`, `${(i + n) % 3000}`, n]),
  ).flat()
  await using store = await storeOf(eventsOf(rows))
  const { warehouse } = store
  const map = await discover(warehouse, { keep: 1 })
  expect(stepsOf(map).length).toBe(3000)
  // Its text is longer than the parser takes for a map; its shape is a map's.
  expect(mapDocument.safeParse(map).success).toBe(true)
  const measured = await measure(warehouse, map)
  expect(measured.steps.every(({ visits }) => visits === 3)).toBe(true)
  expect((await dfg(warehouse, await namesLens(warehouse))).edges.length).toBe(3000)
})

test('[I4] the mean of a thousand waits of 350 years is that long', async () => {
  const [first, last] = [Date.UTC(1901, 0, 1) * 1000, Date.UTC(2250, 0, 1) * 1000]
  const rows = Array.from({ length: 1000 }, (_, i): Row[] => [
    [`c${i}`, 'A', 0, { at: first }],
    [`c${i}`, 'B', 0, { at: last }],
  ]).flat()
  await using store = await storeOf(eventsOf(rows))
  const lens = await namesLens(store.warehouse)
  const long = (last - first) / 1e6
  expect((await dfg(store.warehouse, lens)).edges).toMatchObject([{ medianSeconds: long, meanSeconds: long }])
  const answer = await times(store.warehouse, lens)
  expect([answer.duration.mean, answer.steps[0]?.mean]).toEqual([long, long])
})
