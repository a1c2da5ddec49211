import { gzipSync } from 'node:zlib'
import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTemporaryStore, type Store } from '../../store/index.ts'
import { createApp, createContext, goLive, type Live } from '../index.ts'
import { Intake } from './intake.ts'

/** The whole way of an event on a real store, called without a port. */
let store: Store
let live: Live
let app: Hono
let key = ''
beforeAll(async () => {
  store = await openTemporaryStore()
  live = await goLive(createContext(store, '0.0.0'))
  app = createApp(live.context, { access: 'local', hosts: new Set(['localhost']) })
  key = await keyOf('shop')
})
afterAll(async () => {
  await live.context.imports.close()
  await store.close()
})

async function keyOf(writer: string, partner?: string): Promise<string> {
  const body = JSON.stringify({ kind: 'write', writer, ...(partner ? { partner } : {}) })
  const made = await app.request('/api/keys', { method: 'POST', body })
  return ((await made.json()) as { key: string }).key // as this test's own route answers
}
const post = (
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
  with_ = key,
) =>
  app.request(path, {
    method: 'POST',
    body,
    headers: { Authorization: `Basic ${Buffer.from(`${with_}:`).toString('base64')}`, ...headers },
  })
const track = (id: string, more: object = {}) => ({ type: 'track', messageId: id, userId: 'u', event: 'Paid', ...more })
const events = (user: string) =>
  store.warehouse.rows<{ name: string; partner: string }>({
    sql: 'SELECT name, partner FROM event WHERE customer = {user:String} ORDER BY at, seq',
    params: { user },
  })

test('[I1] an event that was answered with 200 is in the log, and comes into the warehouse once', async () => {
  const { log } = await store.ledger()
  const before = log.last
  const answers = await Promise.all(
    [1, 2, 2].map((n) => post('/v1/track', JSON.stringify(track(`i1-${n}`, { userId: 'i1' })))),
  )
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  expect(log.last).toBe(before + 3)
  await live.stop()
  expect(await events('i1')).toHaveLength(2)
})

test('[I2] a batch takes what it can and lists the rest; one of which nothing can be taken is refused', async () => {
  const batch = {
    batch: [track('i2'), { type: 'song' }, track('i2b', { event: '' }), { type: 'page', anonymousId: 'a' }],
  }
  const some = await post('/v1/batch', JSON.stringify(batch))
  expect(await some.json()).toMatchObject({
    success: true,
    accepted: 2,
    refused: [
      { index: 1, field: 'type' },
      { index: 2, field: 'event' },
    ],
  })
  const none = await post('/v1/batch', JSON.stringify({ batch: [{ type: 'song' }] }))
  expect([none.status, await none.json()]).toMatchObject([400, { code: 'bad-request', problems: [{ index: 0 }] }])
  expect((await post('/v1/batch', '{"batch":[]}')).status).toBe(200)
  const writers = await (await app.request('/api/writers')).json()
  expect(writers).toMatchObject({
    writers: [{ title: 'shop', seen: { refused: 3, samples: [{ field: 'type' }, {}, {}] } }],
  })
})

test('[I3] who sends shows a key that is known; a revoked one is not, at once', async () => {
  expect((await post('/v1/track', '{}', {}, 'guess')).status).toBe(401)
  expect((await app.request('/v1/track', { method: 'POST', body: '{}' })).status).toBe(401)
  const other = await keyOf('crm')
  const inBody = await app.request('/v1/t', {
    method: 'POST',
    body: JSON.stringify({ ...track('i3'), writeKey: other }),
  })
  expect(inBody.status).toBe(200)
  await app.request(`/api/keys/${encodeURIComponent(other)}`, { method: 'DELETE' })
  expect((await post('/v1/track', JSON.stringify(track('i3b')), {}, other)).status).toBe(401)
})

test('[I4] what a partner sends is that partner’s, whatever it says', async () => {
  const partners = await keyOf('bureau feed', 'Bureau')
  const said = track('i4', { userId: 'i4', context: { throughline: { partner: 'Someone else' } } })
  expect((await post('/v1/track', JSON.stringify(said), {}, partners)).status).toBe(200)
  await live.stop()
  expect(await events('i4')).toEqual([{ name: 'Paid', partner: 'Bureau' }])
})

test('[I5] packed bodies are unpacked; too much, packed or not, is refused before it is read', async () => {
  const packed = { 'Content-Encoding': 'gzip' }
  expect((await post('/v1/batch', gzipSync(JSON.stringify({ batch: [track('i5')] })), packed)).status).toBe(200)
  expect((await post('/v1/batch', gzipSync(Buffer.alloc(50 << 20, 32)), packed)).status).toBe(413)
  expect((await post('/v1/batch', Buffer.from('no gzip'), packed)).status).toBe(400)
  expect((await post('/v1/batch', '{}', { 'Content-Encoding': 'br' })).status).toBe(400)
  expect((await post('/v1/batch', ' '.repeat(600 * 1024))).status).toBe(413)
  const wide = track('i5w', { properties: { long: 'x'.repeat(40_000) } })
  expect((await post('/v1/track', JSON.stringify(wide))).status).toBe(413)
  const beside = await post('/v1/batch', JSON.stringify({ batch: [wide, track('i5x')] }))
  expect(await beside.json()).toMatchObject({
    accepted: 1,
    refused: [{ index: 0, value: expect.stringContaining('bytes') }],
  })
})

test('[I6] any page may send, and any bytes get an answer below 500', async () => {
  const headers = {
    Origin: 'https://shop.example',
    'Access-Control-Request-Headers': 'authorization,content-type,x-retry-count',
  }
  const asked = await app.request('/v1/t', { method: 'OPTIONS', headers })
  expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([204, '*'])
  expect(asked.headers.get('access-control-allow-headers')).toBe('authorization,content-type,x-retry-count')
  const sent = await post('/v1/t', JSON.stringify(track('i6')), {
    Origin: 'https://shop.example',
    Host: 'events.example',
  })
  expect([sent.status, sent.headers.get('access-control-allow-origin')]).toEqual([200, '*'])
  for (const body of ['', '{', '[]', 'null', '"x"', '{"batch":3}', '\u0000', '{"userId":{},"event":[]}']) {
    for (const path of ['/v1/track', '/v1/batch', '/v1/identify']) expect((await post(path, body)).status).toBe(400)
  }
})

test('[I8] analytics.js is told to send here, and to load and report nothing elsewhere', async () => {
  const behind = { Host: 'events.example', 'X-Forwarded-Proto': 'https' }
  const told = await app.request(`http://events.example/v1/projects/${key}/settings`, { headers: behind })
  expect(await told.json()).toMatchObject({
    integrations: { 'Segment.io': { apiKey: key, apiHost: 'events.example/v1', protocol: 'https' } },
    metrics: { sampleRate: 0 },
  })
  expect((await app.request('/v1/projects/guess/settings')).status).toBe(401)
  expect((await app.request(`/v1/projects/${key}/settings`, { headers: { 'X-Forwarded-Proto': 'x' } })).status).toBe(
    400,
  )
})

test('[I9] CloudEvents are taken in every mode, and one sent again counts once', async () => {
  const one = { specversion: '1.0', id: '1', source: '/crm', type: 'Call Ended', subject: 'i9', data: { minutes: 3 } }
  const as = (type: string) => ({ 'Content-Type': type })
  const structured = await post('/v1/events', JSON.stringify(one), as('application/cloudevents+json; charset=UTF-8'))
  expect(await structured.json()).toMatchObject({ accepted: 1 })
  const batch = JSON.stringify([one, { ...one, id: '2' }, { ...one, id: '3', specversion: '9' }, { ...one, id: '4' }])
  const several = await post('/v1/events', batch, as('application/cloudevents-batch+json'))
  expect(await several.json()).toMatchObject({ accepted: 3, refused: [{ index: 2, field: 'specversion' }] })
  const headers = {
    'ce-specversion': '1.0',
    'ce-id': '5',
    'ce-source': '/crm',
    'ce-type': 'Caf%C3%A9',
    'ce-subject': 'i9',
  }
  const json = await post('/v1/events', '{"minutes":4}', { ...headers, ...as('application/json') })
  const bytes = await post('/v1/events', 'abc', { ...headers, 'ce-id': '6', ...as('application/octet-stream') })
  const none = await post('/v1/events', '', { ...headers, 'ce-id': '7' })
  expect([json.status, bytes.status, none.status]).toEqual([200, 200, 200])
  expect((await post('/v1/events', '', { ...headers, 'ce-type': '%zz' })).status).toBe(400)
  expect((await post('/v1/events', '{}')).status).toBe(400)
  const wide = { ...one, id: '8', data: 'x'.repeat(70_000) }
  expect((await post('/v1/events', JSON.stringify(wide))).status).toBe(400)
  await live.stop()
  expect((await events('i9')).map(({ name }) => name)).toEqual([
    'Call Ended',
    'Call Ended',
    'Call Ended',
    'Café',
    'Café',
    'Café',
  ])
  const hook = await app.request('/v1/events', {
    method: 'OPTIONS',
    headers: { 'WebHook-Request-Origin': 'grid.example' },
  })
  expect(hook.headers.get('webhook-allowed-origin')).toBe('grid.example')
})

test('[I7] when more comes in than can be written, the sender is asked to wait, and nothing is taken', async () => {
  const { intake } = live.context
  if (intake === undefined) throw new Error('there is no intake')
  const { log, writers } = await store.ledger()
  const full = new Intake({ log: { ...log, waiting: 1 << 30 }, writers }, live.keeper, () => 0)
  const busy = createApp({ ...live.context, intake: full }, { access: 'local' })
  const before = log.last
  const answer = await busy.request('/v1/track', {
    method: 'POST',
    body: JSON.stringify({ ...track('i7'), writeKey: key }),
  })
  expect(answer.headers.get('access-control-expose-headers')).toBe('Retry-After')
  expect([answer.status, answer.headers.get('retry-after'), await answer.json()]).toMatchObject([
    429,
    '5',
    { code: 'busy' },
  ])
  expect(log.last).toBe(before)
})
