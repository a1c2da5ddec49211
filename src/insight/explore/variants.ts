import type { LensSpec, Query, Warehouse } from '../../store/index.ts'
import type { CaseFilter, Variants } from '../answers.ts'
import { wilson } from '../interval.ts'
import { byName, durationSql, fromTrace, fromWays, openView, question, seconds, stepOf, type View } from '../view.ts'

/** A hash as 16 hex digits: the name of a variant in addresses. */
const hexHash = "lower(leftPad(hex(hash), 16, '0'))"

/** More variants than these of one count are cut off by their hash before they are ordered. */
const mostTied = 10_000

/**
 * Cases are counted by the hash of their steps; of the most frequent few the durations are looked at, and one trace of each is fetched. Equal counts are
 * ordered by the names of the steps, so that two runs, or two tools, give one list.
 */
export function topVariants(view: View, top: number): Query {
  const most = `SELECT hash, n FROM counted ORDER BY n DESC LIMIT {top:UInt32} WITH TIES`
  return question(
    view,
    `WITH counted AS MATERIALIZED (SELECT hash, sum(w.cases) AS n ${fromWays(view)} AS w GROUP BY hash HAVING n > 0),
      topmost AS MATERIALIZED (SELECT * FROM (${most}) ORDER BY n DESC, hash LIMIT ${top + mostTied}),
      totals AS (SELECT count() AS total, sum(n) AS cases FROM counted),
      medians AS MATERIALIZED (SELECT hash, any(key) AS one, quantileExactInclusive(0.5)(${durationSql}) AS median ${fromTrace(view, 'hash IN (SELECT hash FROM topmost)')} GROUP BY hash),
      ways AS (SELECT hash, steps AS way FROM ${view.lens.trace} WHERE key IN (SELECT one FROM medians))
    SELECT ${hexHash} AS id, n AS visits, way, median, total, cases FROM medians JOIN topmost USING (hash) JOIN ways USING (hash) CROSS JOIN totals
    ORDER BY visits DESC, ${byName(view.lens, 'way')} LIMIT {top:UInt32} SETTINGS join_algorithm = 'hash'`,
    { top },
  )
}

interface VariantRow {
  readonly id: string
  readonly visits: number
  readonly way: readonly number[]
  readonly median: number
  readonly total: number
  readonly cases: number
}

/** Distinct ways through the journey, most frequent first (I6). */
export async function variants(
  warehouse: Warehouse,
  spec: LensSpec,
  filter: CaseFilter = {},
  { top = 50 }: { readonly top?: number } = {},
): Promise<Variants> {
  const view = await openView(warehouse, spec, filter)
  const rows = await warehouse.rows<VariantRow>(topVariants(view, top))
  const { cases, total } = rows[0] ?? { cases: 0, total: 0 }
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
