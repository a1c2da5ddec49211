import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { getMigrations } from 'better-auth/db/migration'
import fc from 'fast-check'
import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTemporaryStore, type Store } from '../../store/index.ts'
import { createApp } from '../app.ts'
import { type Context, createContext } from '../context.ts'
import { createLog } from '../operate/log.ts'
import { authOn } from './auth.ts'
import { needOf, otherRoutes } from './needs.ts'
import { type OpenAccessOptions, type OpenedAccess, openAccess } from './open.ts'
import { RateLimit } from './rate.ts'
import { type Need, type Role, roles } from './role.ts'

/** A served app on a real ledger, called without a port; its clock stands still unless a test moves it. */
let store: Store
let context: Context
let opened: OpenedAccess
let app: Hono
let now = Date.now()
const password = 'correct horse battery'
const keys = new Map<Role, string>()
let cookie = ''

async function serve(options: Partial<OpenAccessOptions> = {}): Promise<{ opened: OpenedAccess; app: Hono }> {
  const made = await openAccess(store, {
    url: 'http://localhost:4321',
    demo: false,
    proxied: false,
    now: () => now,
    ...options,
  })
  return { opened: made, app: createApp(context, { access: made.access, hosts: new Set(['localhost']) }) }
}

const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}, to: Hono = app) =>
  to.request(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
const bearer = (key: string) => ({ Authorization: `Bearer ${key}` })
const cookieIn = (answer: Response) => (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
const tokenIn = (text: string) => /#(?:first|link)=([\w-]+)/.exec(text)?.[1] ?? ''
const firstLink = async () => tokenIn(await readFile(join(store.dir, 'access', 'first-sign-in'), 'utf8'))

beforeAll(async () => {
  store = await openTemporaryStore()
  const log = createLog({ level: 'silent', json: true, write: () => undefined, now: () => new Date() })
  context = createContext(store, '0.0.0', log)
  const served = await serve()
  opened = served.opened
  app = served.app
})
afterAll(async () => {
  await context.imports.close()
  await store.close()
})

test('[P1] the first start makes an admin, whose link is in a file for the owner alone and opens once', async () => {
  const before = await firstLink()
  expect(await (await send('GET', '/api/me')).json()).toMatchObject({ member: null, first: true })
  const again = await serve() // a restart: the link that somebody may have seen ends
  opened = again.opened
  app = again.app
  const self = { name: 'Ada', email: 'Ada@example.com' }
  expect((await send('POST', '/api/sign-in/link', { token: before, password, ...self })).status).toBe(410)
  for (const file of ['first-sign-in', 'secret', 'command-key'])
    expect((await stat(join(store.dir, 'access', file))).mode & 0o777).toBe(0o600)
  const token = await firstLink()
  expect((await send('POST', '/api/sign-in/link', { token, password: 'short', ...self })).status).toBe(400)
  const entered = await send('POST', '/api/sign-in/link', { token, password, ...self })
  expect(entered.status).toBe(200)
  cookie = cookieIn(entered)
  expect(await (await send('GET', '/api/me', undefined, { cookie })).json()).toMatchObject({
    member: { name: 'Ada', email: 'ada@example.com', role: 'admin' },
    first: false,
  })
  expect((await send('POST', '/api/sign-in/link', { token, password, ...self })).status).toBe(410)
  await expect(firstLink()).rejects.toThrow('ENOENT')
})

test('[P2] an admin adds members; a link lets each choose a password, once, within a day', async () => {
  for (const role of roles) {
    const body = { name: role, email: `${role}@example.com`, role, ...(role === 'partner' && { partner: 'bureau' }) }
    const made = await send('POST', '/api/members', body, { cookie })
    const { link } = (await made.json()) as { link: string } // as the contract says
    const entered = await send('POST', '/api/sign-in/link', { token: tokenIn(link), password })
    const session = cookieIn(entered)
    const key = await send('POST', '/api/me/keys', { title: 'test', days: 1 }, { cookie: session })
    keys.set(role, ((await key.json()) as { key: string }).key)
  }
  expect(
    (await send('POST', '/api/members', { name: 'x', email: 'viewer@example.com', role: 'viewer' }, { cookie })).status,
  ).toBe(409)
  const late = await send(
    'POST',
    '/api/members',
    { name: 'Late', email: 'late@example.com', role: 'viewer' },
    { cookie },
  )
  const { id, link } = (await late.json()) as { id: string; link: string }
  await context.store.ledger().then(({ tables }) =>
    tables
      .updateTable('verification')
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .execute(),
  )
  expect((await send('POST', '/api/sign-in/link', { token: tokenIn(link), password })).status).toBe(410)
  expect((await send('DELETE', `/api/members/${id}`, undefined, { cookie })).status).toBe(200)
})

/** Said here once more, by hand, so that a slip in the order of roles is seen. */
const answered: Readonly<Record<Role | 'nobody', readonly Need[]>> = {
  nobody: ['open'],
  partner: ['open', 'signed-in', 'named'],
  viewer: ['open', 'signed-in', 'named', 'viewer'],
  editor: ['open', 'signed-in', 'named', 'viewer', 'editor'],
  operator: ['open', 'signed-in', 'named', 'viewer', 'editor', 'operator'],
  admin: ['open', 'signed-in', 'named', 'viewer', 'editor', 'operator', 'admin'],
}

test('[P3] every route answers the roles it states and refuses all others, and no route has no role', async () => {
  const mounted = app.routes.filter(({ path, method }) => path.startsWith('/api/') && method !== 'ALL')
  const known = new Set<string>(Object.keys(needOf))
  expect([...new Set(mounted.map(({ method, path }) => `${method} ${path}`))].filter((one) => !known.has(one))).toEqual(
    [],
  )
  for (const [route, need] of Object.entries(needOf)) {
    const [method = '', pattern = ''] = route.split(' ')
    const path = pattern.replace(/:\w+/g, '0')
    for (const who of ['nobody', ...roles] as const) {
      const key = who === 'nobody' ? undefined : keys.get(who)
      const answer = await send(method, path, method === 'GET' ? undefined : {}, key === undefined ? {} : bearer(key))
      await answer.body?.cancel()
      const may = answered[who].includes(need)
      // An open route may itself say that signing in failed; nothing else says so to whom it answers.
      const expected = may ? 'answered' : who === 'nobody' ? 401 : 403
      const got = [401, 403].includes(answer.status) && !(may && need === 'open') ? answer.status : 'answered'
      expect({ route, who, got }).toEqual({ route, who, got: expected })
    }
  }
  expect(otherRoutes.every((route) => known.has(route))).toBe(true)
})

test('[P4] a write key only writes, and an unknown or revoked key opens nothing', async () => {
  const made = await send('POST', '/api/keys', { kind: 'write', writer: 'shop' }, bearer(keys.get('operator') ?? ''))
  const { key } = (await made.json()) as { key: string }
  for (const one of [key, 'tlp_made-up', '']) {
    for (const route of ['GET /api/status', 'GET /api/me', 'POST /api/maps']) {
      const [method = '', path = ''] = route.split(' ')
      expect((await send(method, path, method === 'GET' ? undefined : {}, bearer(one))).status).toBe(401)
    }
  }
  const viewer = bearer(keys.get('viewer') ?? '')
  const { keys: own } = (await (await send('GET', '/api/me/keys', undefined, viewer)).json()) as {
    keys: { id: string }[]
  }
  expect((await send('DELETE', `/api/me/keys/${own[0]?.id}`, undefined, bearer(keys.get('editor') ?? ''))).status).toBe(
    404,
  )
  expect((await send('DELETE', `/api/me/keys/${own[0]?.id}`, undefined, viewer)).status).toBe(200)
  expect((await send('GET', '/api/status', undefined, viewer)).status).toBe(401)
  now += 2 * 86_400_000 // the keys were made for a day
  expect((await send('GET', '/api/status', undefined, bearer(keys.get('editor') ?? ''))).status).toBe(401)
  now -= 2 * 86_400_000
})

test('[P5] a session is a cookie that no script reads and no other site sends; https makes it secure', async () => {
  const plain = await send('POST', '/api/sign-in', { email: 'ada@example.com', password })
  expect(plain.headers.getSetCookie()[0]).toMatch(/; HttpOnly; SameSite=Lax$/)
  const safe = await serve({ url: 'https://journeys.example.com', proxied: true })
  const answer = await send('POST', '/api/sign-in', { email: 'ada@example.com', password }, {}, safe.app)
  expect(answer.headers.getSetCookie()[0]).toMatch(/^__Secure-.*; HttpOnly; Secure; SameSite=Lax$/)
  const session = cookieIn(plain)
  expect((await send('GET', '/api/status', undefined, { cookie: session })).status).toBe(200)
  expect((await send('GET', '/api/status', undefined, { cookie: `${session.slice(0, -8)}AAAAAAA%3D` })).status).toBe(
    401,
  )
  expect((await send('POST', '/api/sign-out', undefined, { cookie: session })).status).toBe(200)
  expect((await send('GET', '/api/status', undefined, { cookie: session })).status).toBe(401)
  const foreign = { cookie, Origin: 'https://elsewhere.example' }
  expect((await send('POST', '/api/views', { title: 'x', url: '/' }, foreign)).status).toBe(403)
})

test('[P6] secrets are kept as hashes: no password, key or link is in the ledger', async () => {
  const { tables } = await store.ledger()
  const kept = JSON.stringify([
    await tables.selectFrom('account').selectAll().execute(),
    await tables.selectFrom('api_key').selectAll().execute(),
    await tables.selectFrom('verification').selectAll().execute(),
    await tables.selectFrom('audit').selectAll().execute(),
  ])
  expect(kept).toContain('viewer')
  for (const secret of [password, ...keys.values(), opened.commandKey]) expect(kept).not.toContain(secret)
})

test('[P7] a role that is taken away counts at once, and one admin is always left', async () => {
  const { members } = (await (await send('GET', '/api/members', undefined, { cookie })).json()) as {
    members: { id: string; name: string }[]
  }
  const idOf = (name: string) => members.find((one) => one.name === name)?.id ?? ''
  const editor = bearer(keys.get('editor') ?? '')
  const view = () => send('POST', '/api/views', { title: 'Mine', url: '/' }, editor)
  expect((await view()).status).toBe(200)
  expect((await send('PUT', `/api/members/${idOf('editor')}`, { role: 'viewer' }, { cookie })).status).toBe(200)
  expect((await view()).status).toBe(403)
  expect((await send('DELETE', `/api/members/${idOf('admin')}`, undefined, { cookie })).status).toBe(200)
  expect((await send('PUT', `/api/members/${idOf('Ada')}`, { role: 'viewer' }, { cookie })).status).toBe(409)
  expect((await send('DELETE', `/api/members/${idOf('Ada')}`, undefined, bearer(opened.commandKey))).status).toBe(409)
})

const map = (id: string, partner: string) =>
  `throughline: map/1\nid: ${id}\ntitle: ${id}\nstate: as-is\npartners: [{ id: ${partner}, title: ${partner} }]\nphases: [{ id: p, title: P, stage: buy, steps: [{ id: s, title: S, match: { event: S } }] }]\n`

test('[P8] a partner sees the maps that name it, of all cases of a period, and nothing else', async () => {
  for (const [id, partner] of [
    ['named', 'bureau'],
    ['other', 'courier'],
  ] as const)
    expect((await send('POST', '/api/maps', { text: map(id, partner) }, { cookie })).status).toBe(200)
  const partner = bearer(keys.get('partner') ?? '')
  const ask = async (path: string) => (await send('GET', path, undefined, partner)).status
  expect(await (await send('GET', '/api/maps', undefined, partner)).json()).toMatchObject({ maps: [{ id: 'named' }] })
  const { journeys, unmapped } = (await (await send('GET', '/api/journeys', undefined, partner)).json()) as {
    journeys: { id: string }[]
    unmapped: unknown
  }
  expect([journeys.map(({ id }) => id), unmapped]).toEqual([['named'], { events: 0, names: [] }])
  expect(await ask('/api/maps/named')).toBe(200)
  expect(await ask('/api/maps/named/measure?from=2026-01-01')).toBe(200)
  expect(await ask('/api/maps/named/measure?segment=%7B%22event%22%3A%22S%22%7D')).toBe(403)
  expect([await ask('/api/maps/other'), await ask('/api/maps/-/measure'), await ask('/api/maps/nowhere')]).toEqual([
    404, 404, 404,
  ])
})

test('[P9] every change is written down: who, which route, of what, how it was answered', async () => {
  const { entries } = (await (await send('GET', '/api/audit?limit=1000', undefined, { cookie })).json()) as {
    entries: { name: string; route: string; what: string; status: number }[]
  }
  const told = entries.map(({ name, route, what, status }) => `${name}: ${route} ${what} ${status}`)
  expect(told).toContain('Ada: POST /api/maps  200')
  expect(told).toContain('editor: POST /api/views  403')
  expect(told).toContain('Ada: POST /api/sign-in  200')
  expect(told.some((one) => one.includes('GET ') || one.includes('/api/measure'))).toBe(false)
  expect(JSON.stringify(entries)).not.toMatch(/example\.com|tlp_[\w-]{9}/)
})

test('[P10] who guesses passwords must wait, the longer the more often; the answer says how long', async () => {
  const guess = () => send('POST', '/api/sign-in', { email: 'editor@example.com', password: 'wrong wrong wrong' })
  const statuses: number[] = []
  for (let i = 0; i < 10; i++) statuses.push((await guess()).status)
  expect(new Set(statuses)).toEqual(new Set([401]))
  const refused = await guess()
  expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '90'])
  now += 90_000
  expect((await guess()).status).toBe(401)
})

test('[P10] never more pass within the time than may, plus what comes back meanwhile', () => {
  const asks = fc.array(fc.tuple(fc.nat(400), fc.constantFrom('a', 'b')), { maxLength: 200 })
  fc.assert(
    fc.property(asks, (steps) => {
      let clock = 0
      const limit = new RateLimit({ most: 5, within: 1000 }, () => clock)
      const passed: Record<string, number> = {}
      for (const [wait, who] of steps) {
        clock += wait
        if (limit.take(who) === 0) passed[who] = (passed[who] ?? 0) + 1
      }
      for (const n of Object.values(passed)) expect(n).toBeLessThanOrEqual(5 + (clock / 1000) * 5 + 1e-6)
    }),
    { seed: 20417 },
  )
})

test('[P11] the demo signs in by itself, but nobody who comes through a proxy', async () => {
  const demo = await serve({ demo: true })
  const me = async (headers: Record<string, string>) =>
    (await send('GET', '/api/me', undefined, headers, demo.app)).json()
  expect(await me({})).toMatchObject({ member: { id: 'demo', role: 'admin' }, demo: true })
  expect(await me({ 'X-Forwarded-For': '203.0.113.9' })).toMatchObject({ member: null, demo: false })
})

test('[P12] the tables are those that better-auth would make itself', async () => {
  const { tables } = await store.ledger()
  const { options } = authOn({ tables, secret: 'x'.repeat(40), url: 'http://localhost', providers: [] })
  const { toBeCreated, toBeAdded } = await getMigrations(options)
  expect({ toBeCreated, toBeAdded }).toEqual({ toBeCreated: [], toBeAdded: [] })
})
