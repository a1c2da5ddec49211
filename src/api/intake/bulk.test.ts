import { gzipSync } from 'node:zlib'
import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTemporaryStore, type Store } from '../../store/index.ts'
import { createApp, createContext, goLive, type Live } from '../index.ts'

/** Files of events in one request, on a real store, called without a port. */
let store: Store
let live: Live
let app: Hono
let key = ''
beforeAll(async () => {
  store = await openTemporaryStore()
  live = await goLive(createContext(store, '0.0.0'))
  app = createApp(live.context, { access: 'local', hosts: new Set(['localhost']) })
  const body = JSON.stringify({ kind: 'write', writer: 'history' })
  key = ((await (await app.request('/api/keys', { method: 'POST', body })).json()) as { key: string }).key // as its contract says
})
afterAll(async () => {
  await live.context.imports.close()
  await store.close()
})

async function send(body: string | Uint8Array<ArrayBuffer>, query: Record<string, string> = {}, with_ = key) {
  const answer = await app.request(`/v1/import?${new URLSearchParams(query)}`, {
    method: 'POST',
    body,
    headers: { Authorization: `Bearer ${with_}` },
  })
  return { status: answer.status, ...((await answer.json()) as Record<string, unknown>) } // checked field by field below
}
async function held(user: string) {
  await live.stop()
  const sql = 'SELECT name, toString(at) AS at FROM event WHERE customer = {user:String} ORDER BY event.at, seq'
  return store.warehouse.rows<{ name: string; at: string }>({ sql, params: { user } })
}
const call = (id: string, more: object = {}) =>
  JSON.stringify({ type: 'track', messageId: id, event: 'Paid', timestamp: '2024-03-01T10:00:00Z', ...more })

test('[I10] lines of calls are taken with what they say, and a message id counts once beside those sent one by one', async () => {
  const lines = [
    call('i10-1', { userId: 'i10' }),
    '{"type":"song"}',
    '{"type":"identify","userId":"i10","timestamp":"2024-03-02T00:00:00Z"}',
  ].join('\n')
  const first = await send(gzipSync(lines))
  const refused = [{ line: 2, field: 'type', value: 'song', reason: expect.stringContaining('track') }]
  expect(first).toMatchObject({ status: 200, success: true, read: 3, accepted: 2, refused, refusedInAll: 1 })
  const body = JSON.stringify({ ...JSON.parse(call('i10-1', { userId: 'i10' })), writeKey: key })
  await app.request('/v1/track', { method: 'POST', body })
  expect((await send(`${lines}\n${call('i10-2', { userId: 'i10' })}`)).status).toBe(200)
  expect((await held('i10')).map(({ name }) => name)).toEqual(['Paid', 'Paid', 'Identified'])
})

const table =
  'customer,event,time,amount\nt1,Applied,2024-01-01 10:00,5\nt1,Paid,2024-01-02 10:00,6\nt1,Paid,2024-01-02 10:00,6\n'

test('[I10] a table is read as proposed or as its profile says; what it does not say must be given', async () => {
  expect(await send(table)).toMatchObject({
    status: 422,
    code: 'mapping-incomplete',
    remedy: expect.stringContaining('?zone='),
  })
  expect(await send(table, { zone: 'Mars' })).toMatchObject({ status: 400 })
  expect(await send(table, { zone: '+01:00', name: 'orders.csv' })).toMatchObject({
    status: 200,
    accepted: 3,
    refused: [],
  })
  expect(await held('t1')).toEqual([
    { name: 'Applied', at: '2024-01-01 09:00:00.000000' },
    { name: 'Paid', at: '2024-01-02 09:00:00.000000' },
    { name: 'Paid', at: '2024-01-02 09:00:00.000000' },
  ])
  const profile = 'throughline: import/1\nzone: UTC\nfields: { customer: customer, name: event, at: time }'
  const more = table.replaceAll('t1', 't2').replace('2024-01-02 10:00', 'soon')
  const taken = await send(more, { profile })
  expect(taken).toMatchObject({ accepted: 2, refused: [{ line: 3, field: 'at', value: 'soon' }], refusedInAll: 1 })
  expect(await send(more, { profile: 'fields: 3' })).toMatchObject({ status: 400, problems: expect.any(Array) })
})

test('[I10] a file that is sent again, mended, adds only what is new', async () => {
  expect(await send(table, { zone: '+01:00' })).toMatchObject({ accepted: 3 })
  const more = `${table}t1,Closed,2024-01-03 10:00,7\n`
  expect(await send(gzipSync(more), { zone: '+01:00' })).toMatchObject({ accepted: 4 })
  expect((await held('t1')).map(({ name }) => name)).toEqual(['Applied', 'Paid', 'Paid', 'Closed'])
})

test('[I10] a column that looks like an id tells only with whose, what and when; a profile makes it the message id', async () => {
  const file = (user: string) =>
    `id,customer,event,time\n1,${user},A,2024-01-01T10:00:00Z\n2,${user},B,2024-01-02T10:00:00Z\n`
  for (const user of ['n1', 'n2']) expect(await send(file(user))).toMatchObject({ accepted: 2 })
  expect([(await held('n1')).length, (await held('n2')).length]).toEqual([2, 2])
  const profile = 'throughline: import/1\nfields: { id: id, customer: customer, name: event, at: time }'
  for (const user of ['n3', 'n4']) expect(await send(file(user), { profile })).toMatchObject({ accepted: 2 })
  expect([(await held('n3')).length, (await held('n4')).length]).toEqual([2, 0])
})

test('[I10] a file that breaks off says what was accepted before; one of which nothing is an event is refused', async () => {
  const many = Array.from({ length: 3000 }, (_, n) => call(`b${n}`, { userId: 'broken', n, salt: Math.sin(n) })).join(
    '\n',
  )
  const packed = gzipSync(many)
  const cut = await send(packed.subarray(0, packed.length - 2000) as Uint8Array<ArrayBuffer>)
  expect(cut).toMatchObject({
    status: 422,
    code: 'file-unreadable',
    detail: expect.stringMatching(/The \d+ events before that are accepted/),
  })
  expect(await send(packed)).toMatchObject({ accepted: 3000 })
  expect((await held('broken')).length).toBe(3000)
  expect(await send('{"type":"track","userId":"u"}')).toMatchObject({
    status: 400,
    problems: [{ line: 1, field: 'timestamp' }],
  })
  expect((await send('')).status).toBe(422)
  expect((await send(table, {}, 'guess')).status).toBe(401)
})
