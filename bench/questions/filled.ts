import { openStore, type Store } from '../../src/store/index.ts'
import { work } from '../child.ts'
import { secondsOf } from '../timing.ts'
import { eventsACase } from './events-sql.ts'
import type { Given } from './work.ts'

export interface Filled {
  readonly store: Store
  readonly events: number
  /** seconds that making the events took */
  readonly took: number
}

/** A store of about so many events, at rest: nothing is merged beside the measuring. */
export async function filledStore(dir: string, size: number): Promise<Filled> {
  await (await openStore(dir)).close()
  const cases = Math.max(1, Math.round(size / eventsACase))
  const took = await secondsOf(() => work(new URL('./work.ts', import.meta.url), { dir, cases } satisfies Given))
  const store = await openStore(dir)
  await atRest(store)
  const extent = await store.warehouse.extent()
  if (extent === null) throw new RangeError(`no event was made in ${dir}`)
  return { store, events: extent.events, took }
}

/** Until the engine has not merged for two seconds. */
async function atRest({ warehouse }: Store): Promise<void> {
  for (let quiet = 0; quiet < 4; ) {
    const [row] = await warehouse.rows<{ merges: number }>({ sql: 'SELECT count() AS merges FROM system.merges' })
    quiet = row?.merges === 0 ? quiet + 1 : 0
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}
