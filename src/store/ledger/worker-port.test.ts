import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Event } from '../../event/index.ts'
import type { Ledger } from '../ports.ts'
import { openLedger } from './open.ts'

/**
 * PostgreSQL that cannot begin the next file of its log gives up for good, as on a full disk. Here a folder stands where it
 * would write that file; its name has the number of the process, which inside of ours is always the same.
 */
let dir: string
let ledger: Ledger
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'throughline-ledger-gone-'))
  ledger = await openLedger(dir)
})
afterAll(async () => {
  await ledger.close()
  await rm(dir, { recursive: true, force: true })
})

const event = (name: string): Event => ({
  customer: { userId: 'u' },
  name,
  at: 1,
  actor: 'customer',
  properties: { long: randomBytes(600_000).toString('base64') }, // so that it is stored as it is
})

test('[S54] a ledger that could not write goes on once it can, with all that it had acknowledged and no place given twice', async () => {
  const obstacle = join(dir, 'ledger', 'pg_wal', 'xlogtemp.42')
  await mkdir(join(obstacle, 'in the way'), { recursive: true })
  const accepted: string[] = []
  let failure: unknown
  for (let n = 0; failure === undefined && n < 100; n++) {
    const name = `event ${n}`
    await ledger.log.append({ writer: 'w', events: [event(name)] }).then(
      () => accepted.push(name),
      (error: unknown) => {
        failure = error
      },
    )
  }
  expect(failure).toMatchObject({ code: 'engine-failed', message: expect.stringContaining('xlogtemp') })
  await expect(ledger.views.list()).rejects.toMatchObject({ code: 'engine-failed' })
  await rm(obstacle, { recursive: true })
  await ledger.log.append({ writer: 'w', events: [event('after')] })
  const held = (await ledger.log.read(0, 1000)).flatMap(({ events }) => events.map(({ name }) => name))
  expect(held.filter((name) => accepted.includes(name) || name === 'after')).toEqual([...accepted, 'after'])
  expect(await ledger.views.list()).toEqual([])
})
