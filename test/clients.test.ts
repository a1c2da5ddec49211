import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Analytics as CustomerIo } from '@customerio/cdp-analytics-node'
import Rudder from '@rudderstack/rudder-sdk-node'
import { Analytics as Segment } from '@segment/analytics-node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeInLeft } from '../src/runtime/index.ts'
import { openStore } from '../src/store/index.ts'
import { keyFor, type Running, startServer } from './server.ts'

/**
 * The clients as their makers publish them, unchanged, each as a program would use it, against the real server. Each is told
 * the address and the key; the server is killed at the end, so that what is held is what was acknowledged.
 */
let dir = ''
let server: Running
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'throughline-clients-'))
  server = await startServer(['serve', '--data', dir])
})
afterAll(async () => {
  await server.stop('SIGKILL')
  await rm(dir, { recursive: true, force: true })
})

const at = new Date('2026-03-04T05:06:07.089Z')

/** The same five calls, by any client whose methods have Segment's names. */
interface Client {
  identify(call: object): unknown
  track(call: object): unknown
  page(call: object): unknown
  group(call: object): unknown
  alias(call: object): unknown
}
function fiveCalls(client: Client, who: string): void {
  const own = { userId: who, timestamp: at }
  client.identify({ ...own, traits: { plan: 'gold', seats: 3 } })
  client.track({ ...own, event: 'Order Paid', properties: { amount: 12.5, lines: ['a', 'b'], of: { day: 1 } } })
  client.page({ ...own, name: 'Checkout', properties: { path: '/checkout' } })
  client.group({ ...own, groupId: 'acme', traits: { size: 20 } })
  client.alias({ userId: who, previousId: `${who}-before`, timestamp: at })
}

test('[I8] Segment’s client for Node', async () => {
  const client = new Segment({ writeKey: await keyFor(server, 'segment'), host: server.url })
  const failures: unknown[] = []
  client.on('error', (error) => failures.push(error))
  fiveCalls(client, 'segment')
  await client.flush()
  await client.closeAndFlush()
  expect(failures).toEqual([])
})

test('[I8] RudderStack’s client for Node, whose bodies are packed', async () => {
  const failures: unknown[] = []
  const client = new Rudder(await keyFor(server, 'rudder'), {
    dataPlaneUrl: server.url,
    errorHandler: (error: unknown) => failures.push(error),
  })
  fiveCalls(client, 'rudder')
  await client.flush()
  await client.flush()
  expect(failures).toEqual([])
})

test('[I8] Customer.io’s client for Node', async () => {
  const client = new CustomerIo({ writeKey: await keyFor(server, 'customerio'), host: server.url })
  const failures: unknown[] = []
  client.on('error', (error) => failures.push(error))
  fiveCalls(client, 'customerio')
  await client.closeAndFlush()
  expect(failures).toEqual([])
})

test('[I8] a key that is not known is said to the client, which gives up', async () => {
  const client = new Segment({ writeKey: 'guess', host: server.url })
  const failed = new Promise((resolve) => client.on('error', resolve))
  client.track({ userId: 'nobody', event: 'Lost' })
  await client.closeAndFlush()
  expect(await failed).toMatchObject({ code: 'delivery_failure', reason: { message: '[401] Unauthorized' } })
})

/** What is held of five calls, whichever client made them; what a client says of itself is left out. */
const held = (who: string) => [
  { name: 'Identified', identities: {}, properties: {}, traits: { plan: 'gold', seats: '3' } },
  { name: 'Order Paid', identities: {}, properties: { amount: '12.5', lines: '["a","b"]', 'of.day': '1' }, traits: {} },
  { name: 'Page Viewed', identities: {}, properties: { path: '/checkout', name: 'Checkout' }, traits: {} },
  { name: 'Group Joined', identities: {}, properties: { groupId: 'acme' }, traits: { 'group.size': '20' } },
  { name: 'Alias Given', identities: { previousId: `${who}-before` }, properties: {}, traits: {} },
]

test('[I8] what every client was told is accepted is held, with its customer, name, time and traits', async () => {
  await server.stop('SIGKILL')
  const store = await openStore(dir)
  await takeInLeft(store)
  for (const who of ['segment', 'rudder', 'customerio']) {
    const rows = await store.warehouse.rows({
      sql: `SELECT name, toUnixTimestamp64Milli(at) AS at, identities, traits,
        mapFilter((key, value) -> NOT startsWith(key, 'library.'), properties) AS properties
        FROM event WHERE customer = {who:String} ORDER BY event.at, seq`,
      params: { who },
    })
    expect(rows).toEqual(held(who).map((event) => ({ ...event, at: at.getTime() })))
  }
  await store.close()
})
