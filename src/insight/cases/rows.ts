import type { Query, Warehouse } from '../../store/index.ts'
import { isoOf } from '../instant.ts'
import { fromTrace, question, secondsOrNull, stepOf, type View } from '../view.ts'
import type { CaseRow } from './answers.ts'

/** The columns of `trace` that a row of a list is made of. */
export const columns =
  'toString(key) AS id, case, customer, toUnixTimestamp64Micro(started) AS began, toUnixTimestamp64Micro(ended) AS finished, length(steps) AS visits, steps[-1] AS last'
export interface Row {
  readonly id: string
  readonly case: string
  readonly customer: string
  readonly began: number
  readonly finished: number
  readonly visits: number
  readonly last: number
}

export function casesOf(view: View, ids: readonly string[]): Query {
  return question(view, `SELECT ${columns} ${fromTrace(view, 'key IN {ids:Array(UInt64)}')}`, { ids })
}

/** The cases of these keys; in no order. */
export async function caseRowsOf(
  warehouse: Warehouse,
  view: View,
  ids: readonly string[],
): Promise<readonly CaseRow[]> {
  if (ids.length === 0) return []
  return (await warehouse.rows<Row>(casesOf(view, ids))).map((row) => caseRow(view, row, null))
}

export function caseRow(view: View, row: Row, took: number | null): CaseRow {
  return {
    key: row.id,
    case: row.case,
    customer: row.customer,
    started: isoOf(row.began),
    ended: isoOf(row.finished),
    steps: row.visits,
    last: stepOf(view.lens, row.last),
    took: secondsOrNull(took),
  }
}
