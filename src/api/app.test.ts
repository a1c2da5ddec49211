import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTemporaryStore, type Store } from '../store/index.ts'
import { Feed } from './feed.ts'
import { type Context, createApp, createContext, createLog } from './index.ts'
import { Together } from './together.ts'

/** The whole HTTP side on a real store, called without a port. */
let store: Store
let context: Context
let app: Hono
let page = ''

const csv =
  'case,activity,timestamp,channel\n1,Apply,2026-01-01T10:00:00Z,web\n1,Pay,2026-01-02T10:00:00Z,app\n2,Apply,2026-01-05T10:00:00Z,web\n3,Apply,someday,web\n'
const profile = {
  throughline: 'import/1',
  format: 'csv',
  fields: { case: 'case', name: 'activity', at: 'timestamp', channel: 'channel' },
}
const map = (title = 'Paying') => `throughline: map/1
id: paying
title: ${title}
state: as-is
phases:
  - id: pay
    title: Pay
    stage: buy
    steps:
      - { id: applies, title: Applies, match: { event: Apply }, promise: { next: pays, within: 2 days } }
      - { id: pays, title: Pays, match: { event: Pay } }
`

beforeAll(async () => {
  store = await openTemporaryStore()
  context = createContext(store, '0.0.0')
  page = await mkdtemp(join(tmpdir(), 'throughline-page-'))
  await writeFile(join(page, 'index.html'), '<!doctype html><title>Throughline</title>')
  app = createApp(context, { access: 'local', hosts: new Set(['localhost']), page })
})
afterAll(async () => {
  await context.imports.close()
  await store.close()
  await rm(page, { recursive: true, force: true })
})

const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers })
const send = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
  app.request(path, { method, body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...headers } })

async function importCsv(): Promise<string> {
  const received = await app.request('/api/imports?name=small.csv', { method: 'POST', body: csv })
  const { id } = (await received.json()) as { id: string } // as this test's own route answers
  await send('POST', `/api/imports/${id}/start`, { profile })
  const progress = await get(`/api/imports/${id}/progress`)
  await progress.text()
  return id
}

test('[A6] a dropped file is shown before anything is kept, then taken in, and what it refused can be had', async () => {
  const received = await app.request('/api/imports?name=small.csv', { method: 'POST', body: csv })
  const shown: unknown = await received.json()
  expect(shown).toMatchObject({
    phase: 'proposed',
    file: 'small.csv',
    proposal: { columns: [{ name: 'case', field: 'case' }, {}, {}, {}] },
  })
  expect(await store.warehouse.extent()).toBeNull()
  const id = await importCsv()
  expect(await (await get(`/api/imports/${id}`)).json()).toMatchObject({
    phase: 'done',
    read: 4,
    written: 3,
    refused: 1,
    progress: 1,
  })
  const list = await get(`/api/imports/${id}/refused.csv`)
  expect(await list.text()).toMatch(/^file,line,field,value,reason\nsmall\.csv,5,at,someday,/)
})

test('[A5] a map is kept with all its versions, and measured', async () => {
  expect(await (await send('POST', '/api/maps', { text: map() })).json()).toEqual({ id: 'paying', version: 1 })
  expect(
    await (await send('PUT', '/api/maps/paying', { text: map('Paying us'), note: 'a better title' })).json(),
  ).toEqual({ id: 'paying', version: 2 })
  expect(await (await get('/api/maps/paying?version=1')).json()).toMatchObject({ version: 1, map: { title: 'Paying' } })
  expect(await (await get('/api/maps/paying/conformance')).json()).toMatchObject({ cases: 2, fitting: 1, misfits: 1 })
  expect(await (await get('/api/maps/paying/measure')).json()).toMatchObject({
    cases: 2,
    steps: [
      { id: 'applies', cases: 2, promise: { kept: 1, n: 1, pending: 1 } },
      { id: 'pays', cases: 1 },
    ],
  })
})

test('[A5] a map that does not parse is refused with the line and column of every problem', async () => {
  const refused = await send('POST', '/api/maps', {
    text: 'throughline: map/1\nid: Not Kebab\ntitle: x\nstate: sideways\nphases: []\n',
  })
  expect(refused.status).toBe(422)
  expect(await refused.json()).toMatchObject({
    code: 'map-invalid',
    problems: expect.arrayContaining([
      expect.objectContaining({ line: 2, column: expect.any(Number) }),
      expect.objectContaining({ line: 4 }),
    ]),
  })
})

test('[A1] an address under /api that is no route is a problem, any other is the page', async () => {
  const missing = await get('/api/nothing')
  expect(missing.status).toBe(404)
  expect(missing.headers.get('content-type')).toBe('application/problem+json')
  expect(await (await get('/map/paying')).text()).toContain('<title>Throughline</title>')
})

test('[A7] nothing outside the folder of the page is served', async () => {
  for (const path of [
    '/../../package.json',
    '/%2e%2e/%2e%2e/package.json',
    '/..%2f..%2fetc%2fpasswd',
    '/assets/../../../package.json',
  ]) {
    expect(await (await get(path)).text()).not.toContain('"name"')
  }
})

test.each([
  ['/api/maps/nowhere', 404, 'map-not-found'],
  ['/api/maps/paying/steps/nowhere', 404, 'step-not-found'],
  ['/api/maps/-/conformance', 400, 'bad-request'],
  ['/api/cases/12', 404, 'case-not-found'],
  ['/api/explore/dfg?from=yesterday', 400, 'bad-request'],
  ['/api/explore/variants?top=-3', 400, 'bad-request'],
  ['/api/explore/paths', 400, 'bad-request'],
  ['/api/explore/funnel?steps=Apply,Pay&within=soon', 400, 'bad-request'],
  ['/api/explore/dfg?segment={"wherre":1}', 400, 'bad-request'],
  ['/api/cases?behind={"kind":"lost"}', 400, 'bad-request'],
])('[A2] %s is refused with %i %s, and says the way out', async (path, status, code) => {
  const answer = await get(path)
  expect(answer.status).toBe(status)
  expect(await answer.json()).toMatchObject({ code, remedy: expect.stringMatching(/\w/) })
})

test('[A4] another site can change nothing, and no other name is answered to', async () => {
  const foreign = await send('POST', '/api/maps', { text: map() }, { Origin: 'https://elsewhere.example' })
  expect(foreign.status).toBe(403)
  expect((await get('/api/status', { Host: 'elsewhere.example' })).status).toBe(403)
  expect(
    (await send('POST', '/api/maps', { text: map('Paying us') }, { Origin: 'http://localhost', Host: 'localhost' }))
      .status,
  ).toBe(200)
})

test('[A3] any body and any parameter are answered below 500', async () => {
  const routes = [
    'POST /api/maps',
    'PUT /api/maps/paying',
    'POST /api/discover',
    'POST /api/measure',
    'POST /api/views',
    'PUT /api/settings/lanes',
  ]
  const bodies = fc.oneof(
    fc.string(),
    fc.jsonValue().map((value) => JSON.stringify(value)),
    fc.record({ text: fc.string() }).map((value) => JSON.stringify(value)),
  )
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...routes), bodies, async (route, body) => {
      const [method = '', path = ''] = route.split(' ')
      expect((await app.request(path, { method, body })).status).toBeLessThan(500)
    }),
    { seed: 20417, numRuns: 150 },
  )
  const segments = fc.oneof(
    fc.string(),
    fc.constantFrom('%00', '%E0%A4%A', '..%2f', '-', 'paying?version=99999999999', '\u0000'),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('/api/maps/', '/api/cases/', '/api/imports/', '/'),
      segments,
      async (route, segment) => {
        const path = `${route}${segment.replace(/[\s#]/g, '_')}`
        if (!URL.canParse(path, 'http://localhost')) return
        expect((await get(path)).status, path).toBeLessThan(500)
      },
    ),
    { seed: 20417, numRuns: 200 },
  )
  const queries = fc.record(
    {
      map: fc.string(),
      from: fc.string(),
      segment: fc.string(),
      variant: fc.string(),
      top: fc.string(),
      behind: fc.string(),
    },
    { requiredKeys: [] },
  )
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('explore/dfg', 'explore/variants', 'cases', 'replay', 'discover'),
      queries,
      async (route, query) => {
        expect((await get(`/api/${route}?${new URLSearchParams(query)}`)).status).toBeLessThan(500)
      },
    ),
    { seed: 20417, numRuns: 150 },
  )
})

test('[A8] who watches is told of a change', async () => {
  const stop = new AbortController()
  const stream = await app.request('/api/live', { signal: stop.signal })
  const reader = stream.body?.getReader()
  const first = reader?.read()
  context.feed.record({ events: 3, cases: 2 })
  expect(new TextDecoder().decode((await first)?.value)).toContain('{"kind":"changed","events":3,"moved":2}')
  await reader?.cancel()
  stop.abort()
})

test('[A8] those who ask the same at the same moment are given one answer, and a new one after a change', async () => {
  let asked = 0
  const feed = new Feed(Date.now)
  const together = new Together(feed)
  const ask = (address: string) =>
    together.answer('GET /api/maps/:map/measure', address, async () => {
      asked++
      await new Promise((done) => setTimeout(done, 5))
      return asked
    })
  expect(await Promise.all([ask('a'), ask('a'), ask('b')])).toEqual([2, 2, 2])
  const before = ask('a')
  feed.record({ events: 1, cases: 1 })
  const after = ask('a')
  await Promise.all([before, after])
  expect(asked).toBe(4)
  expect(before).not.toBe(after)
  expect(await together.answer('GET /api/views', 'v', async () => ++asked)).toBe(5)
})

test('[A9] a question whose asker has gone away is no failure to be written to the log', async () => {
  const written: string[] = []
  const log = createLog({ level: 'debug', json: true, write: (line) => written.push(line), now: () => new Date() })
  const gone = await createApp({ ...context, log }, { access: 'local' }).request('/api/maps/-/trend', {
    signal: AbortSignal.abort(),
  })
  expect([gone.status, written]).toEqual([500, []])
})

test('[A2] an import that is not there is a problem, also to who watches its progress', async () => {
  const answer = await get('/api/imports/nowhere/progress')
  expect(answer.status).toBe(404)
  expect(await answer.json()).toMatchObject({ code: 'import-not-found' })
})

test('[U12] a segment is saved by a name that no other has, and only as a predicate that parses', async () => {
  const predicate = { where: { channel: 'web' } }
  const kept = await send('POST', '/api/segments', { title: ' Web ', predicate })
  expect(kept.status).toBe(200)
  const saved = (await kept.json()) as { id: string } // as this test's own route answers
  expect(saved).toMatchObject({ title: 'Web', predicate })
  const again = await send('POST', '/api/segments', { title: 'wEB', predicate: { where: { channel: 'app' } } })
  expect([again.status, await again.json()]).toMatchObject([409, { code: 'name-taken' }])
  const wrong = await send('POST', '/api/segments', { title: 'Wrong', predicate: { wherre: { channel: 'web' } } })
  expect([wrong.status, await wrong.json()]).toMatchObject([400, { code: 'bad-request' }])
  expect((await send('POST', '/api/segments', { title: '  ', predicate })).status).toBe(400)
  expect(await (await get('/api/segments')).json()).toEqual({ segments: [saved] })
  expect((await app.request(`/api/segments/${saved.id}`, { method: 'DELETE' })).status).toBe(200)
  expect((await app.request(`/api/segments/${saved.id}`, { method: 'DELETE' })).status).toBe(404)
  expect((await send('POST', '/api/segments', { title: 'WEB', predicate })).status).toBe(200)
})
