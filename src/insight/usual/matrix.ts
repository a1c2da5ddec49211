import type { LensSpec, Query, Warehouse } from '../../store/index.ts'
import type { CaseFilter } from '../answers.ts'
import { codeOf, fromTrace, openView, question, stepOf, type View } from '../view.ts'
import type { StepMatrix } from './answers.ts'

export interface MatrixAsked {
  /** how many places, to each side where around a step */
  readonly length: number
  readonly around?: string | undefined
}

/** Cases by place and step; the place as in `StepMatrix`. */
function placeCounts(view: View, around: number | null, length: number): Query {
  if (around === null) {
    return question(
      view,
      `SELECT place, step, count() AS n FROM (SELECT arrayJoin(arrayZip(arraySlice(arrayEnumerate(steps), 1, {length:UInt32}), arraySlice(steps, 1, {length:UInt32}))) AS here, toInt32(here.1) AS place, here.2 AS step ${fromTrace(view)}) GROUP BY place, step`,
      { length },
    )
  }
  const first = `toInt32(indexOf(steps, ${around}))`
  return question(
    view,
    `SELECT place, step, count() AS n FROM (SELECT arrayJoin(arrayFilter(here -> abs(here.1) <= {length:Int32}, arrayZip(arrayMap(i -> toInt32(i) - ${first}, arrayEnumerate(steps)), steps))) AS here, here.1 AS place, here.2 AS step ${fromTrace(view, `has(steps, ${around})`)}) GROUP BY place, step`,
    { length },
  )
}

/** Where cases stand at each place of their way (U8). */
export async function stepMatrix(
  warehouse: Warehouse,
  spec: LensSpec,
  { length, around }: MatrixAsked,
  filter: CaseFilter = {},
): Promise<StepMatrix> {
  const view = await openView(warehouse, spec, filter)
  const code = around === undefined ? null : codeOf(view.lens, around)
  const scope = code === null ? '1' : `has(steps, ${code})`
  const [rows, [total]] = await Promise.all([
    warehouse.rows<{ place: number; step: number; n: number }>(placeCounts(view, code, length)),
    warehouse.rows<{ n: number }>(question(view, `SELECT count() AS n ${fromTrace(view, scope)}`)),
  ])
  const from = code === null ? 1 : -length
  const places = Array.from({ length: length - from + 1 }, (_, i) => from + i)
  const steps = new Map<number, number[]>()
  for (const { place, step, n } of rows) {
    const counts = steps.get(step) ?? places.map(() => 0)
    counts[place - from] = n
    steps.set(step, counts)
  }
  const named = [...steps].map(([step, cases]) => ({ name: stepOf(view.lens, step), cases }))
  const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0)
  return {
    cases: total?.n ?? 0,
    places,
    steps: named.toSorted((a, b) => sum(b.cases) - sum(a.cases) || (a.name < b.name ? -1 : 1)),
    present: places.map((_, i) => sum(named.map(({ cases }) => cases[i] ?? 0))),
  }
}
