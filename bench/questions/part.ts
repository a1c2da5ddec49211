import type { Asked } from '../asked.ts'
import { count, seconds } from '../say.ts'
import type { Section, Table } from '../section.ts'
import { askAll } from './ask.ts'
import { filledStore } from './filled.ts'
import { tableOf } from './table.ts'

/** The questions, asked of stores of growing size. */
export async function questionsPart({ events, runs }: Asked, folder: string): Promise<Section> {
  const tables: Table[] = []
  for (const size of events) {
    const { store, events: made, took } = await filledStore(`${folder}/${size}`, size)
    console.log(`${count(made)} events made in ${seconds(took)}`)
    try {
      tables.push(tableOf(made, await askAll(store.warehouse, runs)))
    } finally {
      await store.close()
    }
  }
  return {
    title: 'Questions',
    about: [
      "The engine fills the store's own table of events: about ten a case, 60 names, skewed ways on, 1.8 % at the time of the event before. *Full scan* reads one column of every event, *group by name* is `SELECT name, count() FROM event GROUP BY name`: what the engine can do at best over the same table. A question is the function that the API calls, with all it sends to the engine and makes of the answer; case-ordered tables stand, as after the first question.",
    ],
    tables,
  }
}
