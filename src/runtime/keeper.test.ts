import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Event } from '../event/index.ts'
import { type Ledger, openTemporaryStore, type Store, type Warehouse } from '../store/index.ts'
import { Keeper, type Kept } from './keeper.ts'

let store: Store
let ledger: Ledger
beforeAll(async () => {
  store = await openTemporaryStore()
  ledger = await store.ledger()
})
afterAll(() => store.close())

const event = (id: string, name: string, user: string, at = 1_700_000_000_000_000): Event => ({
  id,
  customer: { userId: user },
  name,
  at,
  actor: 'customer',
  properties: {},
})
const held = (user: string) =>
  store.warehouse.rows<{ name: string }>({
    sql: 'SELECT name FROM event WHERE customer = {user:String} ORDER BY at, seq',
    params: { user },
  })

const at = (last: number) =>
  ledger.identities.settle({ bonds: [], identities: [], apart: [], because: '', position: { name: 'warehouse', last } })

test('[R10] what is in the log comes into the warehouse once, in its order, whatever is sent again', async () => {
  const keeper = new Keeper(store.warehouse, ledger)
  await ledger.log.append({ writer: 'w', events: [event('1', 'b', 'r10'), event('2', 'a', 'r10')] })
  await ledger.log.append({
    writer: 'w',
    events: [event('1', 'b', 'r10', 1_700_000_000_500_000), event('3', 'c', 'r10')],
  })
  await ledger.log.append({ writer: 'other', events: [event('1', 'd', 'r10')] })
  await keeper.drain()
  expect((await held('r10')).map(({ name }) => name)).toEqual(['b', 'a', 'c', 'd'])
  await at(0) // as if it had died before its position was moved
  await keeper.drain()
  expect((await held('r10')).length).toBe(4)
  expect(keeper.lag).toBe(0)
})

test('[R11] a store that fails is asked again, and nothing is passed over', async () => {
  let isBroken = true
  const failures: unknown[] = []
  const warehouse: Pick<Warehouse, 'append' | 'rename'> = {
    rename: (renamings) => store.warehouse.rename(renamings),
    append: (...given) => (isBroken ? Promise.reject(new Error('no space')) : store.warehouse.append(...given)),
  }
  const kept = Promise.withResolvers<Kept>()
  const failed = Promise.withResolvers<void>()
  const keeper = new Keeper(warehouse, ledger, {
    onKept: kept.resolve,
    onFailed: (error) => {
      failures.push(error)
      isBroken = false
      failed.resolve()
    },
  })
  await keeper.start()
  await ledger.log.append({ writer: 'w', events: [event('10', 'x', 'r11'), event('11', 'y', 'r11')] })
  keeper.kick()
  await failed.promise
  expect(await kept.promise).toEqual({ events: 2, duplicates: 0, cases: 1 })
  expect(failures).toHaveLength(1)
  await keeper.stop()
})

test('[R12] stopping takes in what was accepted until then', async () => {
  const keeper = new Keeper(store.warehouse, ledger)
  await keeper.start()
  await ledger.log.append({ writer: 'w', events: [event('20', 'x', 'r12')] })
  await keeper.stop()
  expect(await held('r12')).toHaveLength(1)
})
