import { existsSync } from 'node:fs'
import { openStore, type Store, type Warehouse } from '../../src/store/index.ts'
import { work } from '../child.ts'
import { runInEngine } from '../engine.ts'
import { secondsOf } from '../timing.ts'
import { eventsACase } from './events-sql.ts'
import type { Given } from './work.ts'

export interface Filled {
  readonly store: Store
  readonly events: number
  /** seconds that making the events took */
  readonly took: number
}

/** A store of about so many events, at rest: nothing is merged beside the measuring. One that stands there already is used without its lenses. */
export async function filledStore(dir: string, size: number): Promise<Filled> {
  const took = await secondsOf(() => (existsSync(`${dir}/warehouse`) ? withoutLenses(dir) : fill(dir, size)))
  const store = await openStore(dir)
  await atRest(store.warehouse)
  const extent = await store.warehouse.extent()
  if (extent === null) throw new RangeError(`no event was made in ${dir}`)
  return { store, events: extent.events, took }
}

async function fill(dir: string, size: number): Promise<void> {
  await (await openStore(dir)).close()
  const cases = Math.max(1, Math.round(size / eventsACase))
  await work(new URL('./work.ts', import.meta.url), { dir, cases } satisfies Given)
}

/** The next that opens the store drops tables that no line of the book names. */
async function withoutLenses(dir: string): Promise<void> {
  await runInEngine(`${dir}/warehouse`, ['TRUNCATE TABLE throughline.lens'])
}

/** Until the engine has not merged for two seconds. */
export async function atRest(warehouse: Warehouse): Promise<void> {
  for (let quiet = 0; quiet < 4; ) {
    const [row] = await warehouse.rows<{ merges: number }>({ sql: 'SELECT count() AS merges FROM system.merges' })
    quiet = row?.merges === 0 ? quiet + 1 : 0
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}
