import type { SourcedEvent } from '../../src/event/index.ts'
import { namesLens } from '../../src/insight/index.ts'
import { encoded } from '../../src/store/encoding.ts'
import type { Warehouse } from '../../src/store/index.ts'
import { filledStore } from '../questions/filled.ts'
import { count, seconds } from '../say.ts'
import type { Table } from '../section.ts'
import { summed } from '../timing.ts'

const together = 500
const often = 5

/** What 500 events cost in a store of that size. */
export async function costs(folder: string, size: number): Promise<Table> {
  const { store, events } = await filledStore(folder, size)
  try {
    const { warehouse } = store
    const spec = await namesLens(warehouse)
    await warehouse.lens(spec)
    const cases = await warehouse.rows<Standing>({ sql: standing })
    const rows: string[][] = []
    let from = 0
    for (const among of [1, 50, 500]) {
      for (const isLate of [false, true]) {
        const measured: Cost[] = []
        for (let run = 0; run <= often; run++) {
          const some = cases.slice(from, from + among)
          from += among
          const cost = await costOf(warehouse, spec, eventsOf(some, isLate, from))
          if (run > 0) measured.push(cost)
        }
        rows.push(rowOf(among, isLate, measured))
      }
    }
    return { caption: `What ${together} events cost among ${count(events)}`, head, rows }
  } finally {
    await store.close()
  }
}

const head = ['500 events', 'taken in', 'lens brought up to date', 'of the processor', 'an event']

interface Standing {
  readonly id: string
  readonly name: string
  readonly begins: number
  readonly ends: number
}

/** Cases from all over the store, long enough to be late in. */
const standing = `SELECT case AS id, any(name) AS name, toUnixTimestamp64Micro(min(at)) AS begins, toUnixTimestamp64Micro(max(at)) AS ends
  FROM held WHERE cityHash64(case) % greatest(1, intDiv((SELECT count() FROM held), 200000)) = 0
  GROUP BY case HAVING count() > 2 ORDER BY cityHash64(case, 1) LIMIT 8000`

function eventsOf(cases: readonly Standing[], isLate: boolean, run: number): SourcedEvent[] {
  return Array.from({ length: together }, (_, i) => {
    const one = cases[i % cases.length]
    if (one === undefined) throw new RangeError('the store has too few cases to be measured')
    const at = isLate ? Math.floor((one.begins + one.ends) / 2) + i : one.ends + 1_000_000 + i
    return {
      line: run * together + i,
      event: {
        id: `${run}-${i}`,
        customer: { userId: one.id },
        case: one.id,
        name: one.name,
        at,
        actor: 'customer',
        properties: {},
      },
    }
  })
}

interface Cost {
  readonly taken: number
  readonly mended: number
  readonly busy: number
}

async function costOf(
  warehouse: Warehouse,
  spec: Parameters<Warehouse['lens']>[0],
  events: readonly SourcedEvent[],
): Promise<Cost> {
  const before = process.cpuUsage()
  const began = performance.now()
  async function* once() {
    yield { events, refused: [] }
  }
  await warehouse.append({ name: 'live', fingerprint: 'live', ids: 'message' }, encoded(once()))
  const taken = performance.now()
  await warehouse.lens(spec)
  const mended = performance.now()
  const { user, system } = process.cpuUsage(before)
  return { taken: (taken - began) / 1000, mended: (mended - taken) / 1000, busy: (user + system) / 1e6 }
}

function rowOf(among: number, isLate: boolean, costs: readonly Cost[]): string[] {
  const median = (of: keyof Cost) => summed(costs.map((cost) => cost[of])).median
  return [
    `${among === 1 ? 'of one case' : `of ${among} cases`}${isLate ? ', late' : ''}`,
    seconds(median('taken')),
    seconds(median('mended')),
    seconds(median('busy')),
    seconds(median('busy') / together),
  ]
}
