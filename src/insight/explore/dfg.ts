import type { LensSpec, Query, Warehouse } from '../../store/index.ts'
import type { CaseFilter, Dfg } from '../answers.ts'
import { type Gaps, gaps } from '../gaps.ts'
import { countedView, fromCounts, openView, question, seconds, stepOf, type View } from '../view.ts'

/** Counts by transition; prev 0 begins a case, step 0 ends it. */
export function transitionCounts(view: View): Query {
  const figures = ['visits', 'cases', 'freshly', 'again'].map((figure) => `sum(c.${figure}) AS ${figure}`)
  return question(view, `SELECT prev, step, ${figures.join(', ')} ${fromCounts(view, '1')} GROUP BY prev, step`)
}
export interface TransitionCount {
  readonly prev: number
  readonly step: number
  readonly visits: number
  readonly cases: number
  readonly freshly: number
  readonly again: number
}

/** The directly-follows graph (I5). */
export async function dfg(warehouse: Warehouse, spec: LensSpec, filter: CaseFilter = {}): Promise<Dfg> {
  const view = await countedView(warehouse, await openView(warehouse, spec, filter))
  const counts = await warehouse.rows<Gaps>(gaps(view, 'transition', [0.5, 0.9]))
  const steps = stepTotals(counts)
  return {
    cases: sum(counts.filter((row) => row.prev === 0)),
    events: sum(counts.filter((row) => row.step > 0)),
    steps: mostFirst(
      [...steps].map(([code, total]) => ({ name: stepOf(view.lens, code), count: total.visits, cases: total.cases })),
    ),
    edges: edges(view, counts),
    starts: mostFirst(
      counts.filter((row) => row.prev === 0).map((row) => ({ name: stepOf(view.lens, row.step), count: row.visits })),
    ),
    ends: mostFirst(
      counts.filter((row) => row.step === 0).map((row) => ({ name: stepOf(view.lens, row.prev), count: row.visits })),
    ),
    ties: view.lens.ties,
  }
}

interface StepTotal {
  readonly visits: number
  /** distinct cases that visit it, and those that do so twice or more often */
  readonly cases: number
  readonly repeating: number
}

/** What is known of each step from the counts by transition. */
export function stepTotals(counts: readonly TransitionCount[]): ReadonlyMap<number, StepTotal> {
  const totals = new Map<number, StepTotal>()
  for (const row of counts) {
    if (row.step === 0) continue
    const total = totals.get(row.step) ?? { visits: 0, cases: 0, repeating: 0 }
    totals.set(row.step, {
      visits: total.visits + row.visits,
      cases: total.cases + row.freshly,
      repeating: total.repeating + row.again,
    })
  }
  return totals
}

function edges(view: View, counts: readonly Gaps[]): Dfg['edges'] {
  return mostFirst(
    counts
      .filter((row) => row.prev > 0 && row.step > 0)
      .map((row) => ({
        from: stepOf(view.lens, row.prev),
        to: stepOf(view.lens, row.step),
        count: row.visits,
        cases: row.cases,
        medianSeconds: seconds(row.q[0] ?? 0),
        meanSeconds: seconds(row.mean),
        p90Seconds: seconds(row.q[1] ?? 0),
      })),
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
