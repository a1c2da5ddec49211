import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openStore, openTemporaryStore, type Store } from '../index.ts'
import { openSession } from './engine.ts'
import { inline } from './literal.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'

describe('questions', () => {
  let store: Store
  beforeAll(async () => {
    store = await openTemporaryStore()
  })
  afterAll(() => store.close())
  const ask = (sql: string, params?: Record<string, unknown>) =>
    store.warehouse.rows({ sql, ...(params ? { params } : {}) })

  test('[S30] a value never leaves its place in a statement', async () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom("'", "\\'", "' OR 1=1 --", '{n:String}', '\0\n\t\\', "a''b"),
    )
    await fc.assert(
      fc.asyncProperty(value, fc.integer(), async (text, n) => {
        const sent = Buffer.from(text, 'utf8').toString('utf8')
        const rows = await ask(
          `SELECT {text:String} AS text, {n:Int64} AS n, {texts:Array(String)} AS texts, '{text:String}' AS kept`,
          { text: sent, n, texts: [sent, 'x'] },
        )
        expect(rows).toEqual([{ text: sent, n, texts: [sent, 'x'], kept: '{text:String}' }])
      }),
      { seed: 20421, numRuns: 60 },
    )
  })

  test('[S30] a parameter without a value is refused by name', () => {
    expect(() => inline({ sql: 'SELECT {a:String}', params: { b: 'x' } })).toThrow('the parameter "a" has no value')
  })

  test('[S31] integers come as numbers where they are exact, else as their digits', async () => {
    expect(
      await ask(
        'SELECT toUInt64(9007199254740991) AS safe, toUInt64(9007199254740993) AS large, -toInt64(9007199254740993) AS low, 1e300 AS far, 0.1 AS tenth, [toUInt64(18446744073709551615)] AS all',
      ),
    ).toEqual([
      {
        safe: 9007199254740991,
        large: '9007199254740993',
        low: '-9007199254740993',
        far: 1e300,
        tenth: 0.1,
        all: ['18446744073709551615'],
      },
    ])
    expect(await ask('SELECT 1 AS a WHERE 0')).toEqual([])
    expect(await ask(`SELECT '}\\n{' AS text FROM numbers(2)`)).toEqual([{ text: '}\n{' }, { text: '}\n{' }])
  })

  test("[S32] the engine's own words come with what it refuses", async () => {
    await expect(ask('SELECT nothing FROM event')).rejects.toMatchObject({
      code: 'engine-failed',
      message: expect.stringContaining('`nothing`'),
    })
  })

  test('[S33] a cancelled question ends at once and the next is answered', async () => {
    const stop = new AbortController()
    const long = store.warehouse.rows(
      { sql: 'SELECT max(sipHash64(number)) FROM numbers(30000000)' },
      { signal: stop.signal },
    )
    stop.abort()
    await expect(long).rejects.toMatchObject({ code: 'cancelled' })
    const next = await Promise.all(Array.from({ length: 6 }, () => ask('SELECT 1 AS one')))
    expect(next.flat()).toEqual(Array.from({ length: 6 }, () => ({ one: 1 })))
  })
})

describe('a folder', () => {
  let dir: string
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'throughline-warehouse-'))
  })
  afterEach(() => rm(dir, { recursive: true, force: true }))

  test('[S5] every migration of the warehouse ran, once; one cut short runs again', async () => {
    const session = await openSession(join(dir, 'warehouse'))
    // As left by a process that died in the middle of the first.
    await session.run({ sql: migrations[0]?.statements[0] ?? '' })
    await migrate(session, dir)
    await migrate(session, dir)
    expect(await session.rows({ sql: 'SELECT number, name FROM migration ORDER BY number' })).toEqual(
      migrations.map(({ number, name }) => ({ number, name })),
    )
    const tables = await session.rows<{ name: string }>({
      sql: 'SELECT name FROM system.tables WHERE database = currentDatabase() ORDER BY name',
    })
    expect(tables.map(({ name }) => name)).toEqual([
      'carried',
      'held',
      'known_as',
      'lens',
      'migration',
      'source',
      'touch',
    ])
    await session.close()
  })

  test('[S6] a folder made by a newer version is refused, and free again', async () => {
    await (await openStore(dir)).close()
    const session = await openSession(join(dir, 'warehouse'))
    await session.run({ sql: `INSERT INTO migration VALUES (999, 'later', now64(6))` })
    await session.close()
    for (let i = 0; i < 2; i++) {
      await expect(openStore(dir)).rejects.toMatchObject({
        code: 'folder-newer',
        message: expect.stringContaining('step 999'),
      })
    }
  })

  test('[S7] a folder opened for reading is not made, and takes nothing in', async () => {
    await expect(openStore(join(dir, 'none'), { readonly: true })).rejects.toMatchObject({ code: 'folder-missing' })
    await (await openStore(dir)).close()
    const store = await openStore(dir, { readonly: true })
    async function* nothing() {}
    await expect(store.warehouse.append({ name: 'a', fingerprint: 'a' }, nothing())).rejects.toMatchObject({
      code: 'read-only',
    })
    expect(await store.warehouse.extent()).toBeNull()
    await store.close()
    await expect(store.warehouse.names()).rejects.toMatchObject({ code: 'store-closed' })
  })
})
