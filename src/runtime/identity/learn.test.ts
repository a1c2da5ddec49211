import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Customer, Event } from '../../event/index.ts'
import { encoded } from '../../store/encoding.ts'
import { type Ledger, openTemporaryStore, type Store } from '../../store/index.ts'
import { Keeper, ownWriter } from '../keeper.ts'
import { joinImported } from './join.ts'
import { givenBack, setApart } from './learn.ts'

let store: Store
let ledger: Ledger
let keeper: Keeper
beforeAll(async () => {
  store = await openTemporaryStore()
  ledger = await store.ledger()
  keeper = new Keeper(store.warehouse, ledger)
})
afterAll(() => store.close())

let count = 0
const event = (customer: Customer, name = 'Seen', properties = {}): Event => {
  count++
  return { id: `i${count}`, customer, name, at: 1_700_000_000_000_000 + count, actor: 'customer', properties }
}
async function keep(events: readonly Event[], writer = 'w'): Promise<void> {
  await ledger.log.append({ writer, events })
  await keeper.drain()
}
const customers = async () =>
  Object.fromEntries(
    (
      await store.warehouse.rows<{ customer: string; n: number }>({
        sql: `SELECT customer, count() AS n FROM event WHERE name = 'Seen' GROUP BY customer ORDER BY customer`,
      })
    ).map(({ customer, n }) => [customer, n]),
  )
const spec = {
  steps: [{ id: 'seen', when: { sql: "name = 'Seen'", params: {} }, names: ['Seen'] }],
  by: 'customer' as const,
  ends: { steps: [], quiet: null },
  promises: [],
  segment: null,
}
const cases = async () => (await store.warehouse.lens(spec)).cases

test('[R35] whoever signs in is one customer with who came before, in every question, and comes apart again', async () => {
  await keep([event({ anonymousId: 'a1' }), event({ anonymousId: 'a1' }), event({ userId: 'u2' })])
  expect([await customers(), await cases()]).toEqual([{ a1: 2, u2: 1 }, 2])
  await keep([event({ userId: 'u1', anonymousId: 'a1' })])
  expect([await customers(), await cases()]).toEqual([{ u1: 3, u2: 1 }, 2])
  await keep([event({ userId: 'u1', anonymousId: 'a1' }, setApart, { id: 'anonymousId:a1' })], ownWriter)
  expect([await customers(), await cases()]).toEqual([{ a1: 2, u1: 1, u2: 1 }, 3])
  await keep([event({ userId: 'u1' }, givenBack, { id: 'anonymousId:a1' })], ownWriter)
  expect(await customers()).toEqual({ u1: 3, u2: 1 })
  expect((await ledger.identities.changes(['anonymousId:a1'])).map(({ became, because }) => [became, because])).toEqual(
    [
      ['userId:u1', 'a member decided'],
      ['anonymousId:a1', 'a member decided'],
      ['userId:u1', 'they were seen together'],
    ],
  )
})

test('[R36] a shared id is found, and those it had joined come apart', async () => {
  await keep([event({ anonymousId: 'kiosk' }), event({ userId: 'k1', anonymousId: 'kiosk' })])
  expect((await customers())['k1']).toBe(2)
  await keep([event({ userId: 'k2', anonymousId: 'kiosk' })])
  expect(await customers()).toMatchObject({ k1: 1, k2: 1, kiosk: 1 })
  expect(await ledger.identities.shared()).toEqual(['anonymousId:kiosk'])
})

test('[R37] only the workspace itself sets ids apart, and what died before it was settled is learned again', async () => {
  await keep([event({ userId: 'u1' }, setApart, { id: 'anonymousId:a1' })])
  expect((await customers())['u1']).toBe(3)
  await ledger.log.append({
    writer: 'w',
    events: [event({ anonymousId: 'a9' }), event({ userId: 'u9', anonymousId: 'a9' })],
  })
  const dying = new Keeper(store.warehouse, {
    log: ledger.log,
    writers: ledger.writers,
    identities: { ...ledger.identities, settle: () => Promise.reject(new Error('killed')) },
  })
  await expect(dying.drain()).rejects.toThrow('killed')
  await keeper.drain()
  expect((await customers())['u9']).toBe(2)
  expect(await ledger.identities.customers(['anonymousId:a9'])).toEqual(
    new Map([['anonymousId:a9', { customer: 'userId:u9', isShared: false }]]),
  )
})

test('[R38] a file that names a customer by two ids joins them too, also with what came live', async () => {
  await keep([event({ anonymousId: 'f1' }), event({ email: 'f@x', phone: '7' })])
  const rows = [event({ userId: 'f', anonymousId: 'f1' }), event({ userId: 'f', email: 'f@x' })]
  await store.warehouse.append(
    { name: 'f', fingerprint: 'f' },
    encoded(
      (async function* () {
        yield { events: rows.map((one, i) => ({ event: one, line: i + 1 })), refused: [] }
      })(),
    ),
  )
  await joinImported(store, 'f')
  expect((await customers())['f']).toBe(4)
  expect((await ledger.identities.members(['userId:f'])).toSorted()).toEqual([
    'anonymousId:f1',
    'email:f@x',
    'phone:7',
    'userId:f',
  ])
})

test('[R39] an id that the ledger cannot keep joins nobody, and holds up nothing', async () => {
  const long = Array.from({ length: 600 }, (_, n) => Math.sin(n).toString(36)).join('')
  const odd = ['null \0', 'half \ud800', long]
  await keep(odd.map((userId) => event({ userId, anonymousId: 'r39' }, 'Odd')))
  expect(keeper.lag).toBe(0)
  const sql = "SELECT uniq(customer) AS n FROM event WHERE name = 'Odd'"
  expect(await store.warehouse.rows({ sql })).toEqual([{ n: 3 }])
})
