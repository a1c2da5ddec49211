import type { Asked } from '../asked.ts'
import { count, seconds } from '../say.ts'
import type { Section } from '../section.ts'
import { askAll } from './ask.ts'
import { filledStore } from './filled.ts'
import { type Asking, growthOf, tableOf } from './table.ts'

/** The questions, asked of stores of growing size. */
export async function questionsPart({ events, runs, kept }: Asked, folder: string): Promise<Section> {
  const askings: Asking[] = []
  for (const size of events) {
    const { store, events: made, took } = await filledStore(`${kept ?? folder}/${size}`, size)
    console.log(`${count(made)} events made in ${seconds(took)}`)
    try {
      const answers = await askAll(store.warehouse, runs)
      askings.push({ events: made, answers, peakBytes: process.resourceUsage().maxRSS * 1024 })
    } finally {
      await store.close()
    }
  }
  return {
    title: 'Questions',
    about: [
      "The engine fills the store's own table of events: about ten a case, 60 names, skewed ways on, 1.8 % at the time of the event before. *Full scan* reads one column of every event, *group by name* is `SELECT name, count() FROM event GROUP BY name`: what the engine can do at best over the same table. A question is the function that the API calls, with all it sends to the engine and makes of the answer; case-ordered tables stand and the engine has merged them. What the store remembers is not what is measured: a filter is another each time (its cases and counts are kept for the next question about it), except where it says so; event names are known. *Of the processor* is what a question takes of it in all threads, Node's and the engine's: on a machine that does other work too, half of it is nearer to what two free cores would need than the median is.",
    ],
    tables: [...askings.map(tableOf), ...(askings.length > 1 ? [growthOf(askings)] : [])],
  }
}
