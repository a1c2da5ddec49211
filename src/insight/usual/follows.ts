import type { LensSpec, Query, Warehouse } from '../../store/index.ts'
import type { CaseFilter } from '../answers.ts'
import { fromTrace, openView, question, stepOf, type View } from '../view.ts'
import type { EventuallyFollows } from './answers.ts'

/**
 * Every ordered pair of visits, by their steps. For each distinct step of a case, running counts say how many of its visits came before
 * each place: a case of L visits to D steps makes D rows of at most L numbers, never L² pairs. `before` is 0 at places that none precedes.
 */
export function pairCounts(view: View): Query {
  const inner = `SELECT steps, arrayJoin(arrayDistinct(steps)) AS prev, arrayPushFront(arrayPopBack(arrayCumSum(one -> one = prev, steps)), toUInt32(0)) AS before ${fromTrace(view)}`
  const marked = `SELECT prev, arrayFilter((step, n) -> n > 0, steps, before) AS nexts, arrayFilter(n -> n > 0, before) AS counts, arrayEnumerateUniq(nexts) AS nths FROM (${inner})`
  return question(
    view,
    `SELECT prev, step, sum(n) AS visits, countIf(nth = 1) AS cases FROM (${marked}) ARRAY JOIN nexts AS step, counts AS n, nths AS nth GROUP BY prev, step`,
  )
}

/** Which step is eventually followed by which (U9). */
export async function eventuallyFollows(
  warehouse: Warehouse,
  spec: LensSpec,
  filter: CaseFilter = {},
): Promise<EventuallyFollows> {
  const view = await openView(warehouse, spec, filter)
  const [rows, [total]] = await Promise.all([
    warehouse.rows<{ prev: number; step: number; visits: number; cases: number }>(pairCounts(view)),
    warehouse.rows<{ n: number }>(question(view, `SELECT count() AS n ${fromTrace(view)}`)),
  ])
  const pairs = rows.map(({ prev, step, visits, cases }) => ({
    from: stepOf(view.lens, prev),
    to: stepOf(view.lens, step),
    count: visits,
    cases,
  }))
  const name = ({ from, to }: { from: string; to: string }) => `${from}\n${to}`
  return {
    cases: total?.n ?? 0,
    pairs: pairs.toSorted((a, b) => b.count - a.count || (name(a) < name(b) ? -1 : 1)),
  }
}
