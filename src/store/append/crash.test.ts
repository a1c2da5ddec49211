import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { SourcedEvent } from '../../event/index.ts'
import { encoded } from '../encoding.ts'
import { openStore, openTemporaryStore, type Sourced, type Store } from '../index.ts'

const count = 60_000
/** Some with a sender's id, some without, some of these the same as their neighbour; wide enough for more than one chunk. */
const eventAt = `(i) => ({ line: i + 1, event: {
  ...(i % 3 === 0 ? { id: 'm-' + i } : {}), name: 'Event ' + (i % 7), at: 1_000_000 * (i - (i % 2)), actor: 'customer',
  customer: { userId: 'c-' + (i % 997) }, text: 'words '.repeat(120), properties: { n: i - (i % 2) } } })`
const makeEvent: (i: number) => SourcedEvent = new Function(`return ${eventAt}`)()

async function* batches(): AsyncIterable<Sourced> {
  for (let from = 0; from < count; from += 1_000) {
    yield { events: Array.from({ length: 1_000 }, (_, i) => makeEvent(from + i)), refused: [] }
  }
}
const source = { name: 'log', fingerprint: 'log' }

/** Another process that takes in the same source, and says when it begins. */
async function startImport(dir: string): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `
    import { encoded } from ${JSON.stringify(new URL('../encoding.ts', import.meta.url).href)}
    import { openStore } from ${JSON.stringify(new URL('../index.ts', import.meta.url).href)}
    const store = await openStore(${JSON.stringify(dir)})
    const make = ${eventAt}
    async function* batches() {
      for (let from = 0; from < ${count}; from += 1000) yield { events: Array.from({ length: 1000 }, (_, i) => make(from + i)), refused: [] }
    }
    console.log('begins')
    await store.warehouse.append(${JSON.stringify(source)}, encoded(batches()))
    console.log('ended')
    await wait(10_000)`.replace('await wait(10_000)', 'await new Promise((resolve) => setTimeout(resolve, 10_000))'),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  if (child.stdout === null) throw new Error('the child has no output')
  await once(child.stdout, 'data')
  return child
}

/** All that is kept of all events, but when the source was first seen. */
const content = (store: Store) =>
  store.warehouse.rows({
    sql: `SELECT count() AS n, uniqExact(key) AS keys, toString(groupBitXor(sipHash64(key, id, customer, identities, case, case_key,
      name, at, seq, source, actor, channel, team, system, partner, text, score_kind, score_value, properties, traits))) AS sum FROM event`,
  })

test('[S17] killed at any moment, the store opens, and running the import again completes it exactly', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'throughline-crash-'))
  const clean = await openTemporaryStore()
  await clean.warehouse.append(source, encoded(batches()))
  const expected = await content(clean)
  await clean.close()
  expect(expected).toMatchObject([{ n: count, keys: count }])
  for (const delay of [0, 150, 400, 700, 1_000, 1_400]) {
    const child = await startImport(dir)
    await wait(delay)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const opened = await openStore(dir)
    const [{ n, keys } = { n: 0, keys: 0 }] = await opened.warehouse.rows<{ n: number; keys: number }>({
      sql: 'SELECT count() AS n, uniqExact(key) AS keys FROM event',
    })
    expect(n).toBe(keys)
    await opened.close()
  }
  const store = await openStore(dir)
  const { read, written, duplicates } = await store.warehouse.append(source, encoded(batches()))
  expect([read, written + duplicates]).toEqual([count, count])
  expect(await content(store)).toEqual(expected)
  expect(
    await store.warehouse.rows({
      sql: `SELECT name FROM system.tables WHERE database = currentDatabase() AND name LIKE 'staging%'`,
    }),
  ).toEqual([])
  expect(await readdir(join(dir, 'staging'))).toEqual([])
  await store.close()
  await rm(dir, { recursive: true, force: true })
})
