import type { MapDocument } from '../../map/index.ts'
import type { Query, Warehouse } from '../../store/index.ts'
import type { Behind, CaseFilter, CaseList } from '../answers.ts'
import { mapLens } from '../lens.ts'
import { fromTrace, openView, question, type View } from '../view.ts'
import { type Behindness, behindOf } from './behind.ts'
import { foundBehind, isFound } from './found.ts'
import { caseRow, casesOf, columns, type Row } from './rows.ts'

export interface Page {
  readonly limit?: number
  readonly offset?: number
}

export function listedCases(view: View, condition: string, params: Readonly<Record<string, unknown>>): Query {
  return question(
    view,
    `SELECT ${columns} ${fromTrace(view, condition)} ORDER BY started DESC, key LIMIT {limit:UInt64} OFFSET {offset:UInt64}`,
    params,
  )
}

/** The cases behind a figure (I17): newest first, or the longest first where the figure is a time. */
export async function caseList(
  warehouse: Warehouse,
  map: MapDocument,
  behind: Behind,
  filter: CaseFilter = {},
  { limit = 50, offset = 0 }: Page = {},
): Promise<CaseList> {
  const view = await openView(warehouse, mapLens(map), filter)
  const asked = isFound(behind)
    ? await foundBehind(warehouse, view, { map, filter }, behind)
    : behindOf(view, map, behind)
  const page = { limit, offset }
  return asked.over === 'trace' ? overTrace(warehouse, view, asked, page) : overLinked(warehouse, view, asked, page)
}

type Bounds = Required<Page>

async function overTrace(
  warehouse: Warehouse,
  view: View,
  asked: Behindness & { over: 'trace' },
  page: Bounds,
): Promise<CaseList> {
  const [[total], rows] = await Promise.all([
    warehouse.rows<{ cases: number }>(
      question(view, `SELECT count() AS cases ${fromTrace(view, asked.condition)}`, asked.params),
    ),
    warehouse.rows<Row>(listedCases(view, asked.condition, { ...asked.params, ...page })),
  ])
  return { total: total?.cases ?? 0, cases: rows.map((row) => caseRow(view, row, null)) }
}

/** First the keys and times of the page, then its few cases: a join would carry millions. */
async function overLinked(
  warehouse: Warehouse,
  view: View,
  asked: Behindness & { over: 'linked' },
  page: Bounds,
): Promise<CaseList> {
  const [[total], found] = await Promise.all([
    warehouse.rows<{ cases: number }>(asked.total),
    warehouse.rows<{ id: string; took: number | null }>(asked.page(page)),
  ])
  const rows =
    found.length === 0
      ? []
      : await warehouse.rows<Row>(
          casesOf(
            view,
            found.map(({ id }) => id),
          ),
        )
  const rowOf = new Map(rows.map((row) => [row.id, row]))
  return {
    total: total?.cases ?? 0,
    cases: found.flatMap(({ id, took }) => {
      const row = rowOf.get(id)
      return row === undefined ? [] : [caseRow(view, row, took)]
    }),
  }
}
