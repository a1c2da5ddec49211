import { join } from 'node:path'
import { keyFor, startServer } from '../../test/server.ts'
import type { Asked } from '../asked.ts'
import { count, met, seconds, times } from '../say.ts'
import type { Section } from '../section.ts'
import { inside, kept, syncsASecond } from './limits.ts'
import { inBatches, type Loaded, oneByOne, quantile } from './load.ts'

const batchAim = { events: 10_000, p99: 0.1 }
const singleAim = { rate: 500, p99: 0.02 }
const forSeconds = 10
const senders = 8

export async function intakePart(_asked: Asked, folder: string): Promise<Section> {
  const syncs = syncsASecond(folder)
  const { records, keeping } = await inside([1, 20])
  const server = await startServer(['serve', '--data', join(folder, 'data'), '--log-level', 'error'])
  try {
    const target = { url: server.url, key: await keyFor(server, 'bench') }
    await inBatches(target, senders, 100, 2)
    const single = await oneByOne(target, singleAim.rate, forSeconds)
    const batches = await inBatches(target, senders, 100, forSeconds)
    return {
      title: 'Intake',
      about: [
        `Events are sent over HTTP to a server in a process of its own, from a process on the same machine, and counted when they are acknowledged: they are on the disk then. *Batches*: ${senders} senders, each with its next batch of 100 as soon as the last is acknowledged, for ${forSeconds} s. *Single*: ${singleAim.rate} events a second, one a request, whether or not those before are acknowledged. Meanwhile the server brings them into the warehouse. The disk makes ${count(syncs)} writes of 16 kB durable a second; the ledger alone, one insert of a record of 100 events after the other, ${count(records)} (${count(records * 100)} events).`,
      ],
      tables: [
        {
          caption: `Aim: ${count(batchAim.events)} events/s in batches of 100 with p99 under ${seconds(batchAim.p99)}; single, at ${singleAim.rate}/s, p99 under ${seconds(singleAim.p99)}`,
          head: [
            'sent',
            'events/s',
            'p50',
            'p99',
            'other than 200',
            'requests/s : syncs/s',
            'events/s : ledger alone',
            'aim',
          ],
          rows: [
            row(
              'batches of 100',
              batches,
              { syncs, records },
              (rate, p99) => rate >= batchAim.events && p99 < batchAim.p99,
            ),
            row('single', single, { syncs, records }, (_, p99) => p99 < singleAim.p99),
          ],
        },
        {
          caption: `Bringing ${count(kept)} events of the log into the warehouse`,
          head: ['writers', 'time', 'events/s'],
          rows: keeping.map((one) => [String(one.writers), seconds(one.seconds), count(kept / one.seconds)]),
        },
      ],
    }
  } finally {
    await server.stop()
  }
}

interface Limits {
  readonly syncs: number
  readonly records: number
}

function row(name: string, loaded: Loaded, limits: Limits, isMet: (rate: number, p99: number) => boolean): string[] {
  const rate = loaded.events / loaded.seconds
  const p99 = quantile(loaded.took, 0.99) / 1000
  return [
    name,
    count(rate),
    seconds(quantile(loaded.took, 0.5) / 1000),
    seconds(p99),
    String(loaded.refused),
    times(loaded.took.length / loaded.seconds / limits.syncs),
    times(rate / (limits.records * 100)),
    met(isMet(rate, p99)),
  ]
}
