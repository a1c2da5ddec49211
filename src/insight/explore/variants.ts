import type { LensSpec, Query, Warehouse } from '../../store/index.ts'
import type { CaseFilter, Variants } from '../answers.ts'
import { wilson } from '../interval.ts'
import { byName, fromTrace, openView, question, seconds, stepOf, type View } from '../view.ts'

/** A hash as 16 hex digits: the name of a variant in addresses. */
const hexHash = "lower(leftPad(hex(hash), 16, '0'))"

export function variantTotals(view: View): Query {
  return question(view, `SELECT count() AS cases, uniqExact(hash) AS total ${fromTrace(view)}`)
}

/** More variants than these of one count are cut off by their hash before they are ordered. */
const mostTied = 10_000

/**
 * Grouping by the hash first and fetching the traces of the few afterwards is nine times faster than grouping by the
 * arrays. Equal counts are ordered by the names of the steps, so that two runs, or two tools, give one list.
 */
export function topVariants(view: View, top: number): Query {
  const most = `SELECT hash, count() AS n ${fromTrace(view)} GROUP BY hash ORDER BY n DESC LIMIT {top:UInt32} WITH TIES`
  const topmost = `SELECT hash FROM (${most}) ORDER BY n DESC, hash LIMIT ${top + mostTied}`
  return question(
    view,
    `SELECT ${hexHash} AS id, count() AS visits, any(steps) AS way, quantileExactInclusive(0.5)(dateDiff('microsecond', started, ended)) AS median ${fromTrace(view, `hash IN (${topmost})`)} GROUP BY hash ORDER BY visits DESC, ${byName(view.lens, 'way')} LIMIT {top:UInt32}`,
    { top },
  )
}

/** Distinct ways through the journey, most frequent first (I6). */
export async function variants(
  warehouse: Warehouse,
  spec: LensSpec,
  filter: CaseFilter = {},
  { top = 50 }: { readonly top?: number } = {},
): Promise<Variants> {
  const view = await openView(warehouse, spec, filter)
  const [totals, rows] = await Promise.all([
    warehouse.rows<{ cases: number; total: number }>(variantTotals(view)),
    warehouse.rows<{ id: string; visits: number; way: number[]; median: number }>(topVariants(view, top)),
  ])
  const { cases, total } = totals[0] ?? { cases: 0, total: 0 }
  return {
    cases,
    total,
    variants: rows.map((row) => ({
      id: row.id,
      count: row.visits,
      share: wilson(row.visits, cases),
      medianSeconds: seconds(row.median),
      steps: row.way.map((code) => stepOf(view.lens, code)),
    })),
    ties: view.lens.ties,
  }
}
