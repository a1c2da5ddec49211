import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore } from '../src/store/index.ts'
import { run, startServer } from './server.ts'

/** The real server asked to stop while events come in, and what the next to open its folder finds. */
let dir = ''
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'throughline-stop-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

interface Sent {
  readonly customer: string
  /** null: the connection was closed */
  readonly status: number | null
}

/** Sends one event after another until the server takes none any more. */
async function sendUntilRefused(url: string, key: string, who: string): Promise<readonly Sent[]> {
  const sent: Sent[] = []
  for (;;) {
    const customer = `${who}-${sent.length}`
    const body = JSON.stringify({ messageId: customer, userId: customer, event: 'Paid', writeKey: key })
    const status = await fetch(`${url}/v1/track`, { method: 'POST', body }).then(
      (response) => response.status,
      () => null, // what the test is about: the server has gone
    )
    sent.push({ customer, status })
    if (status !== 200) return sent
  }
}

test('[O6] asked to stop under load, it answers what runs, and everything answered 200 is there afterwards', async () => {
  const data = join(dir, 'data')
  const made = await run(['key', 'create', '--kind', 'write', '--writer', 'shop', '--data', data, '--json'])
  const { key } = JSON.parse(made.out) as { key: string } // the command's answer
  const server = await startServer(['serve', '--data', data])
  const sending = Array.from({ length: 8 }, (_, i) => sendUntilRefused(server.url, key, `buyer${i}`))
  while (!/events_accepted_total\{[^}]*\} \d{3}/.test(await (await fetch(`${server.url}/metrics`)).text()));
  expect(await server.stop()).toBe(0)
  const sent = (await Promise.all(sending)).flat()
  for (const { status } of sent) expect([200, 503, null]).toContain(status)
  const acknowledged = sent.filter(({ status }) => status === 200)
  expect(acknowledged.length).toBeGreaterThan(90)

  const entries = server
    .err()
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
  expect(entries.at(-1)).toMatchObject({ level: 'info', what: 'stopped' })
  expect(server.err()).not.toMatch(/buyer|tlw_/)

  const store = await openStore(data, { readonly: true })
  try {
    const rows = await store.warehouse.rows<{ customer: string }>({ sql: 'SELECT customer FROM event' })
    const held = new Set(rows.map(({ customer }) => customer))
    expect(held.size).toBe(rows.length)
    expect(acknowledged.filter(({ customer }) => !held.has(customer))).toEqual([])
  } finally {
    await store.close()
  }
})
