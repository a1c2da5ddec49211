import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore } from './open.ts'
import { openSession } from './warehouse/engine.ts'
import { migrate } from './warehouse/migrate.ts'
import { migrations } from './warehouse/migrations/index.ts'

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'throughline-upgrade-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

/** A folder as the version left it whose newest step of the warehouse this was, with a case of two events. */
async function made(folder: string, step: number): Promise<void> {
  const session = await openSession(join(folder, 'warehouse'))
  await migrate(
    session,
    folder,
    migrations.filter(({ number }) => number <= step),
  )
  const table = step < 3 ? 'event' : 'held'
  await session.run({ sql: `INSERT INTO source VALUES (1, 'f', 'orders.csv', '2026-01-01 00:00:00')` })
  await session.run({
    sql: `INSERT INTO ${table} (key, id, customer, case_key, name, at, received, seq, source, actor, properties)
      SELECT number + 1, toString(number), 'anna', 'anna', ['Opened', 'Paid'][number + 1],
        toDateTime64('2026-01-01 00:00:00', 6, 'UTC') + INTERVAL number HOUR, now64(6), 1099511627776 + number, 1, 'customer',
        map('amount', '5') FROM numbers(2)`,
  })
  // What a step fills from the events it finds, it fills when the folder comes to it; a folder past it has it already.
  if (step >= 5)
    await session.run({
      sql: `INSERT INTO carried VALUES ('property', 'amount', 'Opened'), ('property', 'amount', 'Paid')`,
    })
  await session.close()
}

const spec = {
  steps: ['Opened', 'Paid'].map((name) => ({ id: name, when: { sql: `name = '${name}'`, params: {} }, names: [name] })),
  by: 'case',
  ends: { steps: [], quiet: null },
  promises: [],
  segment: null,
} as const

test.each(migrations.map(({ number, name }) => [number, name] as const))(
  '[S62] a folder that stands at step %i (%s) opens, and answers as one made now does',
  async (step) => {
    const folder = join(dir, String(step))
    await made(folder, step)
    const { warehouse, close } = await openStore(folder)
    try {
      expect(await warehouse.names()).toEqual([
        { name: 'Opened', count: 1 },
        { name: 'Paid', count: 1 },
      ])
      expect(await warehouse.carried()).toMatchObject([{ property: 'amount' }, { property: 'amount' }])
      const lens = await warehouse.lens(spec)
      expect([lens.cases, lens.visits, lens.customers]).toEqual([1, 2, 1])
      await warehouse.rename([{ id: 'anna', name: 'Anna' }])
      const seen = await warehouse.rows({ sql: 'SELECT DISTINCT customer FROM event' })
      expect(seen).toEqual([{ customer: 'Anna' }])
    } finally {
      await close()
    }
  },
)
