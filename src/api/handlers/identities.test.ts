import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Customer, Event } from '../../event/index.ts'
import { Keeper } from '../../runtime/index.ts'
import { type Ledger, openTemporaryStore, type Store } from '../../store/index.ts'
import type { CustomerAnswer } from '../contract/identities.ts'
import { createApp, createContext } from '../index.ts'

let store: Store
let ledger: Ledger
beforeAll(async () => {
  store = await openTemporaryStore()
  ledger = await store.ledger()
})
afterAll(() => store.close())

let count = 0
const event = (customer: Customer, more: Partial<Event> = {}): Event => {
  count++
  const at = 1_700_000_000_000_000 + count * 1_000_000
  return { id: `i${count}`, customer, name: 'Seen', at, actor: 'customer', properties: {}, ...more }
}
async function keep(events: readonly Event[]): Promise<void> {
  await ledger.log.append({ writer: 'shop', events })
  await new Keeper(store.warehouse, ledger).drain()
}
async function ask(path: string, body?: object): Promise<{ status: number; answer: CustomerAnswer }> {
  const app = createApp(createContext(store, '0'), { access: 'local' })
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  const response = await app.request(`http://localhost${path}`, init)
  return { status: response.status, answer: (await response.json()) as CustomerAnswer } // as the route answers
}
const states = async (customer: string) =>
  Object.fromEntries((await ask(`/api/customers/${customer}`)).answer.ids.map(({ id, state }) => [id, state]))

test('[A20] who a customer is: its ids, how they came together, its latest traits with time and source, its accounts', async () => {
  await keep([
    event({ anonymousId: 'a1' }),
    event({ userId: 'u1', anonymousId: 'a1' }, { name: 'Identified', traits: { plan: 'free', city: 'Leeds' } }),
    event({ userId: 'u1' }, { name: 'Identified', traits: { plan: 'pro' } }),
    event({ userId: 'u1' }, { name: 'Group Joined', properties: { groupId: 'acme' }, traits: { industry: 'Glass' } }),
    event({ userId: 'u2' }, { name: 'Group Joined', properties: { groupId: 'acme' } }),
  ])
  for (const name of ['u1', 'userId:u1', 'anonymousId:a1', 'a1']) {
    const { answer } = await ask(`/api/customers/${name}`)
    expect(answer).toMatchObject({ id: 'userId:u1', customer: 'u1' })
    expect(answer.ids.map(({ id, events, state }) => [id, events, state])).toEqual([
      ['userId:u1', 3, 'own'],
      ['anonymousId:a1', 2, 'own'],
    ])
    expect(answer.changes.map(({ id, became, because }) => [id, became, because])).toEqual([
      ['anonymousId:a1', 'userId:u1', 'they were seen together'],
    ])
    expect(answer.traits).toMatchObject([
      { name: 'city', value: 'Leeds', before: 0, at: '2023-11-14T22:13:22.000Z' },
      { name: 'plan', value: 'pro', before: 1, at: '2023-11-14T22:13:23.000Z', source: 'shop' },
    ])
    expect(answer.accounts).toMatchObject([{ account: 'acme', customers: 2, others: ['u2'] }])
  }
  expect((await ask('/api/customers/nobody')).status).toBe(404)
})

test('[A21] a member sets an id apart and gives it back: it is so at once, and stands in the log', async () => {
  const last = await store.warehouse.extent()
  expect((await ask('/api/identities/apart', { id: 'anonymousId:a1' })).answer).toEqual({
    id: 'anonymousId:a1',
    customer: 'anonymousId:a1',
  })
  expect(await states('u1')).toMatchObject({ 'userId:u1': 'own', 'anonymousId:a1': 'apart' })
  expect((await ask('/api/identities/given-back', { id: 'anonymousId:a1' })).answer.customer).toBe('userId:u1')
  expect(await states('u1')).toMatchObject({ 'anonymousId:a1': 'own' })
  expect((await store.warehouse.extent())?.last).toBe(last?.last)
  const records = await ledger.log.read(0, 1000)
  expect(records.filter(({ writer }) => writer === 'throughline').length).toBe(2)
  expect((await ask('/api/identities/apart', { id: 'a1' })).status).toBe(400)
})

test('[A20] ids seen with too many customers are listed', async () => {
  await keep(['s1', 's2', 's3'].map((userId) => event({ userId, anonymousId: 'kiosk' })))
  const { answer } = await ask('/api/identities/shared')
  expect(answer.ids).toEqual(['anonymousId:kiosk'])
  expect(await states('s1')).toMatchObject({ 'userId:s1': 'own', 'anonymousId:kiosk': 'shared' })
})
