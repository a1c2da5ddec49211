import type { LensSpec, Query, Warehouse } from '../../store/index.ts'
import type { CaseFilter, Replay } from '../answers.ts'
import { fromTrace, openView, question, type View } from '../view.ts'

export function caseCount(view: View): Query {
  return question(view, `SELECT count() AS cases ${fromTrace(view)}`)
}

/** The cases with the smallest hashes of their keys: a sample that is the same each time and says nothing about the cases. */
export function sampleTraces(view: View, cases: number): Query {
  return question(
    view,
    `SELECT steps, arrayMap(t -> toUnixTimestamp64Micro(t) / 1e6, at) AS times ${fromTrace(view, `key IN (SELECT key ${fromTrace(view)} ORDER BY cityHash64(key), key LIMIT {cases:UInt32})`)} ORDER BY started, key`,
    { cases },
  )
}

/** Traces to play on the process map, oldest first (I10). */
export async function replay(
  warehouse: Warehouse,
  spec: LensSpec,
  filter: CaseFilter = {},
  { cases = 500 }: { readonly cases?: number } = {},
): Promise<Replay> {
  const view = await openView(warehouse, spec, filter)
  const [total, rows] = await Promise.all([
    warehouse.rows<{ cases: number }>(caseCount(view)),
    warehouse.rows<{ steps: number[]; times: number[] }>(sampleTraces(view, cases)),
  ])
  return {
    names: view.lens.steps,
    cases: rows.map((row) => ({ steps: row.steps.map((code) => code - 1), at: row.times })),
    of: total[0]?.cases ?? 0,
  }
}
