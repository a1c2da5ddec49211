import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openTemporaryStore, type Store } from '../../store/index.ts'
import { createApp, createContext, createLog, goLive, type Live } from '../index.ts'

/** A server without its port: what the machinery around it asks, what it counts and writes, and how it stops. */
let store: Store
let live: Live
let app: Hono
const lines: string[] = []
const entries = () => lines.map((line): unknown => JSON.parse(line))
beforeAll(async () => {
  store = await openTemporaryStore()
  const log = createLog({ level: 'debug', json: true, write: (line) => lines.push(line), now: () => new Date() })
  live = await goLive(createContext(store, '1.2.3', log))
  app = createApp(live.context, { access: 'local', hosts: new Set(['localhost']) })
})
afterAll(async () => {
  await live.context.imports.close()
  await live.stop()
  await store.close()
})

const scrape = async () => (await app.request('/metrics')).text()
async function send(user: string, key: string): Promise<Response> {
  const body = JSON.stringify({ messageId: user, userId: user, event: 'Paid', writeKey: key })
  return app.request('/v1/track', { method: 'POST', body })
}
async function keyOf(writer: string): Promise<string> {
  const made = await app.request('/api/keys', { method: 'POST', body: JSON.stringify({ kind: 'write', writer }) })
  return ((await made.json()) as { key: string }).key // as this test's own route answers
}

test('[O1] that the process is up is told to whoever asks, by whatever name', async () => {
  const answer = await app.request('/health', { headers: { Host: 'throughline.internal' } })
  expect([answer.status, await answer.json()]).toMatchObject([200, { status: 'up', version: '1.2.3' }])
})

test('[O2] ready is who can take and answer; a warehouse that fails makes it not ready, until it works again', async () => {
  const well = await app.request('/ready')
  expect([well.status, await well.json()]).toEqual([
    200,
    {
      ready: true,
      checks: { ledger: 'answers', warehouse: 'answers', keeper: 'keeps', lag: 0, full: false, stopping: false },
    },
  ])
  let isBroken = true
  const broken: Store = {
    ...store,
    warehouse: {
      ...store.warehouse,
      rows: (...given) => (isBroken ? Promise.reject(new Error('gone')) : store.warehouse.rows(...given)),
    },
  }
  const other = await goLive({ ...live.context, store: broken })
  const asked = createApp(other.context, { access: 'local' })
  const ill = await asked.request('/ready')
  expect([ill.status, await ill.json()]).toMatchObject([503, { ready: false, checks: { warehouse: 'fails' } }])
  isBroken = false
  expect((await asked.request('/ready')).status).toBe(200)
  await other.stop()
})

test('[O4] what is counted: events by writer, what was sent again, requests by the pattern of their route', async () => {
  const key = await keyOf('shop "one"')
  for (const user of ['a', 'b', 'b']) expect((await send(user, key)).status).toBe(200)
  expect((await send('', key)).status).toBe(400)
  await app.request('/api/maps/secret-map-7?version=3')
  await app.request('/api/maps/secret-map-8')
  await vi.waitFor(() => expect(live.keeper.lag).toBe(0), 60_000)
  const text = await scrape()
  expect(text).toContain('throughline_events_accepted_total{writer="shop \\"one\\""} 3\n')
  expect(text).toContain('throughline_events_refused_total{writer="shop \\"one\\""} 1\n')
  expect(text).toContain('throughline_events_duplicate_total 1\n')
  expect(text).toContain('throughline_keeper_lag_events 0\n')
  expect(text).toContain('throughline_http_request_seconds_count{method="GET",route="/api/maps/:map",status="404"} 2\n')
  expect(text).toMatch(/\nprocess_resident_memory_bytes \d{7,}\n/)
  expect(text).not.toContain('secret')
})

test('[O5] a request is one line, and nothing that a person sent is in it', async () => {
  const before = lines.length
  const answer = await app.request('/api/explore/dfg?segment={"where":{"name":"Anna"}}&map=anna-map', {
    headers: { 'X-Request-Id': 'anna' },
  })
  const request = answer.headers.get('x-request-id')
  const problem: unknown = await answer.json()
  expect(problem).toMatchObject({
    type: 'urn:throughline:problem:map-not-found',
    status: 404,
    instance: `urn:uuid:${request}`,
    code: 'map-not-found',
  })
  expect(entries().slice(before)).toMatchObject([
    { level: 'info', what: 'answered', method: 'GET', route: '/api/explore/dfg', status: 404, request },
  ])
  expect(lines.join('').toLowerCase()).not.toContain('anna')
})

test('[O6] while it stops, what comes new is asked to come again, and streams and probes know', async () => {
  const other = await goLive(live.context)
  const asked = createApp(other.context, { access: 'local' })
  const stream = await asked.request('/api/live')
  const reading = stream.text()
  other.context.vitals.stopping.begin()
  const refused = await asked.request('/v1/track', { method: 'POST', body: '{}' })
  expect([refused.status, refused.headers.get('retry-after'), await refused.json()]).toMatchObject([
    503,
    '5',
    { code: 'stopping', status: 503 },
  ])
  expect((await asked.request('/api/status')).status).toBe(503)
  expect(await (await asked.request('/ready')).json()).toMatchObject({ ready: false, checks: { stopping: true } })
  expect((await asked.request('/health')).status).toBe(200)
  await reading
  await other.stop()
})
