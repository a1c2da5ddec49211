import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Event } from '../../src/event/index.ts'
import { Keeper } from '../../src/runtime/index.ts'
import { openTemporaryStore } from '../../src/store/index.ts'
import { secondsOf } from '../timing.ts'

/** Writes of 16 kB, each made durable, a second: nothing that acknowledges one by one does more. */
export function syncsASecond(folder: string): number {
  const file = openSync(join(folder, 'synced'), 'w')
  const bytes = Buffer.alloc(16 << 10, 1)
  const start = performance.now()
  let n = 0
  for (; performance.now() - start < 2000; n++) {
    writeSync(file, bytes)
    fdatasyncSync(file)
  }
  closeSync(file)
  return (n * 1000) / (performance.now() - start)
}

const event = (n: number): Event => ({
  id: `limit-${n}`,
  customer: { userId: `customer-${n % 5_000}` },
  name: `Step ${n % 40}`,
  at: Date.UTC(2026, 0, 1) * 1000 + n * 10_000,
  actor: 'customer',
  properties: { amount: n % 97, plan: 'gold', page: '/checkout/address', n },
})

export interface Inside {
  /** records of 100 events written to the log one after the other, a second */
  readonly records: number
  /** seconds that the keeper takes for the same events, by how many writers they are of */
  readonly keeping: readonly { readonly writers: number; readonly seconds: number }[]
}

export const kept = 20_000

/** The same without HTTP: what the ledger's own insert does, and what bringing events into the warehouse costs. */
export async function inside(writers: readonly number[]): Promise<Inside> {
  const store = await openTemporaryStore()
  try {
    const { log } = await store.ledger()
    const keeper = new Keeper(store.warehouse, await store.ledger())
    const keeping: { writers: number; seconds: number }[] = []
    let n = 0
    let writing = 0
    for (const count of [1, ...writers]) {
      writing = await secondsOf(async () => {
        for (let record = 0; record < kept / 100; record++)
          await log.append({ writer: `w${record % count}`, events: Array.from({ length: 100 }, () => event(n++)) })
      })
      keeping.push({ writers: count, seconds: await secondsOf(() => keeper.drain()) })
    }
    return { records: kept / 100 / writing, keeping: keeping.slice(1) } // the first one warms up
  } finally {
    await store.close()
  }
}
