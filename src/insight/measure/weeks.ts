import type { MapDocument } from '../../map/index.ts'
import type { Query, Warehouse } from '../../store/index.ts'
import type { CaseFilter, Share, Week } from '../answers.ts'
import { wilson } from '../interval.ts'
import { mapLens } from '../lens.ts'
import { fromLinked, fromTrace, openView, question, type View } from '../view.ts'
import { mondayOf, startOf, weekOf, weekSql } from '../week.ts'
import { type Promised, promisedOf, promiseTerms, promising } from './promise.ts'

const shown = 26

export function beginsByWeek(view: View, from: number): Query {
  return question(
    view,
    `SELECT ${weekSql('toUnixTimestamp64Micro(started)')} AS week, count() AS cases ${fromTrace(view)} GROUP BY week HAVING week >= {since:Int64}`,
    { since: from },
  )
}

/** Promises by the week of the visit that made them: kept, decided, and still pending. What came before these weeks was promised before them. */
export function keptByWeek(view: View, promised: readonly Promised[], from: number): Query {
  return question(
    view,
    `WITH ${promiseTerms(promised)} SELECT ${weekSql('visit')} AS week, countIf(in_time) AS kept, countIf(in_time OR too_late) AS decided, countIf(NOT in_time AND NOT too_late) AS pending ${fromLinked(view, promising(promised), 'toUnixTimestamp64Micro(at) >= {begins:Int64}')} GROUP BY week HAVING week >= {since:Int64} ORDER BY week`,
    { horizon: view.lens.horizon, since: from, begins: startOf(from) },
  )
}
export interface KeptWeek {
  readonly week: number
  readonly kept: number
  readonly decided: number
  readonly pending: number
}

/**
 * While promises of a week are pending, those of it that are decided are the ones that were kept early: their share would
 * always look too good, so there is none yet (I15).
 */
export function keptShare(row: KeptWeek): Share {
  return row.pending > 0 ? { share: null, n: row.decided, low: null, high: null } : wilson(row.kept, row.decided)
}

/** The cases' latest event: a log that ended long before the store's newest event is shown to its own end. */
function lastEvent(view: View): Query {
  return question(view, `SELECT max(toUnixTimestamp64Micro(ended)) AS latest, count() AS cases ${fromTrace(view)}`)
}

/** The last 26 weeks up to the cases' latest event, oldest first; none where there is no case (I15). */
export async function weeks(warehouse: Warehouse, map: MapDocument, filter: CaseFilter = {}): Promise<readonly Week[]> {
  const view = await openView(warehouse, mapLens(map), filter)
  const [last] = await warehouse.rows<{ latest: number; cases: number }>(lastEvent(view))
  if (last === undefined || last.cases === 0) return []
  const promised = promisedOf(map, view.lens)
  const from = weekOf(last.latest) - shown + 1
  const [begun, kept] = await Promise.all([
    warehouse.rows<{ week: number; cases: number }>(beginsByWeek(view, from)),
    promised.length === 0 ? [] : warehouse.rows<KeptWeek>(keptByWeek(view, promised, from)),
  ])
  return Array.from({ length: shown }, (_, i) => {
    const week = from + i
    const row = kept.find((one) => one.week === week)
    return {
      week: mondayOf(week),
      cases: begun.find((row) => row.week === week)?.cases ?? 0,
      kept: row === undefined ? null : keptShare(row).share,
    }
  })
}
