import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { demoMaps } from '../demo/index.ts'
import { openApiText } from '../scripts/openapi/text.ts'
import { createApp, createContext, goLive, type Live, openAccess } from '../src/api/index.ts'
import type { Store } from '../src/store/index.ts'
import { demoStore } from './demo-store.ts'

/** The description of the routes, held against the routes themselves on the simulated company's events. */
const schema = z.record(z.string(), z.unknown())
const operation = z.object({
  operationId: z.string(),
  parameters: z.array(schema).optional(),
  requestBody: z.object({ content: z.record(z.string(), z.object({ schema })) }).optional(),
  responses: z.record(z.string(), z.object({ content: z.record(z.string(), z.object({ schema })).optional() })),
})
const described = z.object({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({ schemas: z.record(z.string(), schema), parameters: z.record(z.string(), schema) }),
})
const document = described.parse(JSON.parse(openApiText()))
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, one]) => ({ key: `${method.toUpperCase()} ${path}`, ...one })),
)

let store: Store
let live: Live
let app: Hono
let key = ''
/** the key of the connector that is added below */
let doorKey = ''
/** with which the admin's programs ask */
let own = ''
beforeAll(async () => {
  store = (await demoStore({ seed: 11, customers: 300, ends: Date.UTC(2026, 5, 1) * 1000 })).store
  live = await goLive(createContext(store, '0.0.0', quiet))
  const opened = await openAccess(store, { url: 'http://localhost', demo: false, proxied: false })
  app = createApp(live.context, { access: opened.access })
  own = opened.commandKey
  const { maps } = await store.ledger()
  for (const text of demoMaps()) await maps.put({ id: /^id: (.+)$/m.exec(text)?.[1] ?? '', text })
  own = await personalKey()
  key = ((await (await send('POST', '/api/keys', { kind: 'write', writer: 'shop' })).json()) as { key: string }).key // as documented
})
afterAll(async () => {
  await live.context.imports.close()
  await live.stop()
  await store.close()
})
const quiet = { error: () => undefined, warn: () => undefined, info: () => undefined, debug: () => undefined }

function send(method: string, path: string, body?: unknown): Response | Promise<Response> {
  const headers = { Authorization: `Bearer ${path.startsWith('/v1/') ? key : own}` }
  if (body === undefined) return app.request(path, { method, headers })
  const sent = typeof body === 'string' ? body : JSON.stringify(body)
  const shown = path === '/v1/hook/door' ? { Authorization: `Bearer ${doorKey}` } : headers
  return app.request(path, { method, body: sent, headers: shown })
}

const password = 'correct horse battery'
async function personalKey(): Promise<string> {
  const file = await readFile(join(store.dir, 'access', 'first-sign-in'), 'utf8')
  const token = /#first=(\S+)/.exec(file)?.[1] ?? ''
  const self = { token, password, name: 'Ada', email: 'ada@example.com' }
  const entered = await app.request('/api/sign-in/link', { method: 'POST', body: JSON.stringify(self) })
  const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const made = await app.request('/api/me/keys', {
    method: 'POST',
    body: JSON.stringify({ title: 'test' }),
    headers: { cookie },
  })
  return ((await made.json()) as { key: string }).key // as documented
}

test('[A10] the document that is kept is the one that the code makes', async () => {
  const kept = await readFile(new URL('../docs/openapi.json', import.meta.url), 'utf8')
  expect(kept === openApiText(), 'run node scripts/openapi.ts').toBe(true)
})

test('[A10] every route that is mounted is described, and the other way round', () => {
  const mounted = app.routes.flatMap(({ method, path }) =>
    method === 'ALL' ? [] : `${method} ${path.replace(/:(\w+)/g, '{$1}')}`,
  )
  expect([...new Set(mounted)].sort()).toEqual(operations.map((one) => one.key).sort())
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length)
})

/** What an answer may hold, and nothing that is not described. */
function judge(of: Readonly<Record<string, unknown>>): z.ZodType {
  const whole = JSON.stringify({ ...of, $defs: document.components.schemas }).replaceAll(
    '#/components/schemas/',
    '#/$defs/',
  )
  return z.fromJSONSchema(closed(JSON.parse(whole)) as Parameters<typeof z.fromJSONSchema>[0])
}
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed)
  if (typeof value !== 'object' || value === null) return value
  const inner = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, closed(one)]))
  return 'properties' in inner && inner['type'] === 'object' && !('additionalProperties' in inner)
    ? { ...inner, additionalProperties: false }
    : inner
}

const map = 'opening-a-business-account'
const text = demoMaps().find((one) => one.includes(`id: ${map}\n`)) ?? ''
const csv = 'case,activity,timestamp\n1,Apply,2026-01-01T10:00:00Z\n1,Pay,someday\n'
const profile = { throughline: 'import/1', format: 'csv', fields: { case: 'case', name: 'activity', at: 'timestamp' } }
const connector =
  'throughline: connector/1\nid: door\ntitle: Door\nkind: webhook\nmap: { name: Came, customer: { userId: $.who } }\n'
const call = { userId: 'u', event: 'Paid', messageId: 'm', previousId: 'p' }
const between = 'from=2026-01-01&to=2026-06-01'

/** A question of each route; in braces what an earlier answer said. */
const samples: readonly (readonly [string, string, unknown?])[] = [
  ['GET /health', '/health'],
  ['GET /ready', '/ready'],
  ['GET /api/openapi.json', '/api/openapi.json'],
  ['GET /api/status', '/api/status'],
  ['GET /api/progress', '/api/progress'],
  ['GET /api/journeys', '/api/journeys'],
  ['GET /api/properties', '/api/properties'],
  ['GET /api/sources', '/api/sources'],
  ['GET /api/cases', `/api/cases?map=${map}&limit=3&sort=-took`],
  ['GET /api/cases/{key}', `/api/cases/{case}?map=${map}`],
  ['GET /api/customers/{customer}', '/api/customers/{customer}'],
  ['GET /api/identities/shared', '/api/identities/shared'],
  ['POST /api/identities/apart', '/api/identities/apart', { id: 'userId:{customer}' }],
  ['POST /api/identities/given-back', '/api/identities/given-back', { id: 'userId:{customer}' }],
  ['GET /api/maps', '/api/maps'],
  ['GET /api/maps/{map}', `/api/maps/${map}`],
  ['POST /api/maps', '/api/maps', { text, note: 'again' }],
  ['PUT /api/maps/{map}', `/api/maps/${map}`, { text }],
  ['GET /api/maps/{map}/measure', `/api/maps/${map}/measure?${between}`],
  ['POST /api/measure', '/api/measure', { text }],
  ['GET /api/maps/{map}/steps/{step}', `/api/maps/${map}/steps/{step}`],
  ['GET /api/maps/{map}/friction', `/api/maps/${map}/friction?evidence=2&words=2`],
  ['POST /api/friction', '/api/friction', { text }],
  ['GET /api/maps/{map}/conformance', `/api/maps/${map}/conformance?top=3&opened=1`],
  ['POST /api/conformance', '/api/conformance?top=2', { text }],
  ['GET /api/maps/{map}/trend', `/api/maps/${map}/trend?charts=all&bucket=week`],
  ['POST /api/trend', '/api/trend', { text }],
  ['GET /api/maps/{map}/drivers', `/api/maps/${map}/drivers?least=5`],
  ['POST /api/drivers', '/api/drivers', { text }],
  ['GET /api/maps/{map}/drivers/targets', `/api/maps/${map}/drivers/targets`],
  ['GET /api/maps/{map}/compare', `/api/maps/${map}/compare?a={"segment":{"where":{"channel":"web"}}}`],
  ['POST /api/compare', '/api/compare?a={}&b={}', { text, toBe: text }],
  ['GET /api/explore/dfg', `/api/explore/dfg?map=${map}`],
  ['GET /api/explore/variants', '/api/explore/variants?top=3'],
  ['GET /api/explore/times', '/api/explore/times'],
  ['GET /api/explore/paths', `/api/explore/paths?map=${map}&after={step}`],
  ['GET /api/explore/funnel', `/api/explore/funnel?map=${map}&steps={step},{next}&within=7 days&by=channel`],
  ['GET /api/explore/joined-paths', `/api/explore/joined-paths?map=${map}&before={next}&keep=4`],
  ['GET /api/explore/matrix', `/api/explore/matrix?map=${map}&around={step}`],
  ['GET /api/explore/eventually-follows', `/api/explore/eventually-follows?map=${map}`],
  ['GET /api/explore/between', `/api/explore/between?map=${map}&first={step}&second={next}`],
  ['GET /api/explore/cohorts', `/api/explore/cohorts?map=${map}&by=channel&periods=3`],
  ['GET /api/explore/clusters', `/api/explore/clusters?map=${map}`],
  ['GET /api/explore/anomalies', `/api/explore/anomalies?map=${map}&limit=3`],
  ['GET /api/replay', '/api/replay?cases=5'],
  ['GET /api/discover', '/api/discover?keep=100%'],
  ['POST /api/discover', '/api/discover', { id: 'drafted' }],
  ['GET /api/forecast', `/api/forecast?map=${map}&limit=3`],
  ['POST /api/forecast', '/api/forecast?limit=3', { text }],
  ['GET /api/forecast/evaluation', `/api/forecast/evaluation?map=${map}`],
  ['POST /api/forecast/evaluation', '/api/forecast/evaluation', { text }],
  ['GET /api/forecast/arrivals', `/api/forecast/arrivals?map=${map}&days=2`],
  ['POST /api/forecast/arrivals', '/api/forecast/arrivals?days=2', { text }],
  ['GET /api/what-if', `/api/what-if?map=${map}&runs=1000&changes=[{"kind":"keep","step":"submits"}]`],
  ['POST /api/what-if', '/api/what-if?runs=1000', { text }],
  ['GET /api/what-if/progress', '/api/what-if/progress?ticket=none'],
  ['POST /api/imports', '/api/imports?name=a.csv', csv],
  ['POST /api/imports/{import}/propose', '/api/imports/{import}/propose', { profile }],
  ['POST /api/imports/{import}/start', '/api/imports/{import}/start', { profile }],
  ['GET /api/imports/{import}', '/api/imports/{import}'],
  ['DELETE /api/imports/{import}', '/api/imports/{import}'],
  ['POST /api/views', '/api/views', { title: 'A view', url: '/journeys' }],
  ['GET /api/views', '/api/views'],
  ['DELETE /api/views/{view}', '/api/views/{view}'],
  ['PUT /api/settings/{setting}', '/api/settings/lanes', { value: ['channel'] }],
  ['GET /api/settings', '/api/settings'],
  ['POST /api/segments', '/api/segments', { title: 'Web', predicate: { where: { channel: 'web' } } }],
  ['GET /api/segments', '/api/segments'],
  ['DELETE /api/segments/{segment}', '/api/segments/{segment}'],
  ['POST /api/keys', '/api/keys', { kind: 'write', writer: 'crm', partner: 'Bureau' }],
  ['GET /api/writers', '/api/writers'],
  ['POST /api/backups', '/api/backups', {}],
  ['GET /api/backups', '/api/backups'],
  ['GET /api/doctor', '/api/doctor'],
  ['DELETE /api/keys/{key}', '/api/keys/{key}'],
  ['GET /v1/projects/{key}/settings', '/v1/projects/{write}/settings'],
  ...['track', 't', 'identify', 'i', 'page', 'p', 'screen', 's', 'group', 'g', 'alias', 'a'].map(
    (way) => [`POST /v1/${way}`, `/v1/${way}`, { ...call, writeKey: '{write}' }] as const,
  ),
  ...['batch', 'b'].map(
    (way) =>
      [
        `POST /v1/${way}`,
        `/v1/${way}`,
        { batch: [{ type: 'track', ...call }, { type: 'song' }], writeKey: '{write}' },
      ] as const,
  ),
  ['POST /v1/events', '/v1/events', { specversion: '1.0', id: '1', source: 's', type: 'Paid', subject: 'u' }],
  ['POST /v1/import', `/v1/import?name=b.csv&profile=${encodeURIComponent(JSON.stringify(profile))}`, csv],
  ['POST /api/connectors', '/api/connectors', { text: connector }],
  ['GET /api/connectors', '/api/connectors'],
  ['GET /api/connectors/{connector}', '/api/connectors/door'],
  ['POST /api/connectors/check', '/api/connectors/check', { text: connector, payload: { who: 'u' } }],
  ['POST /v1/hook/{connector}/{key}', '/v1/hook/door/{doorKey}', { who: 'u' }],
  ['POST /v1/hook/{connector}', '/v1/hook/door', { nobody: 'u' }],
  ['POST /api/connectors/{connector}/again', '/api/connectors/door/again', {}],
  ['POST /api/writers/{writer}/again', '/api/writers/{door}/again', { from: '2026-01-01' }],
  ['DELETE /api/connectors/{connector}', '/api/connectors/door'],
  ['DELETE /api/maps/{map}', '/api/maps/drafted'],
  ['GET /api/me', '/api/me'],
  ['POST /api/members', '/api/members', { name: 'Vera', email: 'vera@example.com', role: 'viewer' }],
  ['POST /api/sign-in/link', '/api/sign-in/link', { token: '{token}', password }],
  ['POST /api/sign-in', '/api/sign-in', { email: 'vera@example.com', password }],
  ['GET /api/members', '/api/members'],
  ['PUT /api/members/{member}', '/api/members/{member}', { role: 'editor' }],
  ['POST /api/members/{member}/reset', '/api/members/{member}/reset'],
  ['DELETE /api/members/{member}', '/api/members/{member}'],
  ['GET /api/audit', '/api/audit?limit=3'],
  ['PUT /api/me/password', '/api/me/password', { old: password, password: `${password} staple` }],
  ['POST /api/sign-out', '/api/sign-out'],
  ['POST /api/me/keys', '/api/me/keys', { title: 'another', days: 1 }],
  ['GET /api/me/keys', '/api/me/keys'],
  ['DELETE /api/me/keys/{key}', '/api/me/keys/{another}'],
]

const isJson = (one: (typeof operations)[number]) => one.responses['200']?.content?.['application/json'] !== undefined

test('[A11] every route that answers JSON answers as it is described, with nothing beside', async () => {
  expect(samples.map(([route]) => route).sort()).toEqual(
    operations
      .filter(isJson)
      .map((one) => one.key)
      .sort(),
  )
  const [step = '', next = ''] = [...text.matchAll(/^ {6}- id: (\S+)$/gm)].map(([, id]) => id ?? '')
  const said: Record<string, string> = { step, next, write: key }
  const filled = (given: string): string => given.replace(/\{(\w+)\}/g, (whole, name: string) => said[name] ?? whole)
  for (const [route, path, body] of samples) {
    const answer = await send(
      route.split(' ')[0] ?? '',
      filled(path),
      body && filled(typeof body === 'string' ? body : JSON.stringify(body)),
    )
    const value: unknown = await answer.json()
    expect([answer.status, value], route).toEqual([200, value])
    const of =
      operations.find((one) => one.key === route)?.responses['200']?.content?.['application/json']?.schema ?? {}
    const judged = judge(of).safeParse(value)
    expect(judged.error?.issues.slice(0, 3) ?? [], route).toEqual([])
    remember(route, value, said)
  }
})

const ids = z.object({ id: z.string() })
const invited = z.object({ id: z.string(), link: z.string() })
const ownKeys = z.object({ keys: z.array(z.object({ id: z.string() })) })
function remember(route: string, value: unknown, said: Record<string, string>): void {
  if (route === 'POST /api/imports') said['import'] = ids.parse(value).id
  if (route === 'POST /api/members') {
    const { id, link } = invited.parse(value)
    said['member'] = id
    said['token'] = link.split('#link=')[1] ?? ''
  }
  if (route === 'GET /api/me/keys') said['another'] = ownKeys.parse(value).keys.at(-1)?.id ?? ''
  if (route === 'POST /api/views') said['view'] = ids.parse(value).id
  if (route === 'POST /api/segments') said['segment'] = ids.parse(value).id
  if (route === 'POST /api/keys') said['key'] = z.object({ key: z.string() }).parse(value).key
  if (route === 'POST /api/connectors') {
    const made = z.object({ key: z.string(), writer: ids }).parse(value)
    doorKey = made.key
    said['doorKey'] = made.key
    said['door'] = made.writer.id
  }
  if (route === 'GET /api/cases') {
    const { cases } = z.object({ cases: z.array(z.object({ key: z.string(), customer: z.string() })) }).parse(value)
    said['case'] = cases[0]?.key ?? ''
    said['customer'] = cases[0]?.customer ?? ''
  }
}

const problem = z.object({
  type: z.string().startsWith('urn:throughline:problem:'),
  title: z.string().min(1),
  status: z.int(),
  detail: z.string().min(1),
  instance: z.string().startsWith('urn:uuid:'),
  code: z.string(),
  remedy: z.string().min(1),
  problems: z.array(z.object({ field: z.string() })).optional(),
})
async function refused(answer: Response, field: string, what: string): Promise<void> {
  expect([answer.status, answer.headers.get('content-type')], what).toEqual([400, 'application/problem+json'])
  const said = problem.parse(await answer.json())
  expect(
    said.problems?.map((one) => one.field.split('.').slice(0, field.split('.').length).join('.')),
    what,
  ).toContain(field)
}

const parameterOf = z.object({
  name: z.string(),
  in: z.enum(['query', 'path']),
  required: z.boolean(),
  schema: schema.optional(),
  content: z.unknown().optional(),
})
/** Where a parameter stands once for many routes, it is referred to. */
function parametersOf({ parameters = [] }: (typeof operations)[number]) {
  return parameters.map((one) =>
    parameterOf.parse(
      typeof one['$ref'] === 'string' ? document.components.parameters[one['$ref'].split('/').at(-1) ?? ''] : one,
    ),
  )
}
const addressOf = (route: string, value = 'lanes') =>
  route.replace(/^\S+ /, '').replace(/\{\w+\}/g, encodeURIComponent(value))

test('[A2] what a parameter may not be, one that is missing, and one that nobody knows, are refused by name', async () => {
  for (const one of operations.filter(({ key: route }) => route.includes('/api/'))) {
    const [method = ''] = one.key.split(' ')
    const path = addressOf(one.key)
    const all = parametersOf(one).filter((parameter) => parameter.in === 'query')
    const ok = all.filter(({ required }) => required).map(({ name }) => `${name}=x`)
    const body = one.requestBody === undefined ? undefined : '{}'
    for (const { name, required, schema: of, content } of all) {
      if (required) await refused(await send(method, path, body), name, `${one.key} without ${name}`)
      const isAnyText =
        content === undefined && of?.['type'] === 'string' && of['pattern'] === undefined && of['enum'] === undefined
      if (!isAnyText)
        await refused(
          await send(method, `${path}?${[...ok, `${name}=%7B!`].join('&')}`, body),
          name,
          `${one.key} ${name}`,
        )
    }
    const isStream = !isJson(one)
    if (!isStream && path !== '/api/openapi.json') {
      await refused(await send(method, `${path}?${[...ok, 'frm=1'].join('&')}`, body), 'frm', `${one.key} frm`)
    }
  }
})

test('[A2] a body that lacks what it must have is refused by its name, and so is one that is no JSON', async () => {
  for (const one of operations) {
    const of = one.requestBody?.content['application/json']?.schema
    if (of === undefined || !one.key.includes('/api/')) continue
    const [method = ''] = one.key.split(' ')
    const missing = z.array(z.string()).optional().parse(of['required']) ?? []
    const path = addressOf(one.key)
    const isThere = !path.includes('/imports/') // an import that is not there is said first
    if (isThere)
      for (const name of missing) await refused(await send(method, path, {}), `body.${name}`, `${one.key} ${name}`)
    const answer = await send(method, path, '{')
    expect([400, 404], one.key).toContain(answer.status)
    if (isThere) await refused(await send(method, path, { nonsense: 1, text: 'x' }), 'body', `${one.key} nonsense`)
  }
})

const words = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '-',
    '%00',
    '\u0000',
    '../..',
    '{}',
    '[]',
    'null',
    '1e999',
    '-1',
    '99999999999',
    "'; DROP TABLE event",
    map,
  ),
)
const bodies = fc.oneof(
  fc.string(),
  fc.jsonValue().map((value) => JSON.stringify(value)),
  fc
    .record({ text: words, title: words, batch: fc.jsonValue(), writeKey: fc.constant('x') }, { requiredKeys: [] })
    .map((value) => JSON.stringify(value)),
)

test('[A3] whatever any route is sent, it answers below 500, and says why where it refuses', async () => {
  for (const one of operations) {
    const [method = ''] = one.key.split(' ')
    const names = parametersOf(one)
      .filter((parameter) => parameter.in === 'query')
      .map(({ name }) => name)
    const asked = fc.record({
      place: words.filter((word) => word !== '' && word !== '.' && word !== '..'),
      query: fc.uniqueArray(fc.tuple(fc.constantFrom(...names, 'frm'), words), {
        maxLength: 4,
        selector: ([name]) => name,
      }),
      body: bodies,
    })
    await fc.assert(
      fc.asyncProperty(asked, async ({ place, query, body }) => {
        if (!isEncodable(place)) return
        const path = `${addressOf(one.key, place)}?${new URLSearchParams(query)}`
        const stop = new AbortController()
        const answer = await app.request(path, {
          method,
          signal: stop.signal,
          ...(method === 'GET' || method === 'DELETE' ? {} : { body }),
        })
        expect(answer.status, `${method} ${path} ${body}`).toBeLessThan(500)
        if (answer.status >= 400) problem.parse(await answer.json())
        else await answer.body?.cancel()
        stop.abort()
      }),
      { seed: 20417, numRuns: 6 },
    )
  }
})

function isEncodable(word: string): boolean {
  return word.isWellFormed()
}
