import type { Query, Warehouse } from '../../store/index.ts'
import type { PropertySummary } from '../answers.ts'
import { namesLens } from '../lens.ts'
import { openView, type View } from '../view.ts'

const fields = ['channel', 'team', 'system', 'partner', 'actor'] as const
/** Above so many events a sample of the cases stands for all. */
const mostEvents = 1_000_000
const sampleCases = 2_000
const shown = 50

/** Cases by value of every field, property and trait; `scope` is a condition on `event`. */
export function valuesByCases(scope: string): Query {
  const own = fields.map((field) => `('field', '${field}', toString(${field}))`).join(', ')
  const said = (kind: string, column: string) =>
    `arrayMap((name, value) -> ('${kind}', toString(name), value), mapKeys(${column}), mapValues(${column}))`
  const all = `arrayConcat([${own}], ${said('property', 'properties')}, ${said('trait', 'traits')})`
  return {
    sql:
      'SELECT kind, property, value, cases, count() OVER (PARTITION BY kind, property) AS distinct_values FROM (' +
      `SELECT said.1 AS kind, said.2 AS property, said.3 AS value, uniqExact(case_key) AS cases FROM (SELECT case_key, arrayJoin(${all}) AS said FROM event WHERE ${scope}) WHERE value != '' GROUP BY kind, property, value` +
      `) ORDER BY kind, property, cases DESC, value LIMIT ${shown} BY kind, property`,
  }
}
interface ValueRow {
  readonly kind: PropertySummary['kind']
  readonly property: string
  readonly value: string
  readonly cases: number
  readonly distinct_values: number
}

/** The cases with the smallest hashes of their keys: the same each time, and found again by the primary key. */
export function sampled(view: View): string {
  return `case_key IN (SELECT case FROM ${view.lens.trace} ORDER BY cityHash64(key), key LIMIT ${sampleCases})`
}

/** What segments can be made of (I19). */
export async function properties(warehouse: Warehouse): Promise<readonly PropertySummary[]> {
  const extent = await warehouse.extent()
  if (extent === null) return []
  const view = extent.events > mostEvents ? await openView(warehouse, await namesLens(warehouse), {}) : null
  const isSample = view !== null && view.lens.cases > sampleCases
  const scope = isSample ? sampled(view) : '1'
  const rows = await warehouse.rows<ValueRow>(valuesByCases(scope))
  const summaries = new Map<string, PropertySummary>()
  for (const row of rows) {
    const key = `${row.kind} ${row.property}`
    const summary = summaries.get(key) ?? {
      name: row.property,
      kind: row.kind,
      values: [],
      distinct: row.distinct_values,
      ...(isSample ? { sample: sampleCases } : {}),
    }
    summary.values.push({ value: row.value, cases: row.cases })
    summaries.set(key, summary)
  }
  return [...summaries.values()]
}
