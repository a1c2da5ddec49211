import type { LensSpec, Query, Warehouse } from '../../store/index.ts'
import type { CaseFilter, Paths } from '../answers.ts'
import { byName, codeOf, fromTrace, openView, question, stepOf, type View } from '../view.ts'

export interface PathsAsked {
  readonly after: string
  readonly length?: number
  readonly top?: number
}

export function pathsAfter(view: View, code: number, length: number, top: number): Query {
  return question(
    view,
    `SELECT arraySlice(steps, indexOf(steps, {code:UInt16}) + 1, {length:UInt32}) AS path, count() AS visits, sum(visits) OVER () AS cases ${fromTrace(view, 'has(steps, {code:UInt16})')} GROUP BY path ORDER BY visits DESC, ${byName(view.lens, 'path')} LIMIT {top:UInt32}`,
    { code, length, top },
  )
}

/** What cases do next after they first come to a step (I8). */
export async function paths(
  warehouse: Warehouse,
  spec: LensSpec,
  { after, length = 5, top = 50 }: PathsAsked,
  filter: CaseFilter = {},
): Promise<Paths> {
  const view = await openView(warehouse, spec, filter)
  const rows = await warehouse.rows<{ path: number[]; visits: number; cases: number }>(
    pathsAfter(view, codeOf(view.lens, after), length, top),
  )
  return {
    cases: rows[0]?.cases ?? 0,
    paths: rows.map((row) => ({ count: row.visits, steps: row.path.map((code) => stepOf(view.lens, code)) })),
  }
}
