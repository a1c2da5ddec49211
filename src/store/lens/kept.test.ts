import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SourcedEvent } from '../../event/index.ts'
import { encoded } from '../encoding.ts'
import { type KeptCases, type Lens, type LensSpec, openTemporaryStore, type Store } from '../index.ts'

// What a filter leaves is asked of the lens's own tables with its condition, and of what was kept: both have to say the same.

let store: Store
beforeEach(async () => {
  store = await openTemporaryStore()
})
afterEach(() => store.close())

const names = ['a', 'b', 'c']
const lens = (): LensSpec => ({
  steps: names.map((name) => ({ id: name, when: { sql: 'name = {name:String}', params: { name } }, names: [name] })),
  by: 'case',
  ends: { steps: ['c'], quiet: null },
  promises: [{ step: 'a', next: ['b'] }],
  segment: null,
})

let line = 0
async function put(events: readonly { readonly name: string; readonly of: number; readonly at: number }[]) {
  const sourced = events.map(
    ({ name, of, at }): SourcedEvent => ({
      line: ++line,
      event: { id: `e-${line}`, name, at, actor: 'customer', customer: { userId: `c-${of}` }, properties: {} },
    }),
  )
  async function* once() {
    yield { events: sourced, refused: [] }
  }
  await store.warehouse.append({ name: 'f', fingerprint: 'f' }, encoded(once()))
}

async function rowsOf(table: string, condition: string): Promise<string[]> {
  const rows = await store.warehouse.rows<{ row: string }>({
    sql: `SELECT toString(tuple(*)) AS row FROM ${table} WHERE ${condition}`,
  })
  return rows.map(({ row }) => row).sort()
}

/** The rows of both tables, first by the condition itself, then as kept. */
async function bothWays(of: Lens, condition: string, kept: KeptCases) {
  const keys = `key IN (SELECT key FROM ${of.trace} WHERE ${condition})`
  const { trace, linked } = kept.few ?? of
  const picks = kept.few === null ? kept.picks : '1'
  return {
    plain: [await rowsOf(of.trace, condition), await rowsOf(of.linked, keys), await rowsOf(of.trace, keys)],
    kept: [await rowsOf(trace, picks), await rowsOf(linked, picks), await rowsOf(of.trace, kept.picks)],
  }
}

const conditions = [
  { sql: `case IN (SELECT case_key FROM event WHERE name = 'b')` },
  { sql: `NOT (case IN (SELECT case_key FROM event WHERE name = 'c'))` },
  { sql: 'has(steps, 2)' },
  { sql: 'toUnixTimestamp64Micro(started) < 40', isPeriod: true },
  { sql: 'toUnixTimestamp64Micro(started) < 400', isPeriod: true },
  { sql: '0' },
].map((condition) => ({ ...condition, params: {} }))

test('[S44] what is kept of a filter is what its condition leaves, from a base and with a delta', async () => {
  await put(Array.from({ length: 400 }, (_, i) => ({ name: names[i % 2] ?? 'a', of: i % 200, at: i })))
  const anyEvent = fc.record({
    name: fc.constantFrom(...names),
    of: fc.integer({ min: 150, max: 210 }),
    at: fc.integer({ min: 0, max: 900 }),
  })
  const seen = { deltas: 0, few: 0, many: 0 }
  await fc.assert(
    fc.asyncProperty(fc.array(anyEvent, { minLength: 1, maxLength: 3 }), async (events) => {
      await put(events)
      const state = await store.warehouse.lens(lens())
      if (state.trace.includes('stale')) seen.deltas++
      for (const condition of conditions) {
        const kept = await store.warehouse.cases(state, condition)
        seen[kept.few === null ? 'many' : 'few']++
        const found = await bothWays(state, condition.sql, kept)
        expect(found.kept).toEqual(found.plain)
      }
    }),
    { seed: 20431, numRuns: 8 },
  )
  expect([seen.deltas > 3, seen.few > 8, seen.many > 8]).toEqual([true, true, true])
})

test('[S44] it is found once for a state of the lens, and anew when events change it', async () => {
  await put(Array.from({ length: 300 }, (_, i) => ({ name: 'a', of: i, at: i })))
  const before = await store.warehouse.lens(lens())
  const condition = { sql: `case IN (SELECT case_key FROM event WHERE name = 'b')`, params: {} }
  const [kept, same] = await Promise.all([
    store.warehouse.cases(before, condition),
    store.warehouse.cases(before, condition),
  ])
  expect([same, await rowsOf(before.trace, kept.picks)]).toEqual([kept, []])
  await put([{ name: 'b', of: 3, at: 999 }])
  const after = await store.warehouse.lens(lens())
  const anew = await store.warehouse.cases(after, condition)
  expect([anew.picks === kept.picks, (await rowsOf(after.trace, anew.picks)).length]).toEqual([false, 1])
})

test('[S44] the filters used last are kept; who was given one longer ago can still ask', async () => {
  await put(Array.from({ length: 300 }, (_, i) => ({ name: 'a', of: i, at: i })))
  const state = await store.warehouse.lens(lens())
  const condition = (from: number) => ({ sql: 'length(case) > {from:UInt32}', params: { from } })
  const first = await store.warehouse.cases(state, condition(0))
  for (let from = 1; from < 40; from++) await store.warehouse.cases(state, condition(from))
  expect((await rowsOf(state.trace, first.picks)).length).toBe(300)
  expect((await store.warehouse.cases(state, condition(0))).picks).not.toBe(first.picks)
})

test('[S44] finding that failed leaves nothing and is tried again', async () => {
  await put([{ name: 'a', of: 1, at: 1 }])
  const state = await store.warehouse.lens(lens())
  const wrong = { sql: 'no_such_column = 1', params: {} }
  for (const _ of [1, 2])
    await expect(store.warehouse.cases(state, wrong)).rejects.toMatchObject({ code: 'engine-failed' })
  expect(
    await store.warehouse.rows({
      sql: `SELECT name FROM system.tables WHERE database = currentDatabase() AND name LIKE 'kept%'`,
    }),
  ).toEqual([])
})
