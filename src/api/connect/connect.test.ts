import { createHmac } from 'node:crypto'
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openTemporaryStore, type Store } from '../../store/index.ts'
import { createApp, createContext, goLive, type Live } from '../index.ts'

/** Connectors of a server on a real store: others' requests as they would send them, files as they would be dropped. */
let store: Store
let live: Live
let app: Hono
const dropped = mkdtempSync(join(tmpdir(), 'connect-'))
const secrets = ['HELP_DESK', 'PAYMENTS', 'TELEPHONY'].map((one) => `THROUGHLINE_${one}_SECRET`)
beforeAll(async () => {
  for (const name of secrets) vi.stubEnv(name, `secret of ${name}`)
  store = await openTemporaryStore()
  live = await goLive(createContext(store, '0.0.0'))
  app = createApp(live.context, { access: 'local', hosts: new Set(['localhost']) })
})
afterAll(async () => {
  await live.stop()
  await live.context.imports.close()
  await store.close()
  vi.unstubAllEnvs()
  rmSync(dropped, { recursive: true, force: true })
})

const example = (name: string) =>
  readFileSync(new URL(`../../../docs/connectors/${name}.connector.yaml`, import.meta.url), 'utf8')

// Answers are those of this test's own routes.
async function add(text: string): Promise<{ id: string; hook: string; key: string | null }> {
  const made = await app.request('/api/connectors', { method: 'POST', body: JSON.stringify({ text }) })
  expect([made.status, await made.clone().text()]).toEqual([200, expect.anything()])
  return (await made.json()) as { id: string; hook: string; key: string | null }
}
const stateOf = async (id: string) => (await app.request(`/api/connectors/${id}`)).json()
async function send(path: string, body: string, headers: Record<string, string> = {}) {
  const answer = await app.request(path, { method: 'POST', body, headers })
  return [answer.status, (await answer.json()) as object] as const
}
const again = async (id: string, body: object = {}) =>
  (await send(`/api/connectors/${id}/again`, JSON.stringify(body)))[1]
async function eventsOf(id: string): Promise<object[]> {
  await live.keeper.drain()
  return store.warehouse.rows({
    sql: 'SELECT name, "case", channel, partner, score_kind, score_value FROM event WHERE customer = {id:String} ORDER BY at, seq',
    params: { id },
  })
}
const hmac = (algorithm: string, name: string, text: string, encoding: 'hex' | 'base64') =>
  createHmac(algorithm, `secret of THROUGHLINE_${name}_SECRET`).update(text).digest(encoding)

test('[K1] a help desk’s ticket and its rating are events of one case; a signature by another, or an old one, is refused', async () => {
  const { hook, key } = await add(example('help-desk'))
  expect([hook, key]).toEqual(['/v1/hook/help-desk', null])
  const detail = { id: '35', requester_id: 'k1', group_id: 'support', via: { channel: 'email' }, description: 'Hello' }
  const deliver = (payload: object, at = new Date().toISOString(), sign = 'HELP_DESK') => {
    const body = JSON.stringify(payload)
    return send(hook, body, {
      'X-Zendesk-Webhook-Signature': hmac('sha256', sign, at + body, 'base64'),
      'X-Zendesk-Webhook-Signature-Timestamp': at,
    })
  }
  const opened = { id: 'z1', type: 'zen:event-type:ticket.created', time: '2026-01-10T09:00:00Z', detail, event: {} }
  const rated = {
    id: 'z2',
    type: 'zen:event-type:ticket.csat_received',
    time: '2026-01-11T09:00:00Z',
    detail,
    event: { score: 'good' },
  }
  expect(await deliver(opened)).toMatchObject([200, { accepted: 1, passed: 0, refused: [] }])
  expect(await deliver(opened)).toMatchObject([200, { accepted: 1 }])
  expect(await deliver(rated)).toMatchObject([200, { accepted: 1 }])
  expect(await deliver({ id: 'z3', type: 'zen:event-type:organization.created', detail })).toMatchObject([
    200,
    { passed: 1 },
  ])
  expect((await deliver(opened, undefined, 'PAYMENTS'))[0]).toBe(401)
  expect((await deliver(opened, '2026-01-10T09:00:00Z'))[0]).toBe(401)
  expect((await send(hook, '{}'))[0]).toBe(401)
  expect(await eventsOf('k1')).toMatchObject([
    { name: 'Ticket Opened', case: 'ticket-35', channel: 'email' },
    { name: 'Ticket Rated', score_kind: 'csat', score_value: 5 },
  ])
})

test('[K1] a payment is its partner’s, by the signature in a list of two', async () => {
  const { hook } = await add(example('payments'))
  const t = Math.floor(Date.now() / 1000)
  const body = JSON.stringify({
    id: 'evt_1',
    type: 'payment_intent.succeeded',
    created: t - 60,
    data: { object: { customer: 'k1-pay', amount: 1200, currency: 'eur', metadata: { order: 'o-9' } } },
  })
  const sign = `t=${t},v1=${'00'.repeat(32)},v1=${hmac('sha256', 'PAYMENTS', `${t}.${body}`, 'hex')}`
  expect(await send(hook, body, { 'Stripe-Signature': sign })).toMatchObject([200, { accepted: 1 }])
  expect((await send(hook, body.replace('1200', '1'), { 'Stripe-Signature': sign }))[0]).toBe(401)
  expect(await eventsOf('k1-pay')).toMatchObject([{ name: 'Paid', case: 'o-9', partner: 'Payment provider' }])
})

test('[K1] a telephone system sends forms', async () => {
  const { hook } = await add(example('telephony'))
  for (const status of ['ringing', 'completed']) {
    const body = new URLSearchParams({
      CallSid: 'CA1',
      CallStatus: status,
      From: '+431',
      Timestamp: '2026-01-10T09:00:00Z',
    }).toString()
    const headers = {
      'Content-Type': 'application/x-www-form-urlencoded',
      'X-Call-Signature': `sha1=${hmac('sha1', 'TELEPHONY', body, 'hex')}`,
    }
    expect(await send(hook, body, headers)).toMatchObject([200, { accepted: 1 }])
  }
  expect((await eventsOf('+431')).map((event) => ('name' in event ? event.name : null))).toEqual([
    'Called',
    'Call Ended',
  ])
})

test('[K2] a CRM without signatures shows a key; no other key opens its door, and none after it is removed', async () => {
  const { hook, key } = await add(example('crm'))
  const body = JSON.stringify([
    { eventId: 1, subscriptionType: 'contact.creation', objectId: 'k2', occurredAt: 1_768_035_600_000 },
    {
      eventId: 2,
      subscriptionType: 'deal.propertyChange',
      propertyName: 'dealstage',
      propertyValue: 'closedwon',
      objectId: 5,
      associatedContactId: 'k2',
      occurredAt: 1_768_035_700_000,
    },
    { eventId: 3, subscriptionType: 'contact.merge', objectId: 'k2' },
  ])
  expect(await send(`${hook}/${key}`, body)).toMatchObject([200, { accepted: 2, passed: 1 }])
  expect(await send(hook, body, { Authorization: `Bearer ${key}` })).toMatchObject([200, { accepted: 2 }])
  const others = await send('/api/keys', JSON.stringify({ kind: 'write', writer: 'shop' }))
  const other = 'key' in others[1] ? String(others[1].key) : ''
  for (const path of [hook, `${hook}/guess`, `${hook}/${other}`]) expect((await send(path, body))[0]).toBe(401)
  expect((await send('/v1/hook/nobody', body))[0]).toBe(404)
  expect(await eventsOf('k2')).toMatchObject([{ name: 'Lead Created' }, { name: 'Deal Won', case: 'deal-5' }])
  expect((await app.request('/api/connectors/crm', { method: 'DELETE' })).status).toBe(200)
  expect((await send(`${hook}/${key}`, body))[0]).toBe(404)
  expect((await send('/v1/track', JSON.stringify({ writeKey: key, userId: 'k2', event: 'X' })))[0]).toBe(401)
  expect(await eventsOf('k2')).toHaveLength(2)
})

test('[K3] what could not be read is kept whole, and read once the mapping is mended', async () => {
  const text = (customer: string) =>
    `throughline: connector/1\nid: forms\ntitle: Forms\nkind: webhook\nmap: { id: $.id, name: Form Sent, customer: { userId: ${customer} } }\n`
  const { hook, key } = await add(text('$.user'))
  expect(await send(`${hook}/${key}`, '{"id":"f1","person":"k3"}')).toMatchObject([
    200,
    { accepted: 0, refused: [{ field: 'customer.userId' }] },
  ])
  expect(await stateOf('forms')).toMatchObject({
    kept: 1,
    writer: { seen: { refused: 1, samples: [{ field: 'customer.userId' }] } },
  })
  expect(await again('forms')).toMatchObject({ refused: { read: 0, still: 1 } })
  expect((await add(text('$.person'))).key).toBeNull()
  expect(await again('forms')).toMatchObject({ refused: { read: 1, still: 0 } })
  expect(await stateOf('forms')).toMatchObject({ kept: 0 })
  expect(await eventsOf('k3')).toMatchObject([{ name: 'Form Sent' }])
})

test('[K4] the log is read again from an instant: what is held adds nothing, what is gone comes back', async () => {
  const text = `throughline: connector/1\nid: door\ntitle: Door\nkind: webhook\nmap: { id: $.id, name: Came, customer: { userId: $.who } }\n`
  const { hook, key } = await add(text)
  await send(`${hook}/${key}`, '{"id":"d1","who":"k4"}')
  expect(await eventsOf('k4')).toHaveLength(1)
  expect(await again('door')).toMatchObject({ log: { events: 1, added: 0 } })
  const { writer } = (await stateOf('door')) as { writer: { id: string } }
  await store.warehouse.remove(`writer:${writer.id}`)
  expect(await eventsOf('k4')).toHaveLength(0)
  expect(await again('door', { from: '2200-01-01' })).toMatchObject({ log: { events: 0 } })
  expect(await again('door', { from: '2020-01-01' })).toMatchObject({ log: { events: 1, added: 1 } })
  expect(await eventsOf('k4')).toHaveLength(1)
})

test('[K5] a document that is none is refused with every problem’s place; a title is one connector’s', async () => {
  const post = (text: string) => send('/api/connectors', JSON.stringify({ text }))
  expect(await post('throughline: connector/1\nkind: webhook\n')).toMatchObject([
    422,
    { code: 'connector-invalid', problems: expect.arrayContaining([expect.objectContaining({ line: 1 })]) },
  ])
  expect(await post(example('help-desk').replace('id: help-desk', 'id: other'))).toMatchObject([
    409,
    { code: 'name-taken' },
  ])
})

test('[K6] a file dropped into a folder is imported once it has been still, and once; one that cannot be read is said', async () => {
  const text = `throughline: connector/1\nid: drop\ntitle: Drop\nkind: folder\nsettings: { path: ${dropped}, files: '*.csv', every: 1, still: 1 }\n`
  writeFileSync(join(dropped, 'a.csv.part'), 'case,activity,timestamp,user\nc,Half,2026-01-01T00:00:00Z,k6\n')
  await add(text)
  const rows = 'case,activity,timestamp,user\nc,Came,2026-01-01T00:00:00Z,k6\n'
  writeFileSync(join(dropped, 'a.csv'), rows)
  const came = (customer: string, count: number) =>
    vi.waitFor(async () => expect(await eventsOf(customer)).toHaveLength(count), { timeout: 20_000, interval: 200 })
  await came('k6', 1)
  writeFileSync(join(dropped, 'copy.csv'), rows)
  writeFileSync(join(dropped, 'broken.csv'), Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0]))
  await vi.waitFor(async () => expect(await stateOf('drop')).toMatchObject({ kept: 1 }), {
    timeout: 20_000,
    interval: 200,
  })
  expect(await stateOf('drop')).toMatchObject({
    now: { state: 'well' },
    writer: { seen: { samples: [{ field: 'file', value: 'broken.csv' }] } },
  })
  renameSync(join(dropped, 'a.csv.part'), join(dropped, 'whole.csv'))
  await came('k6', 2)
  expect(await again('drop')).toMatchObject({ source: expect.stringMatching(/^4 files/) })
  await vi.waitFor(async () => expect(await stateOf('drop')).toMatchObject({ kept: 1 }), {
    timeout: 20_000,
    interval: 200,
  })
  expect(await eventsOf('k6')).toHaveLength(2)
  await add(text.replace('still: 1', 'still: 1, moveTo: done'))
  writeFileSync(join(dropped, 'late.csv'), rows.replaceAll('k6', 'k6-late'))
  await came('k6-late', 1)
  await vi.waitFor(async () => expect(await readdir(join(dropped, 'done'))).toContain('late.csv'), {
    timeout: 20_000,
    interval: 200,
  })
})
