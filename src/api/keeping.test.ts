import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { markPending, takeInLeft } from '../runtime/index.ts'
import { openStore, restoreBackup, type Store } from '../store/index.ts'
import type { Backup } from './contract/keeping.ts'
import { createApp, createContext, createLog, goLive } from './index.ts'

/**
 * A server to which events come while it is backed up, and the folders that are made from its backups. The engine has one folder
 * open in a process, so the server has ended before they are looked at.
 */
let app: Hono
let key: string
let folder: string
let first: Backup
let second: Backup
let listed: readonly Backup[]
let before: readonly object[]
let left: readonly string[]
const refused: (readonly [string, number])[] = []
const log = createLog({ level: 'silent', json: true, write: () => undefined, now: () => new Date() })
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-keeping-'))
  const store = await openStore(join(folder, 'data'))
  const live = await goLive(createContext(store, '1.2.3', log))
  app = createApp(live.context, { access: 'local' })
  key = (await answered<{ key: string }>(app, 'POST', '/api/keys', { kind: 'write', writer: 'shop' })).key
  await answered(app, 'POST', '/api/views', { title: 'mine', url: '/explore?x=1' })
  for (let n = 0; n < 20; n++) await send(n)
  let isOver = false
  let sent = 20
  const sending = (async () => {
    while (!isOver && sent < 60) await send(sent++)
  })()
  first = await answered<Backup>(app, 'POST', '/api/backups', { to: join(folder, 'one') })
  isOver = true
  await sending
  await vi.waitFor(() => expect(live.keeper.lag).toBe(0), 60_000)
  before = await figures(app)
  second = await answered<Backup>(app, 'POST', '/api/backups', {})
  listed = (await answered<{ backups: Backup[] }>(app, 'GET', '/api/backups')).backups
  for (const to of [join(store.dir, 'ledger', 'x'), store.dir, 'relative', join(folder, 'one')]) {
    const answer = await app.request('/api/backups', { method: 'POST', body: JSON.stringify({ to }) })
    refused.push([to, answer.status])
  }
  left = (await readdir(join(store.dir, 'warehouse', 'shadow'))).filter((name) => name.startsWith('backup'))
  await live.stop()
  await store.close()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function answered<Answer>(of: Hono, method: string, path: string, body?: unknown): Promise<Answer> {
  const answer = await of.request(path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  const given: unknown = await answer.json()
  if (!answer.ok) throw new Error(JSON.stringify(given))
  return given as Answer // the route's own answer
}

/** Two steps for each customer, who is first known by a device. */
async function send(n: number): Promise<void> {
  const calls = [
    { type: 'track', messageId: `o${n}`, anonymousId: `d${n}`, event: 'Opened', timestamp: instant(n) },
    {
      type: 'track',
      messageId: `p${n}`,
      anonymousId: `d${n}`,
      userId: `u${n}`,
      event: 'Paid',
      timestamp: instant(n + 1),
    },
  ]
  await answered(app, 'POST', '/v1/batch', { batch: calls, writeKey: key })
}
const instant = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString()

async function opened<Result>(dir: string, use: (app: Hono, store: Store) => Promise<Result>): Promise<Result> {
  const own = await openStore(dir)
  try {
    await takeInLeft(own)
    return await use(createApp(createContext(own, '1.2.3', log), { access: 'local' }), own)
  } finally {
    await own.close()
  }
}

const ids = (of: Store) => of.warehouse.rows<{ id: string }>({ sql: 'SELECT id FROM held ORDER BY id' })
const figures = (of: Hono) =>
  Promise.all(
    ['/api/status', '/api/explore/dfg', '/api/explore/variants', '/api/views', '/api/writers'].map((path) =>
      answered<object>(of, 'GET', path),
    ),
  )

test('[K1] a backup taken while events come in has all that was accepted up to its point and no more, and goes on from there', async () => {
  expect(first).toMatchObject({ path: join(folder, 'one'), version: '1.2.3', isThere: true })
  expect(first.last).toBeGreaterThanOrEqual(40)
  await restoreBackup(join(folder, 'one'), join(folder, 'restored'))
  await markPending(join(folder, 'restored'))
  const expected = Array.from({ length: first.last / 2 }, (_, n) => [`o${n}`, `p${n}`])
    .flat()
    .sort()
  await opened(join(folder, 'restored'), async (restored, own) => {
    expect((await ids(own)).map(({ id }) => id)).toEqual(expected)
    const status = await answered<object>(restored, 'GET', '/api/status')
    expect(status).toMatchObject({ events: first.last, customers: first.last / 2, cases: first.last / 2 })
    const on = await goLive(createContext(own, '1.2.3', log))
    const going = createApp(on.context, { access: 'local' })
    const call = { messageId: 'after', userId: 'u0', event: 'Paid', timestamp: instant(9999), writeKey: key }
    await answered(going, 'POST', '/v1/track', call)
    await on.stop()
    expect(await answered(restored, 'GET', '/api/status')).toMatchObject({ events: first.last + 1 })
  })
})

test('[K2] with nothing coming in, every figure of a restored folder is that of the folder; the backups made are listed', async () => {
  expect(second.path.startsWith(join(folder, 'data', 'backups'))).toBe(true)
  expect(listed).toEqual([second, first])
  await restoreBackup(second.path, join(folder, 'equal'))
  const after = await opened(join(folder, 'equal'), figures)
  const lasting = (all: readonly object[]) => all.map((one) => ({ ...one, live: null, writers: null }))
  expect(lasting(after)).toEqual(lasting(before))
  expect(left).toEqual([])
})

test('[K3] a damaged backup is refused by the name of its file, and a folder that holds something by what it holds; nothing is made', async () => {
  const damaged = join(folder, 'one', 'ledger', 'PG_VERSION')
  const text = await readFile(damaged)
  await appendFile(damaged, 'x')
  await expect(restoreBackup(join(folder, 'one'), join(folder, 'no'))).rejects.toMatchObject({
    code: 'backup-unusable',
    message: expect.stringContaining('PG_VERSION'),
  })
  await rm(damaged)
  await expect(restoreBackup(join(folder, 'one'), join(folder, 'no'))).rejects.toMatchObject({
    message: expect.stringContaining('is missing'),
  })
  await writeFile(damaged, text)
  expect(await readdir(folder)).not.toContain('no')
  await expect(restoreBackup(join(folder, 'one'), join(folder, 'data'))).rejects.toMatchObject({
    code: 'folder-taken',
  })
  await expect(restoreBackup(folder, join(folder, 'no'))).rejects.toMatchObject({ code: 'backup-unusable' })
})

test('[K4] a backup goes to a folder of its own, and one that is there stays as it is', async () => {
  expect(refused).toEqual([
    [join(folder, 'data', 'ledger', 'x'), 400],
    [join(folder, 'data'), 400],
    ['relative', 400],
    [join(folder, 'one'), 409],
  ])
  expect(await readFile(join(folder, 'one', 'manifest.json'), 'utf8')).toContain('"format": 1')
})
