import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eventsOf, hour, type Row, storeOf } from '../fixture/log.ts'
import { csv, hasReal, oracle, xes } from '../fixture/real-log.ts'
import { bareView } from '../fixture/view.ts'
import {
  caseList,
  eventuallyFollows,
  funnel,
  joinedPaths,
  namesLens,
  namesMap,
  paths,
  stepMatrix,
  between as timeBetween,
} from '../index.ts'
import { pairCounts } from './follows.ts'
import { funnelCounts } from './funnel.ts'
import { pathCounts } from './joined-paths.ts'
import type { FunnelOrder, UsualBehind } from './kinds.ts'

const view = bareView(['b', 'a'])

test('[U1] the funnel carries the newest start from level to level', () => {
  expect(funnelCounts(view, { order: 'ordered', codes: [2, 1], within: 60 })).toEqual({
    sql:
      "WITH arrayFilter((tick, step) -> has([toUInt16(2), toUInt16(1)], step), arrayMap(t -> dateDiff('microsecond', started, t) + 1, at), steps) AS ticks, " +
      'arrayFilter(step -> has([toUInt16(2), toUInt16(1)], step), steps) AS marks, ' +
      'arrayFill(start -> start > 0, arrayMap((step, tick, start) -> if(step = 2 AND start > 0, start, 0), marks, ticks, ticks)) AS level1, ' +
      'arrayFill(start -> start > 0, arrayMap((step, tick, start) -> if(step = 1 AND start > 0 AND tick - start <= {within:Int64}, start, 0), marks, ticks, arrayPushFront(arrayPopBack(level1), toInt64(0)))) AS level2 ' +
      'SELECT countIf(level1[-1] > 0) AS reached1, countIf(level2[-1] > 0) AS reached2 FROM T WHERE (has(steps, 2))',
    params: { within: 60 },
  })
})

test('[U6, U9] questions are one text each, whatever a case is long', () => {
  expect(pathCounts(view, 2, 3, true)).toEqual({
    sql:
      'SELECT place, here, there, count() AS n FROM (SELECT arrayJoin(arrayMap(i -> toInt32(i), range({length:UInt32}))) AS place, ' +
      'if(toInt32(indexOf(steps, 2)) + (-place) < 1, 0, steps[toInt32(indexOf(steps, 2)) + (-place)]) AS here, ' +
      'if(toInt32(indexOf(steps, 2)) + (-(place + 1)) < 1, 0, steps[toInt32(indexOf(steps, 2)) + (-(place + 1))]) AS there FROM T WHERE (has(steps, 2))) ' +
      'WHERE here > 0 GROUP BY place, here, there',
    params: { length: 3 },
  })
  expect(pairCounts(view).sql).toContain('arrayJoin(arrayDistinct(steps)) AS prev')
})

const shop: readonly Row[] = [
  ['x', 'A', 0],
  ['x', 'B', 1],
  ['x', 'C', 2],
  ['x', 'B', 3],
  ['y', 'B', 0],
  ['y', 'A', 1],
  ['y', 'C', 2],
  ['z', 'A', 0],
  ['z', 'D', 30],
  ['z', 'B', 31],
]

test('[U1, U2, U3] one log, three orders', async () => {
  await using store = await storeOf(eventsOf(shop))
  const lens = await namesLens(store.warehouse)
  const cases = async (order: FunnelOrder, within: number | null, steps = ['A', 'B', 'C']) =>
    (await funnel(store.warehouse, lens, { steps, within, order })).steps.map((step) => step.cases)
  expect(await cases('ordered', null)).toEqual([3, 2, 1])
  expect(await cases('strict', null)).toEqual([3, 1, 1])
  expect(await cases('any', null)).toEqual([3, 3, 2])
  expect(await cases('any', 24 * hour)).toEqual([3, 2, 2])
  expect(await cases('strict', null, ['A', 'C'])).toEqual([3, 1])
  expect(await cases('any', null, ['B', 'B'])).toEqual([3, 1])
})

test('[U5] by a property: the figures of each group are those of its segment', async () => {
  const events = eventsOf(shop).map((event) => ({
    ...event,
    properties: { shop: event.case === 'z' ? 'south' : 'north' },
  }))
  await using store = await storeOf(events)
  const lens = await namesLens(store.warehouse)
  const asked = { steps: ['A', 'B'], within: null }
  const { by } = await funnel(store.warehouse, lens, { ...asked, by: 'shop' })
  expect(by?.groups.map(({ value, steps }) => [value, ...steps.map((step) => step.cases)])).toEqual([
    ['north', 2, 1],
    ['south', 1, 1],
  ])
  for (const { value, steps } of by?.groups ?? []) {
    const segment = { where: { shop: value } }
    expect((await funnel(store.warehouse, lens, asked, { segment })).steps).toEqual(steps)
  }
  await expect(funnel(store.warehouse, lens, { ...asked, by: 'colour' })).rejects.toThrow(
    'no event has a property "colour"',
  )
})

test('[U6] paths after a step and before it; who goes nowhere is counted', async () => {
  await using store = await storeOf(eventsOf(shop))
  const lens = await namesLens(store.warehouse)
  const after = await joinedPaths(store.warehouse, lens, { step: 'A', back: false, length: 2, groups: [], keep: null })
  expect(after.links.map(({ place, from, to, cases }) => [place, from, to, cases])).toEqual([
    [0, 'A', 'B', 1],
    [0, 'A', 'C', 1],
    [0, 'A', 'D', 1],
    [1, 'B', 'C', 1],
    [1, 'C', null, 1],
    [1, 'D', 'B', 1],
  ])
  const before = await joinedPaths(store.warehouse, lens, { step: 'C', back: true, length: 2, groups: [], keep: null })
  expect(before.cases).toBe(2)
  expect(before.links.map(({ place, from, to, cases }) => [place, from, to, cases])).toEqual([
    [0, 'C', 'A', 1],
    [0, 'C', 'B', 1],
    [1, 'A', 'B', 1],
    [1, 'B', 'A', 1],
  ])
  expect(await paths(store.warehouse, lens, { before: 'C', length: 1 })).toEqual({
    cases: 2,
    paths: [
      { count: 1, steps: ['A'] },
      { count: 1, steps: ['B'] },
    ],
  })
  expect((await paths(store.warehouse, lens, { before: 'C', length: 9 })).paths.map(({ steps }) => steps)).toEqual([
    ['A', 'B'],
    ['B', 'A'],
  ])
  await expect(paths(store.warehouse, lens, {})).rejects.toThrow('after one step or end before one')
})

test('[U7] grouped steps count as one, and nothing else changes', async () => {
  await using store = await storeOf(eventsOf(shop))
  const lens = await namesLens(store.warehouse)
  const groups = [{ name: 'BC', steps: ['B', 'C'] }]
  const grouped = await joinedPaths(store.warehouse, lens, { step: 'A', back: false, length: 2, groups, keep: null })
  expect(grouped.links.map(({ place, from, to, cases }) => [place, from, to, cases])).toEqual([
    [0, 'A', 'BC', 2],
    [0, 'A', 'D', 1],
    [1, 'BC', 'BC', 1],
    [1, 'BC', null, 1],
    [1, 'D', 'BC', 1],
  ])
  const kept = await joinedPaths(store.warehouse, lens, { step: 'A', back: false, length: 1, groups: [], keep: 1 })
  expect(kept.groups).toEqual([{ name: 'others', steps: ['C', 'D'] }])
  expect((await paths(store.warehouse, lens, { after: 'A', length: 1, groups })).paths).toEqual([
    { count: 2, steps: ['BC'] },
    { count: 1, steps: ['D'] },
  ])
})

test('[U10] from the first visit to the first later one; a step may lead back to itself', async () => {
  await using store = await storeOf(eventsOf(shop))
  const lens = await namesLens(store.warehouse)
  const { cases, reached, took, histogram } = await timeBetween(store.warehouse, lens, { from: 'A', to: 'B' })
  expect([cases, reached.n, took.n, took.p50, took.mean]).toEqual([3, 3, 2, 16 * 3600, 16 * 3600])
  expect((histogram?.bins ?? []).reduce((sum, n) => sum + n, histogram?.beyond ?? 0)).toBe(2)
  const back = await timeBetween(store.warehouse, lens, { from: 'B', to: 'B' })
  expect([back.took.n, back.took.p50]).toEqual([1, 2 * 3600])
  const never = await timeBetween(store.warehouse, lens, { from: 'D', to: 'A' })
  expect([never.took.n, never.took.p50, never.histogram]).toEqual([0, null, null])
})

/** Small cases over four names, some at one instant. */
const anyLog = fc
  .array(
    fc.array(fc.tuple(fc.constantFrom('A', 'B', 'C', 'D'), fc.integer({ min: 0, max: 3 })), {
      minLength: 1,
      maxLength: 8,
    }),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((cases) =>
    cases.flatMap((visits, of) => {
      let at = 0
      return visits.map(([name, gap]): Row => {
        at += gap
        return [`case ${of}`, name, at]
      })
    }),
  )

test('[U1 - U11] the engine counts as a plain pass over the cases does, and the list behind each figure is as long', async () => {
  await fc.assert(
    fc.asyncProperty(anyLog, async (rows) => {
      await using store = await storeOf(eventsOf(rows))
      const { warehouse } = store
      const lens = await namesLens(warehouse)
      const map = await namesMap(warehouse)
      const plain = plainCases(rows)
      const behind = async (one: UsualBehind) => (await caseList(warehouse, map, one)).total

      const follows = await eventuallyFollows(warehouse, lens)
      expect(new Map(follows.pairs.map(({ from, to, count, cases }) => [`${from} ${to}`, [count, cases]]))).toEqual(
        plainPairs(plain),
      )
      const [pair] = follows.pairs
      if (pair) expect(await behind({ kind: 'follows', from: pair.from, to: pair.to })).toBe(pair.cases)

      const steps = ['A', 'B'].every((name) => lens.steps.some((step) => step.id === name)) ? ['A', 'B', 'A'] : []
      if (steps.length > 0) {
        const within = 2 * hour
        const counted = await Promise.all(
          (['strict', 'ordered', 'any'] as const).map(async (order) => {
            const { steps: found } = await funnel(warehouse, lens, { steps, within, order })
            expect(found.map((step) => step.cases)).toEqual(
              steps.map((_, i) => plain.filter((one) => plainReaches(one, steps.slice(0, i + 1), order, 2)).length),
            )
            const asked = { kind: 'funnel' as const, steps, order, within: within / 1e6, place: 2 }
            expect(await behind({ ...asked, reached: true })).toBe(found[1]?.cases)
            expect(await behind({ ...asked, reached: false })).toBe((found[0]?.cases ?? 0) - (found[1]?.cases ?? 0))
            return found.map((step) => step.cases)
          }),
        )
        const [strict = [], ordered = [], any = []] = counted
        for (const i of steps.keys()) {
          expect(strict[i]).toBeLessThanOrEqual(ordered[i] ?? 0)
          expect(ordered[i]).toBeLessThanOrEqual(any[i] ?? 0)
        }
      }

      const matrix = await stepMatrix(warehouse, lens, { length: 3 })
      for (const { name, cases } of matrix.steps) {
        expect(cases).toEqual([0, 1, 2].map((i) => plain.filter((one) => one[i]?.name === name).length))
        expect(await behind({ kind: 'path', around: null, at: [{ place: 2, steps: [name] }] })).toBe(cases[1])
      }
      const name = rows[0]?.[1] ?? 'A'
      const around = await stepMatrix(warehouse, lens, { length: 2, around: name })
      expect(around.present[2]).toBe(around.cases)
      const back = await joinedPaths(warehouse, lens, { step: name, back: true, length: 3, groups: [], keep: null })
      for (const { place, from, to, cases } of back.links) {
        const at = [
          { place: -place, steps: [from] },
          { place: -place - 1, steps: to === null ? [] : [to] },
        ]
        expect(await behind({ kind: 'path', around: name, at })).toBe(cases)
      }
      const waited = await timeBetween(warehouse, lens, { from: name, to: name })
      expect(await behind({ kind: 'follows', from: name, to: name })).toBe(waited.took.n)
    }),
    { seed: 20417, numRuns: 4 },
  )
}, 60_000)

interface Visit {
  readonly name: string
  readonly at: number
}

function plainCases(rows: readonly Row[]): readonly (readonly Visit[])[] {
  const cases = new Map<string, Visit[]>()
  for (const [of, name, at] of rows) cases.set(of, [...(cases.get(of) ?? []), { name, at }])
  return [...cases.values()]
}

function plainPairs(cases: readonly (readonly Visit[])[]): ReadonlyMap<string, readonly number[]> {
  const pairs = new Map<string, [number, number]>()
  for (const one of cases) {
    const own = new Set<string>()
    for (const [i, a] of one.entries()) {
      for (const b of one.slice(i + 1)) {
        const key = `${a.name} ${b.name}`
        const [n, m] = pairs.get(key) ?? [0, 0]
        pairs.set(key, [n + 1, m + (own.has(key) ? 0 : 1)])
        own.add(key)
      }
    }
  }
  return pairs
}

/** Tries every choice of visits: right by being too simple to be wrong. */
function plainReaches(visits: readonly Visit[], steps: readonly string[], order: FunnelOrder, within: number): boolean {
  const go = (chosen: readonly number[]): boolean => {
    const next = steps[chosen.length]
    const times = chosen.map((i) => visits[i]?.at ?? 0)
    if (times.length > 0 && Math.max(...times) - Math.min(...times) > within) return false
    if (next === undefined) return true
    const last = chosen.at(-1)
    return visits.some(({ name }, i) => {
      if (name !== next || chosen.includes(i)) return false
      if (last !== undefined && order === 'strict' && i !== last + 1) return false
      if (last !== undefined && order === 'ordered' && i <= last) return false
      return go([...chosen, i])
    })
  }
  return go([])
}

const logs = {
  bpic2012: { file: 'bpic2012.xes.gz', events: () => xes('bpic2012.xes.gz') },
  receipt: { file: 'receipt.xes.gz', events: () => xes('receipt.xes.gz') },
  servicenow: {
    file: 'servicenow_incidents.csv.gz',
    events: () => csv('servicenow_incidents.csv.gz', { case: 'number', name: 'incident_state', at: 'sys_updated_at' }),
  },
}

describe.each(Object.entries(logs))('%s, against what another tool found', (log, { file, events }) => {
  const isAbsent = !hasReal(`data/${file}`) || !hasReal(`oracle/${log}.eventually_follows.json`)
  test.skipIf(isAbsent)(
    '[U9] every ordered pair is counted',
    async () => {
      await using store = await storeOf(events())
      const { pairs } = await eventuallyFollows(store.warehouse, await namesLens(store.warehouse))
      const { edges } = oracle<{ edges: [string, string, number][] }>(`${log}.eventually_follows`)
      expect(new Map(pairs.map(({ from, to, count }) => [`${from} > ${to}`, count]))).toEqual(
        new Map(edges.map(([from, to, count]) => [`${from} > ${to}`, count])),
      )
    },
    60_000,
  )
})
