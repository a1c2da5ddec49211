import type { LensSpec, Query, Warehouse } from '../../store/index.ts'
import type { CaseFilter, Dfg } from '../answers.ts'
import { fromLinked, meanSql, openView, question, seconds, stepOf, type View } from '../view.ts'

/** Counts by transition; prev 0 begins a case, step 0 ends it. Answered from the projection when all cases are asked for. */
export function transitionCounts(view: View): Query {
  return question(
    view,
    `SELECT prev, step, count() AS visits, sum(first) AS cases, sum(fresh) AS freshly ${fromLinked(view)} GROUP BY prev, step`,
  )
}
export interface TransitionCount {
  readonly prev: number
  readonly step: number
  readonly visits: number
  readonly cases: number
  readonly freshly: number
}

/** Exact quantiles of the time of each transition (type 7: of an even count the middle is the mean of two). */
export function transitionTimes(view: View): Query {
  return question(
    view,
    `SELECT prev, step, quantilesExactInclusive(0.5, 0.9)(gap) AS q, ${meanSql('gap')} AS mean ${fromLinked(view, 'prev > 0', 'step > 0')} GROUP BY prev, step`,
  )
}
export interface TransitionTime {
  readonly prev: number
  readonly step: number
  readonly q: readonly [number, number]
  readonly mean: number
}

/** The directly-follows graph (I5). */
export async function dfg(warehouse: Warehouse, spec: LensSpec, filter: CaseFilter = {}): Promise<Dfg> {
  const view = await openView(warehouse, spec, filter)
  const [counts, times] = await Promise.all([
    warehouse.rows<TransitionCount>(transitionCounts(view)),
    warehouse.rows<TransitionTime>(transitionTimes(view)),
  ])
  const steps = stepTotals(counts)
  return {
    cases: sum(counts.filter((row) => row.prev === 0)),
    events: sum(counts.filter((row) => row.step > 0)),
    steps: mostFirst(
      [...steps].map(([code, total]) => ({ name: stepOf(view.lens, code), count: total.visits, cases: total.cases })),
    ),
    edges: edges(view, counts, times),
    starts: mostFirst(
      counts.filter((row) => row.prev === 0).map((row) => ({ name: stepOf(view.lens, row.step), count: row.visits })),
    ),
    ends: mostFirst(
      counts.filter((row) => row.step === 0).map((row) => ({ name: stepOf(view.lens, row.prev), count: row.visits })),
    ),
    ties: view.lens.ties,
  }
}

/** Visits of each step, and distinct cases that visit it, from the counts by transition. */
export function stepTotals(
  counts: readonly TransitionCount[],
): ReadonlyMap<number, { readonly visits: number; readonly cases: number }> {
  const totals = new Map<number, { visits: number; cases: number }>()
  for (const row of counts) {
    if (row.step === 0) continue
    const total = totals.get(row.step) ?? { visits: 0, cases: 0 }
    totals.set(row.step, { visits: total.visits + row.visits, cases: total.cases + row.freshly })
  }
  return totals
}

function edges(view: View, counts: readonly TransitionCount[], times: readonly TransitionTime[]): Dfg['edges'] {
  const timeOf = new Map(times.map((time) => [`${time.prev} ${time.step}`, time]))
  return mostFirst(
    counts.flatMap((row) => {
      const time = timeOf.get(`${row.prev} ${row.step}`)
      if (!time) return []
      return {
        from: stepOf(view.lens, row.prev),
        to: stepOf(view.lens, row.step),
        count: row.visits,
        cases: row.cases,
        medianSeconds: seconds(time.q[0]),
        meanSeconds: seconds(time.mean),
        p90Seconds: seconds(time.q[1]),
      }
    }),
  )
}

function sum(rows: readonly TransitionCount[]): number {
  return rows.reduce((total, row) => total + row.visits, 0)
}

/** Most frequent first; equal counts by name, so that two runs give one order. */
function mostFirst<Row extends { readonly count: number }>(rows: readonly Row[]): readonly Row[] {
  const name = (row: Row) =>
    Object.values(row)
      .filter((value) => typeof value === 'string')
      .join('\n')
  return rows.toSorted((a, b) => b.count - a.count || (name(a) < name(b) ? -1 : 1))
}
