import { existsSync, readdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openTemporaryStore, type Store } from '../store/index.ts'
import { Feed } from './feed.ts'
import { ImportDesk } from './import-desk.ts'

let store: Store
beforeAll(async () => {
  store = await openTemporaryStore()
})
afterAll(() => store.close())

const rows = 20_000
const csv = `case,activity,timestamp\n${Array.from({ length: rows }, (_, i) => `${i},Apply,2026-01-01T10:00:00Z\n`).join('')}`
const profile = {
  throughline: 'import/1',
  format: 'csv',
  fields: { case: 'case', name: 'activity', at: 'timestamp' },
} as const
const bodyOf = (text: string) => new Blob([text]).stream() as Parameters<ImportDesk['receive']>[1] // one stream, typed twice
const left = () => (existsSync(join(store.dir, 'uploads')) ? readdirSync(join(store.dir, 'uploads')) : [])
const nobody = (error: unknown): never => {
  throw error
}

test('[O7] an import under way when the server ends goes on at its next start, and counts once', async () => {
  const before = new ImportDesk(store, new Feed(Date.now))
  const { id } = await before.receive('orders.csv', bodyOf(csv))
  const unstarted = await before.receive('other.csv', bodyOf(csv))
  await before.start(id, profile, { strict: false, replace: false })
  await before.close()
  expect(await store.warehouse.extent()).toBeNull()
  expect(left()).toEqual([id])

  const after = new ImportDesk(store, new Feed(Date.now))
  await after.resume(nobody)
  await vi.waitFor(() => expect(after.state(id).phase).toBe('done'), 60_000)
  expect(after.state(id)).toMatchObject({ file: 'orders.csv', read: rows, written: rows })
  expect(await store.warehouse.extent()).toMatchObject({ events: rows })
  expect(() => after.state(unstarted.id)).toThrow('There is no import')
  expect(left()).toEqual([])
  await after.close()
})

test('[O7] one that cannot go on is told and let go; one that was called off does not go on', async () => {
  const before = new ImportDesk(store, new Feed(Date.now))
  const broken = await before.receive('orders.csv', bodyOf(csv))
  const off = await before.receive('off.csv', bodyOf(csv))
  for (const { id } of [broken, off]) await before.start(id, profile, { strict: false, replace: false })
  await before.cancel(off.id)
  await before.close()
  expect(left()).toEqual([broken.id])
  await writeFile(join(store.dir, 'uploads', broken.id, 'started.json'), '{')
  const failures: unknown[] = []
  await new ImportDesk(store, new Feed(Date.now)).resume((error) => failures.push(error))
  expect(failures).toHaveLength(1)
  expect(left()).toEqual([])
})
