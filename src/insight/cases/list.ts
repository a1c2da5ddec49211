import type { MapDocument } from '../../map/index.ts'
import type { Query, Warehouse } from '../../store/index.ts'
import type { CaseFilter } from '../answers.ts'
import { mapLens } from '../lens.ts'
import { fromTrace, openView, question, type View } from '../view.ts'
import type { Behind, CaseList } from './answers.ts'
import { type Behindness, behindOf } from './behind.ts'
import { foundBehind, isFound } from './found.ts'
import { caseRow, casesOf, columns, type Row } from './rows.ts'

export type CaseOrder = 'started' | 'ended' | 'steps' | 'took'

export interface Page {
  /** by what the list is ordered instead of the figure's own order; equal ones by their key */
  readonly sort?: { readonly by: CaseOrder; readonly descending: boolean } | undefined
  readonly limit?: number
  readonly offset?: number
}

export function listedCases(
  view: View,
  condition: string,
  params: Readonly<Record<string, unknown>>,
  sort?: Page['sort'],
): Query {
  return question(
    view,
    `SELECT ${columns} ${fromTrace(view, condition)} ORDER BY ${orderOf(sort)}, key LIMIT {limit:UInt64} OFFSET {offset:UInt64}`,
    params,
  )
}

const columnOf = {
  started: 'started',
  ended: 'ended',
  steps: 'length(steps)',
  took: "dateDiff('microsecond', started, ended)",
} as const satisfies Record<CaseOrder, string>

function orderOf(sort: Page['sort']): string {
  return sort === undefined ? 'started DESC' : `${columnOf[sort.by]} ${sort.descending ? 'DESC' : 'ASC'}`
}

/** All keys of a figure with its times, joined to their cases and put in another order: only where somebody asks for that order. */
function sortedPage(view: View, asked: Behindness & { over: 'linked' }, { limit, offset, sort }: Bounds): Query {
  if (sort === undefined) return asked.page({ limit, offset })
  const all = asked.page({ limit: 2 ** 40, offset: 0 })
  const order = `${sort.by === 'took' ? 'took' : 'place'} ${sort.descending ? 'DESC' : 'ASC'}`
  const place = columnOf[sort.by === 'took' ? 'started' : sort.by]
  return {
    sql:
      `SELECT found.id AS id, found.took AS took FROM (${all.sql}) AS found ` +
      `INNER JOIN (SELECT toString(key) AS id, ${place} AS place ${fromTrace(view)}) AS own ON found.id = own.id ` +
      `ORDER BY ${order} NULLS FIRST, id LIMIT {take:UInt64} OFFSET {skip:UInt64}`,
    params: { ...all.params, take: limit, skip: offset },
  }
}

/** The cases behind a figure (I17): newest first, or the longest first where the figure is a time. */
export async function caseList(
  warehouse: Warehouse,
  map: MapDocument,
  behind: Behind,
  filter: CaseFilter = {},
  { limit = 50, offset = 0, sort }: Page = {},
): Promise<CaseList> {
  const view = await openView(warehouse, mapLens(map), filter)
  const asked = isFound(behind)
    ? await foundBehind(warehouse, view, { map, filter }, behind)
    : behindOf(view, map, behind)
  const page = { limit, offset, sort }
  return asked.over === 'trace' ? overTrace(warehouse, view, asked, page) : overLinked(warehouse, view, asked, page)
}

type Bounds = Required<Pick<Page, 'limit' | 'offset'>> & Pick<Page, 'sort'>

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
    warehouse.rows<Row>(
      listedCases(view, asked.condition, { ...asked.params, limit: page.limit, offset: page.offset }, page.sort),
    ),
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
    warehouse.rows<{ id: string; took: number | null }>(sortedPage(view, asked, page)),
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
