import type { MapDocument } from '../../map/index.ts'
import type { Query, Warehouse } from '../../store/index.ts'
import type { CaseFilter, Week } from '../answers.ts'
import { mapLens } from '../lens.ts'
import { fromLinked, fromTrace, openView, question, type View } from '../view.ts'
import { mondayOf, weekOf, weekSql } from '../week.ts'
import { type Promised, promisedOf, promiseTerms, promising } from './promise.ts'

const shown = 26

export function beginsByWeek(view: View): Query {
  return question(
    view,
    `SELECT ${weekSql('toUnixTimestamp64Micro(started)')} AS week, count() AS cases ${fromTrace(view)} GROUP BY week HAVING week >= {since:Int64}`,
    { since: since(view) },
  )
}

/** Decided promises by the week of the visit that made them. */
export function keptByWeek(view: View, promised: readonly Promised[], from: number): Query {
  return question(
    view,
    `WITH ${promiseTerms(promised)} SELECT ${weekSql('visit')} AS week, countIf(in_time) AS kept, countIf(in_time OR too_late) AS decided ${fromLinked(view, promising(promised))} GROUP BY week HAVING week >= {since:Int64} ORDER BY week`,
    { horizon: view.lens.horizon, since: from },
  )
}
export interface KeptWeek {
  readonly week: number
  readonly kept: number
  readonly decided: number
}

/** The last 26 weeks up to the store's latest event, oldest first (I15). */
export async function weeks(warehouse: Warehouse, map: MapDocument, filter: CaseFilter = {}): Promise<readonly Week[]> {
  const view = await openView(warehouse, mapLens(map), filter)
  if (view.lens.cases === 0) return []
  const promised = promisedOf(map, view.lens)
  const [begun, kept] = await Promise.all([
    warehouse.rows<{ week: number; cases: number }>(beginsByWeek(view)),
    promised.length === 0 ? [] : warehouse.rows<KeptWeek>(keptByWeek(view, promised, since(view))),
  ])
  return Array.from({ length: shown }, (_, i) => {
    const week = since(view) + i
    const decided = kept.find((row) => row.week === week)
    return {
      week: mondayOf(week),
      cases: begun.find((row) => row.week === week)?.cases ?? 0,
      kept: decided === undefined || decided.decided === 0 ? null : decided.kept / decided.decided,
    }
  })
}

function since(view: View): number {
  return weekOf(view.lens.horizon) - shown + 1
}
