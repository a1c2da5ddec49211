import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SourcedEvent } from '../../event/index.ts'
import { encoded } from '../../store/encoding.ts'
import { openTemporaryStore, type Store } from '../../store/index.ts'
import { type Context, createContext } from '../context.ts'
import { clockOf, diskOf, examine, type Machine } from './doctor.ts'

let store: Store
let context: Context
const received = Date.UTC(2026, 5, 1)
const machine: Machine = { node: '24.1.0', freeDisk: 2 ** 36, disk: 2 ** 38, freeMemory: 2 ** 32, now: received + 1000 }
beforeAll(async () => {
  store = await openTemporaryStore()
  context = createContext(store, '1.2.3')
  const event = { id: 'a', customer: { userId: '1' }, name: 'Paid', at: received * 1000, received: received * 1000 }
  const line = { event: { ...event, actor: 'customer' as const, properties: {} }, line: 1 }
  await store.warehouse.append({ name: 'x', fingerprint: 'x' }, encoded(batchOf(line)))
})
afterAll(() => store.close())

async function* batchOf(line: SourcedEvent) {
  yield { events: [line], refused: [] }
}
const found = async (given: Partial<Machine> = {}, of = context) =>
  new Map((await examine(of, { ...machine, ...given })).map(({ what, ...rest }) => [what, rest]))

test('[O7] every thing looked at is said with its value; what is not well has a way out', async () => {
  const findings = await found()
  expect([...findings].filter(([, { state }]) => state !== 'well').map(([what]) => what)).toEqual(['backups'])
  expect(findings.get('backups')?.remedy).toContain('npx throughline backup')
  expect(findings.get('warehouse')?.value).toMatch(/^1 events, at step \d+$/)
  expect(findings.get('log')?.value).toBe('0 events ever accepted, 0 not yet in the warehouse')
  expect((await found({ node: '22.0.0' })).get('Node')).toMatchObject({ state: 'bad', value: '22.0.0' })
  expect((await found({ freeMemory: 2 ** 27 })).get('memory')?.state).toBe('warning')
})

test('[O7] a backup is well while it lies where it was written and is of this week', async () => {
  const at = new Date(machine.now).toISOString()
  const { backups } = await store.ledger()
  const path = join(store.dir, 'warehouse') // stands for a folder with a manifest
  await backups.add({ id: '1', at, version: '1', path, events: 1, files: 1, bytes: 1, last: 0 })
  expect((await found()).get('backups')?.state).toBe('warning')
  await writeFile(join(path, 'manifest.json'), '{}')
  expect((await found()).get('backups')?.state).toBe('well')
  expect((await found({ now: machine.now + 8 * 86_400_000 })).get('backups')?.state).toBe('warning')
  await rm(join(path, 'manifest.json'))
})

test('[O7] too little room, and a clock that was put back', async () => {
  expect(diskOf({ freeDisk: 2 ** 20, disk: 2 ** 38 }).state).toBe('bad')
  expect(diskOf({ freeDisk: 2 ** 30, disk: 2 ** 38 }).state).toBe('warning')
  expect((await clockOf(context, { now: received - 120_000 })).state).toBe('warning')
})

test('[O7] events accepted that nobody takes in, a ledger older than the warehouse, and a store that fails are told', async () => {
  const ledger = await store.ledger()
  const event = { id: 'b', customer: { userId: '1' }, name: 'Paid', at: 1, actor: 'customer' as const, properties: {} }
  await ledger.log.append({ writer: 'w', events: [event] })
  expect((await found()).get('log')).toMatchObject({ state: 'warning', remedy: expect.stringContaining('started') })
  const line = { event: { ...event, id: 'c' }, line: 9 }
  await store.warehouse.append({ name: 'w', fingerprint: 'writer:w' }, encoded(batchOf(line)))
  expect((await found()).get('log')).toMatchObject({
    state: 'bad',
    value: expect.stringContaining('event number 9'),
    remedy: expect.stringContaining('one backup'),
  })
  const broken = { ...store, warehouse: { ...store.warehouse, rows: () => Promise.reject(new Error('gone')) } }
  const findings = await found({}, { ...context, store: broken })
  expect(findings.get('warehouse')).toMatchObject({ state: 'bad', value: 'gone' })
  expect(findings.get('Node')?.state).toBe('well')
})
