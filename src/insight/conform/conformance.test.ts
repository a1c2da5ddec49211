import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTemporaryStore, type Store, type Warehouse } from '../../store/index.ts'
import type { Behind } from '../cases/answers.ts'
import { discover } from '../discover/discover.ts'
import { append, eventsOf, hourly, type Row, storeOf } from '../fixture/log.ts'
import { csv, hasReal, xes } from '../fixture/real-log.ts'
import { smallMap } from '../fixture/small-map.ts'
import { caseList, conformance } from '../index.ts'
import type { View } from '../view.ts'
import { withinBounds } from './aligned.ts'
import { conformanceTotals, frequentVariants, stepsOfVariants } from './questions.ts'

const view: View = {
  lens: {
    steps: ['b', 'a'],
    trace: 'T',
    linked: 'L',
    counts: 'N',
    ways: 'W',
    cases: 0,
    visits: 0,
    ties: { pairs: 0, moved: 0 },
    horizon: 9,
  },
  cases: null,
}
const map = smallMap({ a: {}, b: {}, c: {} })

test('[C9] the questions', () => {
  expect(conformanceTotals(view, { quiet: null, ends: [] }).sql).toBe(
    'SELECT count() AS cases, countIf(0) AS open, uniqExact(hash) AS variants FROM T',
  )
  expect(frequentVariants(view, { quiet: 4, ends: [2] }, 7)).toEqual({
    sql: 'SELECT toString(hash) AS id, any(length(steps)) AS visits, count() AS cases, countIf(toUnixTimestamp64Micro(ended) > 5 AND NOT has([toUInt16(2)], steps[-1])) AS open FROM T GROUP BY hash ORDER BY cases DESC, hash LIMIT {most:UInt32}',
    params: { most: 7 },
  })
  expect(stepsOfVariants(view, ['1', '2']).sql).toBe(
    'SELECT toString(hash) AS id, any(steps) AS way FROM T WHERE (hash IN (1, 2)) GROUP BY hash',
  )
})

test('[C6] [C7] figures of a small log, and exactly their cases behind each', async () => {
  await using store = await storeOf(
    eventsOf(hourly({ 1: 'a b c', 2: 'a b c', 3: 'a c', 4: 'a b b c', 5: 'a c b', 6: 'a b b b c' })),
  )
  const found = await conformance(store.warehouse, map)
  expect(found).toMatchObject({ cases: 6, open: 0, fitting: 2, misfits: 4, unmeasured: [], endless: [], journeys: [] })
  expect(found.fitness).toBeCloseTo((1 + 1 + 4 / 5 + 6 / 7 + 4 / 6 + 6 / 8) / 6, 12)
  expect(found.deviations.map(({ kind, step, cases, times }) => [kind, step, cases, times])).toEqual([
    ['repeated', 'b', 2, 3],
    ['skipped', 'b', 1, 1],
    ['misplaced', 'c', 1, 1],
  ])
  expect(found.deviations[0]).toMatchObject({ share: 2 / 6, n: 6, stopped: 0, past: { share: 2 / 6 } })
  expect(found.covered).toMatchObject({ cases: 6, variants: 5, of: { cases: 6, variants: 5 }, most: 50_000 })
  const misplaced = found.variants.find(({ moves }) => moves.some((move) => move.deviation === 'misplaced'))
  expect(misplaced?.moves).toEqual([
    { on: 'both', step: 'a', deviation: null },
    { on: 'case', step: 'c', deviation: 'misplaced' },
    { on: 'both', step: 'b', deviation: null },
    { on: 'map', step: 'c', deviation: 'misplaced' },
  ])
  await expectBehind(store.warehouse, found)
})

async function expectBehind(warehouse: Warehouse, found: Awaited<ReturnType<typeof conformance>>) {
  const total = async (behind: Behind) => (await caseList(warehouse, map, behind)).total
  for (const { kind, step, cases, stopped } of found.deviations) {
    const behind = { kind: 'deviation', deviation: kind, step } as const
    expect(await total(behind)).toBe(cases)
    expect(await total({ ...behind, stopped: true })).toBe(stopped)
    expect(await total({ ...behind, stopped: false })).toBe(cases - stopped)
  }
  expect(await total({ kind: 'fits', fits: true })).toBe(found.fitting)
  expect(await total({ kind: 'fits', fits: false })).toBe(found.covered.cases - found.fitting)
  for (const { id, open, cases } of found.variants) {
    expect(await total({ kind: 'aligned', variant: id, open })).toBe(cases)
  }
}

test('[C4] [C10] open and closed cases of one variant are held against the map each in its own way', async () => {
  const old: readonly Row[] = hourly({ 1: 'a c', 2: 'a', 3: 'a b c' })
  const late = hourly({ 4: 'a', 5: 'a c', 6: 'b' }).map(([of, name, hours]): Row => [of, name, hours + 2000])
  await using store = await storeOf(eventsOf([...old, ...late]))
  const quiet = smallMap({ a: {}, b: {}, c: {} }, { case: { ends: { quiet: '10 days' } } })
  const found = await conformance(store.warehouse, quiet)
  const behind = async (one: Behind) =>
    (await caseList(store.warehouse, quiet, one)).cases.map((row) => row.case).sort()
  const total = async (one: Behind) => (await behind(one)).length
  expect(found).toMatchObject({ cases: 6, open: 2, fitting: 2 })
  // Case 2 skipped b and c, case 4 may yet come to them; case 6 began with b.
  expect(found.deviations.map(({ kind, step, cases }) => [kind, step, cases])).toEqual([
    ['skipped', 'b', 3],
    ['extra', 'b', 1],
    ['skipped', 'c', 1],
  ])
  // Case 2 stopped before b and c; cases 1 and 5 went past b.
  expect(found.deviations.map(({ stopped, past }) => [stopped, past.share])).toEqual([
    [1, 2 / 6],
    [0, 1 / 6],
    [1, 0],
  ])
  expect(await total({ kind: 'deviation', deviation: 'skipped', step: 'b', stopped: true })).toBe(1)
  expect(found.variants.find(({ open }) => open)).toMatchObject({ cases: 1, cost: 1, fitness: 0 })
  expect(await behind({ kind: 'fits', fits: true })).toEqual(['3', '4'])
  expect(await behind({ kind: 'deviation', deviation: 'skipped', step: 'b' })).toEqual(['1', '2', '5'])
  await expect(behind({ kind: 'deviation', deviation: 'skipped', step: 'q' })).rejects.toThrow('No event is a step "q"')
  await expect(behind({ kind: 'aligned', variant: '1)', open: false })).rejects.toThrow("is not a variant's id")
})

test('[C9] what is left out is counted, and the bounds hold', async () => {
  const cases = Object.fromEntries(
    Array.from({ length: 9 }, (_, i) => [i, ['a b c', 'a c', 'a b', 'c b a'][i % 4] ?? '']),
  )
  await using store = await storeOf(eventsOf(hourly(cases)))
  const all = await conformance(store.warehouse, map)
  const some = await conformance(store.warehouse, map, {}, { most: 2, top: 1 })
  expect(some.covered).toMatchObject({
    cases: 5,
    variants: 2,
    of: { cases: 9, variants: 4 },
    rarer: { cases: 4, variants: 2 },
  })
  expect(some.variants.length).toBe(1)
  for (const key of ['fitness', 'fittingShare'] as const) {
    const value = key === 'fitness' ? all.fitness : all.fittingShare.share
    expect(some.covered[key]?.low).toBeLessThanOrEqual(value ?? -1)
    expect(some.covered[key]?.high).toBeGreaterThanOrEqual(value ?? 2)
    expect(all.covered[key]).toEqual({ low: value, high: value })
  }
  const long = { id: '1', visits: 20_000_000, cases: 5, open: 0 }
  const short = { id: '2', visits: 10, cases: 4, open: 2 }
  expect(withinBounds({ states: 4 }, [long, short])).toEqual({ covered: [short], longer: [long] })
  const wide = Array.from({ length: 1000 }, (_, i) => ({ id: `${i}`, visits: 9999, cases: 2, open: 1 }))
  expect(withinBounds({ states: 1000 }, wide).covered.length).toBe(50)
})

test('[C9] what was aligned before is not asked for again, and new events are seen', async () => {
  await using store = await storeOf(eventsOf(hourly({ 1: 'a b c', 2: 'a c' })))
  const asked: string[] = []
  const watched: Warehouse = {
    ...store.warehouse,
    rows: (query, options) => {
      asked.push(query.sql)
      return store.warehouse.rows(query, options)
    },
  }
  await conformance(watched, map)
  await append(store.warehouse, eventsOf(hourly({ 3: 'a c', 4: 'c' })), 'later.csv')
  asked.length = 0
  expect(await conformance(watched, map)).toMatchObject({ cases: 4, fitting: 1, misfits: 2 })
  expect(asked.filter((sql) => sql.includes('any(steps)')).map((sql) => sql.split(',').length)).toEqual([2])
  asked.length = 0
  await conformance(watched, map)
  expect(asked.some((sql) => sql.includes('any(steps)'))).toBe(false)
  const stop = new AbortController()
  stop.abort(new Error('enough'))
  await expect(conformance(watched, smallMap({ c: {} }), {}, {}, { signal: stop.signal })).rejects.toThrow()
})

test('[C11] any log fits the map discovered from it with everything kept', async () => {
  const anyCase = fc.array(fc.constantFrom('A', 'B', 'C', 'D'), { minLength: 1, maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(fc.array(anyCase, { minLength: 1, maxLength: 8 }), async (cases) => {
      const log = hourly(Object.fromEntries(cases.map((names, i) => [`c${i}`, names.join(' ')])))
      await using store = await storeOf(eventsOf(log))
      const found = await conformance(store.warehouse, await discover(store.warehouse, { keep: 1 }))
      expect(found).toMatchObject({ fitness: 1, fitting: cases.length, deviations: [], endless: [] })
    }),
    { seed: 11, numRuns: 3 },
  )
})

const logs = {
  bpic2012: () => xes('bpic2012.xes.gz'),
  receipt: () => xes('receipt.xes.gz'),
  servicenow: () =>
    csv('servicenow_incidents.csv.gz', { case: 'number', name: 'incident_state', at: 'sys_updated_at' }),
}
const files = { bpic2012: 'bpic2012.xes.gz', receipt: 'receipt.xes.gz', servicenow: 'servicenow_incidents.csv.gz' }

describe.each(Object.entries(logs))('%s', (log, events) => {
  const isAbsent = !hasReal(`data/${files[log as keyof typeof files]}`)
  let store: Store
  beforeAll(async () => {
    if (isAbsent) return
    store = await openTemporaryStore()
    await append(store.warehouse, events())
  })
  afterAll(() => store?.close())

  test.skipIf(isAbsent)(
    '[C11] fits the map discovered with everything kept, and the cases behind what the usual draft leaves out are there',
    async () => {
      const all = await discover(store.warehouse, { keep: 1 })
      const found = await conformance(store.warehouse, all)
      expect(found).toMatchObject({ fitness: 1, misfits: 0, deviations: [] })
      expect(found.covered.cases).toBe(found.cases)
      const usual = await discover(store.warehouse, {})
      const begun = await conformance(store.warehouse, usual)
      expect(begun.fitness).toBeLessThan(1)
      for (const row of begun.deviations.slice(0, 3)) {
        const behind: Behind = { kind: 'deviation', deviation: row.kind, step: row.step }
        expect((await caseList(store.warehouse, usual, behind)).total).toBe(row.cases)
      }
    },
  )
})
