import { caseStory, discover, namesLens, namesMap, variants } from '../../src/insight/index.ts'
import type { LensSpec, Warehouse } from '../../src/store/index.ts'
import { load } from '../machine.ts'
import { secondsOf, summed, type Timed, timed } from '../timing.ts'
import { atRest } from './filled.ts'
import { type BenchQuestion, questions } from './list.ts'

export interface Answer {
  readonly says: string
  readonly took: Timed
  /** what the others stand against */
  readonly limit?: 'scan' | 'group-by'
  readonly aim?: BenchQuestion['aim']
}

type Put = (answer: Answer) => void

/** Every question of one store, in the order of the table. */
export async function askAll(warehouse: Warehouse, runs: number): Promise<readonly Answer[]> {
  const answers: Answer[] = []
  const put: Put = (answer) => {
    answers.push(answer)
    const { median, busy = 0 } = answer.took
    console.log(
      `  ${answer.says}: ${median.toFixed(3)} s, of the processor ${busy.toFixed(3)} s (load ${load().toFixed(1)})`,
    )
  }
  const rows = (sql: string) => () => warehouse.rows({ sql })
  const scan = await timed(rows('SELECT count() FROM held WHERE NOT ignore(at)'), runs)
  put({ says: 'full scan of one column', took: scan, limit: 'scan' })
  const groupBy = await timed(rows('SELECT name, count() FROM held GROUP BY name'), runs)
  put({ says: 'group by name', took: groupBy, limit: 'group-by' })
  const spec = await namesLens(warehouse)
  put({ says: 'tables of a lens, built', took: await builds(warehouse, spec, runs) })
  const draft = () => discover(warehouse, { keep: 0.95 })
  put({ says: 'draft map discovered, with the tables of its lens built', took: summed([await secondsOf(draft)]) })
  await atRest(warehouse)
  put({ says: 'draft map discovered', took: await timed(draft, runs) })
  const common = (await variants(warehouse, spec, {}, { top: runs + 2 })).variants
  const subject = { warehouse, spec, map: await draft(), variants: common.map(({ id }) => id) }
  for (const { says, aim, ask } of questions)
    put({ says, took: await timed((run) => ask(subject, run), runs), ...(aim === undefined ? {} : { aim }) })
  put({ says: "one case's timeline", took: await stories(warehouse, spec), aim: { seconds: 1 } })
  return answers
}

/** The steps in another order are another lens of the same work; the one asked for is built last, and stays. A long one is built once. */
async function builds(warehouse: Warehouse, spec: LensSpec, runs: number): Promise<Timed> {
  const extent = await warehouse.extent()
  const often = (extent?.events ?? 0) > 30_000_000 ? 1 : runs
  const seconds: number[] = []
  for (let run = often - 1; run >= 0; run--) {
    const turned = { ...spec, steps: [...spec.steps.slice(run), ...spec.steps.slice(0, run)] }
    seconds.push(await secondsOf(() => warehouse.lens(turned)))
  }
  return summed(seconds)
}

/** Cases from all over, one after the other. */
async function stories(warehouse: Warehouse, spec: LensSpec): Promise<Timed> {
  const { trace } = await warehouse.lens(spec)
  const some = await warehouse.rows<{ id: string }>({
    sql: `SELECT toString(key) AS id FROM ${trace} ORDER BY cityHash64(key) LIMIT 41`,
  })
  const map = await namesMap(warehouse)
  const seconds: number[] = []
  for (const { id } of some) seconds.push(await secondsOf(() => caseStory(warehouse, map, id)))
  return summed(seconds.slice(1))
}
