import {
  caseStory,
  dfg,
  discover,
  funnel,
  measure,
  namesLens,
  namesMap,
  paths,
  times,
  variants,
} from '../../src/insight/index.ts'
import type { LensSpec, Warehouse } from '../../src/store/index.ts'
import { load } from '../machine.ts'
import { secondsOf, summed, type Timed, timed } from '../timing.ts'

export interface Answer {
  readonly says: string
  readonly took: Timed
  /** what the others stand against */
  readonly limit?: 'scan' | 'group-by'
  /** whether it is to be within three times the group-by at 100 million */
  readonly hasAim?: boolean
}

type Take = (says: string, work: () => Promise<unknown>, rest?: Omit<Answer, 'says' | 'took'>) => Promise<void>

const week = 7 * 86_400_000_000

/** Every question of one store, in the order of the table. */
export async function askAll(warehouse: Warehouse, runs: number): Promise<readonly Answer[]> {
  const answers: Answer[] = []
  const put = (answer: Answer) => {
    answers.push(answer)
    console.log(`  ${answer.says}: ${answer.took.median.toFixed(3)} s (load ${load().toFixed(1)})`)
  }
  const take: Take = async (says, work, rest = {}) => put({ says, took: await timed(work, runs), ...rest })
  await askEngine(warehouse, take)
  const spec = await namesLens(warehouse)
  put({ says: 'tables of a lens, built', took: await builds(warehouse, spec, runs) })
  await askOfNames(warehouse, spec, take)
  await askOfMap(warehouse, take, put)
  put({ says: "one case's timeline", took: await stories(warehouse, spec) })
  return answers
}

async function askEngine(warehouse: Warehouse, take: Take): Promise<void> {
  const rows = (sql: string) => () => warehouse.rows({ sql })
  await take('full scan of one column', rows('SELECT count() FROM event WHERE NOT ignore(at)'), { limit: 'scan' })
  await take('group by name', rows('SELECT name, count() FROM event GROUP BY name'), { limit: 'group-by' })
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

async function askOfNames(warehouse: Warehouse, spec: LensSpec, take: Take): Promise<void> {
  const { linked } = await warehouse.lens(spec)
  const counts = `SELECT prev, step, count() AS visits, sum(first) AS cases, sum(fresh) AS freshly FROM ${linked} GROUP BY prev, step`
  const [first, second, third] = ['Open application', 'Send application', 'Approve application'] as const
  await take('transitions, counts only', () => warehouse.rows({ sql: counts }), { hasAim: true })
  await take('transitions with exact median and p90', () => dfg(warehouse, spec), { hasAim: true })
  await take('100 most frequent variants', () => variants(warehouse, spec, {}, { top: 100 }), { hasAim: true })
  const after = { after: second, length: 5, top: 50 }
  await take('paths: five steps after a step', () => paths(warehouse, spec, after), { hasAim: true })
  const steps = { steps: [first, second, third], within: week }
  await take('funnel of three steps within seven days', () => funnel(warehouse, spec, steps))
  await take('times: exact quantiles of each step', () => times(warehouse, spec))
  await take('transitions of half a year of cases', () =>
    dfg(warehouse, spec, { from: '2024-06-01', to: '2024-12-01' }),
  )
}

/** The draft's lens is the one that the discovery built to draw it. */
async function askOfMap(warehouse: Warehouse, take: Take, put: (answer: Answer) => void): Promise<void> {
  const draft = () => discover(warehouse, { keep: 0.95 })
  put({ says: 'draft map discovered, with the tables of its lens built', took: summed([await secondsOf(draft)]) })
  await take('draft map discovered', draft)
  const map = await draft()
  await take('measure of the draft map', () => measure(warehouse, map), { hasAim: true })
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
