import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTemporaryStore, type Store } from '../../store/index.ts'
import { createApp, createContext, createLog, goLive, type Live } from '../index.ts'

/** Anything that may come over the wire, at every route by which events come in; what was accepted must then be held. */
const quiet = createLog({ level: 'error', json: true, write: () => undefined, now: () => new Date() })
let store: Store
let live: Live
let app: Hono
let key = ''
beforeAll(async () => {
  store = await openTemporaryStore()
  live = await goLive(createContext(store, '0.0.0', quiet))
  app = createApp(live.context, { access: 'local', hosts: new Set(['localhost']) })
  const body = JSON.stringify({ kind: 'write', writer: 'fuzz' })
  key = ((await (await app.request('/api/keys', { method: 'POST', body })).json()) as { key: string }).key // as its contract says
})
afterAll(async () => {
  await live.context.imports.close()
  await store.close()
})

const routes = ['track', 'identify', 'page', 'screen', 'group', 'alias', 'batch', 'events', 'import'] as const
let accepted = 0

/** @throws where the answer is a failure of ours, with what was sent */
async function send(route: string, body: string | Uint8Array, headers: Record<string, string> = {}): Promise<number> {
  const answer = await app.request(`/v1/${route}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : new Uint8Array(body),
    headers: { Authorization: `Bearer ${key}`, ...headers },
  })
  const said = await answer.text()
  if (answer.status >= 500)
    throw new Error(`/v1/${route} answered ${answer.status} ${said} to ${String(body).slice(0, 300)}`)
  if (answer.status === 200) accepted += (JSON.parse(said) as { accepted: number }).accepted // as the intake answers
  return answer.status
}

const nested = (depth: number, open: string, close: string) => open.repeat(depth) + close.repeat(depth)
const odd = [
  nested(7_000, '[', ']'),
  nested(3_000, '{"a":', '}').replace('{"a":}', '{"a":1}'),
  '"\\ud800 alone, \\udc00 alone"',
  '"nothing \\u0000 at all"',
  '1e400',
  '-1e400',
  '123456789012345678901234567890',
  '5e-324',
  '{"__proto__":{"x":1},"constructor":2,"toString":3}',
  '{"a":1,"a":2,"a":{"b":null}}',
  `{"${'k'.repeat(9_000)}":1}`,
  JSON.stringify(Array.from({ length: 600 }, (_, n) => Math.sin(n).toString(36)).join('')),
  '""',
  'null',
  '[null,[],{}]',
]
/** Each value in each place of a call where a value can stand. */
function* callsWith(value: string): Generator<string> {
  for (const type of ['track', 'identify', 'group', 'alias', 'page'])
    for (const field of [
      'properties',
      'traits',
      'context',
      'timestamp',
      'sentAt',
      'userId',
      'messageId',
      'event',
      'name',
      'groupId',
    ])
      yield `{"type":"${type}","userId":"odd","anonymousId":"odd one","previousId":"p","event":"Odd","timestamp":"2026-01-01T00:00:00Z","${field}":${value}}`
  yield `{"specversion":"1.0","id":${value},"source":"s","type":"Odd","subject":"odd"}`
  yield `{"specversion":"1.0","id":"1","source":"s","type":"Odd","subject":"odd","data":${value},"time":${value}}`
}

test('[I6] odd values in every place of a call, alone, in a batch and in a file', async () => {
  for (const value of odd) {
    const calls = [...callsWith(value)]
    for (const call of calls.filter((_, i) => i % 2 === 0)) await send('track', call)
    await send('batch', `{"batch":[${calls.slice(0, 12).join(',')}],"context":${value},"sentAt":${value}}`)
    await send('batch', `{"batch":${value}}`)
    await send('events', `[${calls.slice(-2).join(',')}]`)
    await send('import', calls.join('\n'))
  }
  for (const route of routes) await send(route, nested(250_000, '[', ']'))
})

test('[I6] broken bytes: cut, packed wrongly, of no encoding, and a whole call with some of its bytes changed', async () => {
  const call =
    '{"type":"track","userId":"u","event":"Füße","timestamp":"2026-01-01T00:00:00Z","properties":{"a":[1,{"b":"x"}]}}'
  const whole = new TextEncoder().encode(`{"batch":[${call}]}`)
  const packed = gzipSync(whole)
  const gzip = { 'Content-Encoding': 'gzip' }
  for (const route of routes) {
    for (const cut of [0, 1, 10, packed.length - 1]) await send(route, packed.subarray(0, cut), gzip)
    await send(route, gzipSync(packed), gzip)
    await send(route, Uint8Array.of(0xef, 0xbb, 0xbf, ...whole))
    await send(route, Uint8Array.of(0xff, 0xfe, 0x00, 0xd8))
    await send(route, whole, { Authorization: 'Basic ////', 'ce-specversion': '1.0' })
  }
  const change = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 })), {
    minLength: 1,
    maxLength: 6,
  })
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...routes), change, async (route, changes) => {
      const bytes = Uint8Array.from(route === 'batch' ? whole : new TextEncoder().encode(call))
      for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte
      await send(route, bytes)
    }),
    { seed: 6, numRuns: 300 },
  )
})

test('[I6] a file that unpacks to a thousand times its size is read without being held', async () => {
  const before = process.memoryUsage().rss
  const line = `{"type":"song","padding":"${' '.repeat(1000)}"}\n`
  await send('import', gzipSync(line.repeat(60_000)))
  expect(process.memoryUsage().rss - before).toBeLessThan(400 << 20)
})

test('[I6] what was accepted of all this is taken in', async () => {
  await live.stop()
  expect(live.keeper.lag).toBe(0)
  expect(accepted).toBeGreaterThan(500)
  const [held] = await store.warehouse.rows<{ events: number }>({ sql: 'SELECT count() AS events FROM event' })
  expect(held?.events).toBeGreaterThan(0)
  expect(held?.events).toBeLessThanOrEqual(accepted)
})
