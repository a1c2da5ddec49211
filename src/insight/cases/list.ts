import type { MapDocument } from '../../map/index.ts'
import type { Query, Warehouse } from '../../store/index.ts'
import type { Behind, CaseFilter, CaseList, CaseRow } from '../answers.ts'
import { conformanceCondition, isConformance } from '../conform/behind.ts'
import { placeOf } from '../friction/friction.ts'
import { isoOf } from '../instant.ts'
import { mapLens } from '../lens.ts'
import { fromTrace, openView, question, secondsOrNull, stepOf, type View } from '../view.ts'
import { type Behindness, behindOf } from './behind.ts'

export interface Page {
  readonly limit?: number
  readonly offset?: number
}

const columns =
  'toString(key) AS id, case, customer, toUnixTimestamp64Micro(started) AS began, toUnixTimestamp64Micro(ended) AS finished, length(steps) AS visits, steps[-1] AS last'
interface Row {
  readonly id: string
  readonly case: string
  readonly customer: string
  readonly began: number
  readonly finished: number
  readonly visits: number
  readonly last: number
}

export function listedCases(view: View, condition: string, params: Readonly<Record<string, unknown>>): Query {
  return question(
    view,
    `SELECT ${columns} ${fromTrace(view, condition)} ORDER BY started DESC, key LIMIT {limit:UInt64} OFFSET {offset:UInt64}`,
    params,
  )
}

export function casesOf(view: View, ids: readonly string[]): Query {
  return question(view, `SELECT ${columns} ${fromTrace(view, 'key IN {ids:Array(UInt64)}')}`, { ids })
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
  const asked = await behindFigure(warehouse, view, { map, behind, filter })
  const page = { limit, offset }
  return asked.over === 'trace' ? overTrace(warehouse, view, asked, page) : overLinked(warehouse, view, asked, page)
}

/** What some figures hold must be asked first: alignments, or what is usual. */
async function behindFigure(
  warehouse: Warehouse,
  view: View,
  { map, behind, filter }: { readonly map: MapDocument; readonly behind: Behind; readonly filter: CaseFilter },
): Promise<Behindness> {
  if (behind.kind === 'friction') return struckBy(warehouse, map, behind, filter)
  if (!isConformance(behind)) return behindOf(view, map, behind)
  return { over: 'trace', condition: await conformanceCondition(warehouse, view, map, behind) }
}

/** Whom a friction strikes depends on what is usual, which must be asked first. */
async function struckBy(
  warehouse: Warehouse,
  map: MapDocument,
  behind: Behind & { kind: 'friction' },
  filter: CaseFilter,
): Promise<Behindness> {
  const place = await placeOf(warehouse, map, filter, behind)
  if (place === null) return { over: 'trace', condition: '0' }
  const { sql, params } = place.strikes
  return { over: 'trace', condition: `key IN (SELECT key FROM (${sql}))`, params }
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

function caseRow(view: View, row: Row, took: number | null): CaseRow {
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
