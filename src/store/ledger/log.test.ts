import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Event } from '../../event/index.ts'
import type { Ledger } from '../ports.ts'
import { openLedger } from './open.ts'

let dir: string
let ledger: Ledger
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'throughline-log-'))
  ledger = await openLedger(dir)
})
afterAll(async () => {
  await ledger.close()
  await rm(dir, { recursive: true, force: true })
})

const event = (name: string): Event => ({
  customer: { userId: 'u' },
  name,
  at: 1,
  actor: 'customer',
  properties: { n: 1 },
})
const names = async (after: number, most: number) =>
  (await ledger.log.read(after, most)).map(({ last, writer, events }) => [last, writer, events.map(({ name }) => name)])

test('[S50] what was accepted is read back in the order of its acceptance, with its writer', async () => {
  const { log } = ledger
  expect(await log.append({ writer: 'a', events: [event('one'), event('two')] })).toBe(2)
  const many = Array.from({ length: 50 }, (_, i) => log.append({ writer: 'b', events: [event(`e${i}`)] }))
  expect(log.waiting).toBeGreaterThan(0)
  expect(await Promise.all(many)).toEqual(Array.from({ length: 50 }, (_, i) => i + 3))
  expect([log.last, log.waiting]).toEqual([52, 0])
  expect(await names(0, 0)).toEqual([[2, 'a', ['one', 'two']]])
  expect((await names(2, 10)).length).toBe(10 + 1)
  expect((await names(50, 100)).map(([last]) => last)).toEqual([51, 52])
})

test('[S51] numbers go on where they were, after a reopening and where records were let go', async () => {
  const before = ledger.log.last
  await ledger.identities.settle({
    bonds: [],
    identities: [],
    apart: [],
    because: '',
    position: { name: 'reader', last: 7 },
  })
  await ledger.close()
  ledger = await openLedger(dir)
  expect([ledger.log.last, await ledger.log.position('reader'), await ledger.log.position('nobody')]).toEqual([
    before,
    7,
    0,
  ])
  expect(await ledger.log.append({ writer: 'a', events: [event('next')] })).toBe(before + 1)
})

test('[S52] a key is known by its hash until it is revoked; a writer may have several', async () => {
  const { writers } = ledger
  const made = await writers.add({ title: 'Shop', partner: 'Bureau' })
  if (made === null) throw new Error('it was not added')
  expect(await writers.add({ title: 'shop' })).toBeNull()
  await writers.addKey({ hash: 'h1', hint: 'k1…', writer: made.id })
  await writers.addKey({ hash: 'h2', hint: 'k2…', writer: made.id })
  expect(await writers.byKey('h1')).toMatchObject({ title: 'Shop', partner: 'Bureau' })
  expect([await writers.revoke('k1…'), await writers.revoke('k1…')]).toEqual([true, false])
  expect(await writers.byKey('h1')).toBeNull()
  expect(await writers.byKey('h2')).toMatchObject({ id: made.id })
  expect((await writers.list())[0]?.keys.map(({ revoked }) => revoked === null)).toEqual([false, true])
  await expect(writers.addKey({ hash: 'h3', hint: 'k3…', writer: 'nobody' })).rejects.toThrow('no writer nobody')
})
