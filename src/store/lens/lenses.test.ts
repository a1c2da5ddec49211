import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SourcedEvent } from '../../event/index.ts'
import { encoded } from '../encoding.ts'
import { type LensSpec, openStore, type Store } from '../index.ts'

let dir: string
let store: Store
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'throughline-lenses-'))
  store = await openStore(dir)
})
afterEach(async () => {
  await store.close()
  await rm(dir, { recursive: true, force: true })
})

const lensOf = (...names: string[]): LensSpec => ({
  steps: names.map((name) => ({ id: name, when: { sql: 'name = {name:String}', params: { name } }, names: [name] })),
  by: 'case',
  ends: { steps: [], quiet: null },
  promises: [],
  segment: null,
})

let line = 0
async function put(cases: number, over: { from?: number; name?: string } = {}): Promise<void> {
  const { from = 0, name = 'a' } = over
  const events = Array.from(
    { length: cases },
    (_, i): SourcedEvent => ({
      line: ++line,
      event: {
        id: `e-${line}`,
        name,
        at: line,
        actor: 'customer',
        customer: { userId: `c-${from + i}` },
        properties: {},
      },
    }),
  )
  async function* once() {
    yield { events, refused: [] }
  }
  await store.warehouse.append({ name: 'a', fingerprint: 'a' }, encoded(once()))
}

const tables = async () =>
  (
    await store.warehouse.rows<{ name: string }>({
      sql: `SELECT name FROM system.tables WHERE database = currentDatabase() AND match(name, '^(trace|linked|ties|stale|gone|touched)_') ORDER BY name`,
    })
  ).map(({ name }) => name)

const count = async (from: string) =>
  (await store.warehouse.rows<{ n: number }>({ sql: `SELECT count() AS n FROM ${from}` }))[0]?.n

test('[S21] who asks for a lens that is being built waits for that build', async () => {
  await put(10)
  const lenses = await Promise.all(Array.from({ length: 5 }, () => store.warehouse.lens(lensOf('a'))))
  expect(new Set(lenses.map(({ trace }) => trace)).size).toBe(1)
  expect((await tables()).length).toBe(3)
})

test('[S22] a lens stands when the store is opened again, and sees what was touched since it was built', async () => {
  await put(500)
  const before = await store.warehouse.lens(lensOf('a', 'b'))
  await put(2, { name: 'b' })
  await store.close()
  store = await openStore(dir)
  expect(await tables()).toEqual([before.linked, before.trace.replace('trace', 'ties'), before.trace])
  const after = await store.warehouse.lens(lensOf('a', 'b'))
  expect(after.trace).toContain(`${before.trace} WHERE key NOT IN`)
  expect([after.cases, after.visits, await count(after.trace), await count(after.linked), after.horizon]).toEqual([
    500,
    502,
    500,
    1002,
    line,
  ])
})

test('[S23] a build cut short leaves nothing that is answered from', async () => {
  await put(10)
  const lens = await store.warehouse.lens(lensOf('a'))
  // As a process leaves it that dies while it builds: tables without a line in the book, and a line without tables.
  await store.warehouse.rows({ sql: `CREATE TABLE ${lens.trace.replace(/_1$/, '_2')} AS ${lens.trace}` })
  await store.warehouse.rows({ sql: `DROP TABLE ${lens.linked} SYNC` })
  await store.close()
  store = await openStore(dir)
  const again = await store.warehouse.lens(lensOf('a'))
  expect([again.cases, await count(again.trace), await count(again.linked)]).toEqual([10, 10, 20])
})

test.each(['linked', 'trace and linked'])(
  '[S23] a lens that lost its rows with the power (%s) is built anew at the first question',
  async (lost) => {
    await put(10)
    const lens = await store.warehouse.lens(lensOf('a'))
    await store.warehouse.rows({ sql: `TRUNCATE TABLE ${lens.linked} SYNC` })
    if (lost !== 'linked') await store.warehouse.rows({ sql: `TRUNCATE TABLE ${lens.trace} SYNC` })
    await store.close()
    store = await openStore(dir)
    const again = await store.warehouse.lens(lensOf('a'))
    expect([again.cases, await count(again.trace), await count(again.linked)]).toEqual([10, 10, 20])
    expect(again.trace).not.toBe(lens.trace)
  },
)

test('[S25] a lens given to someone keeps answering as it was, whatever is added', async () => {
  await put(400)
  const before = await store.warehouse.lens(lensOf('a'))
  await put(1, { from: 1000 })
  const delta = await store.warehouse.lens(lensOf('a'))
  await put(300, { from: 2000 })
  const rebuilt = await store.warehouse.lens(lensOf('a'))
  expect([await count(before.trace), await count(delta.trace), await count(rebuilt.trace)]).toEqual([400, 401, 701])
  expect(rebuilt.trace).not.toContain('stale')
})

test('[S26] a large share touched in a large lens is answered from a delta while the lens is built anew beside it', async () => {
  // Many visits in few cases: 5 of 100 touched.
  for (let i = 0; i < 2; i++) await put(60_000, { from: i * 60_000 })
  const before = await store.warehouse.lens(lensOf('a'))
  await put(4_000)
  const delta = await store.warehouse.lens(lensOf('a'))
  expect(delta.trace).toContain(before.trace)
  expect([delta.cases, delta.visits]).toEqual([120_000, 124_000])
  await expect
    .poll(async () => (await store.warehouse.lens(lensOf('a'))).trace, { timeout: 60_000 })
    .not.toContain('stale')
  const after = await store.warehouse.lens(lensOf('a'))
  expect([after.cases, after.visits, await count(after.linked)]).toEqual([120_000, 124_000, 244_000])
})

test('[S27] of many lenses the twenty used last are kept', async () => {
  await put(3)
  const names = Array.from({ length: 24 }, (_, i) => `n${i}`)
  for (const name of names) await store.warehouse.lens(lensOf('a', name))
  await store.close()
  store = await openStore(dir)
  expect((await tables()).length).toBe(60)
  const last = await store.warehouse.lens(lensOf('a', 'n23'))
  expect(await tables()).toContain(last.trace)
})

test('[S28] an empty store has an empty lens', async () => {
  expect(await store.warehouse.lens(lensOf('a'))).toMatchObject({
    cases: 0,
    visits: 0,
    horizon: 0,
    ties: { pairs: 0, moved: 0 },
  })
  expect((await store.warehouse.lens(lensOf())).steps).toEqual([])
})

test('[S29] a case and a customer of the same name stay two cases', async () => {
  const events: SourcedEvent[] = [
    { line: 1, event: { name: 'a', at: 1, actor: 'customer', customer: { userId: '7' }, properties: {} } },
    { line: 2, event: { name: 'b', at: 2, actor: 'customer', customer: { userId: '8' }, case: '7', properties: {} } },
    { line: 3, event: { name: 'a', at: 3, actor: 'customer', customer: { userId: '7' }, properties: {} } },
  ]
  async function* once() {
    yield { events, refused: [] }
  }
  await store.warehouse.append({ name: 'x', fingerprint: 'x' }, encoded(once()))
  const lens = await store.warehouse.lens(lensOf('a', 'b'))
  expect(
    await store.warehouse.rows({ sql: `SELECT case, customer, steps FROM ${lens.trace} ORDER BY ordinal` }),
  ).toEqual([
    { case: '7', customer: '8', steps: [2] },
    { case: '7', customer: '7', steps: [1, 1] },
  ])
})

test('[S38] counts under a condition are kept until the lens changes', async () => {
  await put(300)
  const condition = { sql: 'toUnixTimestamp64Micro(started) >= {from:Int64}', params: { from: line - 99 } }
  const visits = async (table: string) =>
    (await store.warehouse.rows<{ n: number }>({ sql: `SELECT sum(visits) AS n FROM ${table} WHERE step > 0` }))[0]?.n
  const before = await store.warehouse.lens(lensOf('a'))
  const [counts, same] = await Promise.all([
    store.warehouse.counts(before, condition),
    store.warehouse.counts(before, condition),
  ])
  expect([same, await visits(counts)]).toEqual([counts, 100])
  await put(2, { from: 1000 })
  const after = await store.warehouse.lens(lensOf('a'))
  const anew = await store.warehouse.counts(after, condition)
  expect([anew === counts, await visits(anew), await visits(counts)]).toEqual([false, 102, 100])
  for (let from = 0; from < 20; from++) await store.warehouse.counts(after, { ...condition, params: { from } })
  expect(await store.warehouse.counts(after, condition)).not.toBe(anew)
})

test('[S38] counting that failed is tried again', async () => {
  await put(3)
  const lens = await store.warehouse.lens(lensOf('a'))
  const wrong = { sql: 'no_such_column = 1', params: {} }
  await expect(store.warehouse.counts(lens, wrong)).rejects.toMatchObject({ code: 'engine-failed' })
  await expect(store.warehouse.counts(lens, wrong)).rejects.toMatchObject({ code: 'engine-failed' })
})
