import type { LensSpec, Query, Warehouse } from '../../store/index.ts'
import type { CaseFilter } from '../answers.ts'
import { isoOf } from '../instant.ts'
import { wilson } from '../interval.ts'
import { QuestionProblem } from '../problem.ts'
import { codeOf, fromTrace, openView, question, type View } from '../view.ts'
import { mondayOf, weekSql } from '../week.ts'
import type { Cohort, CohortCell, CohortPeriod, Cohorts, CohortsAsked } from './answers.ts'

const day = 86_400_000_000
const lengths = { day, week: 7 * day, month: 30 * day } satisfies Record<CohortPeriod, number>
/** Cohorts by time that are listed, the last ones; and values of a property, the largest. */
const mostByTime = 26
const mostValues = 20
const fields = ['channel', 'team', 'system', 'partner', 'actor', 'name']

/** Everything the questions need to know. */
interface Asking {
  readonly view: View
  readonly by: LensSpec['by']
  readonly asked: CohortsAsked
}

/** Micros of a case's beginning, where it has one. */
function birthOf({ view, asked }: Asking): { readonly sql: string; readonly condition: string } {
  if (asked.start === null) return { sql: 'toUnixTimestamp64Micro(started)', condition: '1' }
  const code = codeOf(view.lens, asked.start)
  return { sql: `toUnixTimestamp64Micro(at[indexOf(steps, ${code})])`, condition: `has(steps, ${code})` }
}

/** Instants at which a case comes back, or comes to the step that is asked for. */
function returnsOf({ view, asked }: Asking): string {
  const micros = 'arrayMap(t -> toUnixTimestamp64Micro(t), at)'
  if (asked.reach === null) return micros
  return `arrayFilter((t, step) -> step = ${codeOf(view.lens, asked.reach)}, ${micros}, steps)`
}

/** One row a case or customer: when it began, and the instants at which it came again. */
function births(asking: Asking): string {
  const { view, asked } = asking
  const birth = birthOf(asking)
  const returns = returnsOf(asking)
  if (asked.of === 'cases')
    return `SELECT key, case AS owner, ${birth.sql} AS birth, ${returns} AS again ${fromTrace(view, birth.condition)}`
  const never = '9223372036854775807'
  return (
    `SELECT toUInt64(0) AS key, owner, min(began) AS birth, groupArrayArray(returns) AS again FROM (` +
    `SELECT if(customer = '', case, customer) AS owner, if(${birth.condition}, ${birth.sql}, ${never}) AS began, ${returns} AS returns ${fromTrace(view)}` +
    `) GROUP BY owner HAVING birth < ${never}`
  )
}

/** The first value that a case or customer said of a field, property or trait. */
function valuesOf({ by, asked }: Asking): string {
  const isField = typeof asked.by === 'object' && fields.includes(asked.by.property)
  const value = isField
    ? 'toString({property:Identifier})'
    : "if(properties[{property:String}] != '', properties[{property:String}], traits[{property:String}])"
  const isCustomer = asked.of === 'customers' || by === 'customer'
  return `SELECT ${isCustomer ? "if(customer = '', case_key, customer)" : 'case_key'} AS owner, argMin(${value}, (at, seq)) AS said FROM event WHERE ${value} != '' GROUP BY owner`
}

const cohortSql = {
  day: "formatDateTime(fromUnixTimestamp64Micro(birth, 'UTC'), '%Y-%m-%d')",
  week: `toString(${weekSql('birth')})`,
  month: "formatDateTime(fromUnixTimestamp64Micro(birth, 'UTC'), '%Y-%m-01')",
} satisfies Record<CohortPeriod, string>

/** One row a case or customer: its cohort, and for each period whether it has passed and what happened in it (U2). */
function units(asking: Asking): string {
  const { asked } = asking
  const long = lengths[asked.period]
  const ks = `range(1, ${asked.periods + 1})`
  const seen = `({horizon:Int64} - birth)`
  const known = `arrayMap(k -> ${seen} >= (k${asked.reach === null ? ' + 1' : ''}) * ${long}, ${ks}) AS known`
  const hits =
    asked.reach === null
      ? `arrayMap(k -> arrayExists(t -> t >= birth + k * ${long} AND t < birth + (k + 1) * ${long}, again), ${ks})`
      : `arrayMap(k -> arrayExists(t -> t > birth AND t <= birth + k * ${long}, again), ${ks})`
  const both = `arrayMap((hit, is) -> hit AND is, ${hits}, known) AS hits`
  if (typeof asked.by !== 'object')
    return `SELECT key, owner, ${cohortSql[asked.by]} AS cohort, ${known}, ${both} FROM (${births(asking)})`
  return `SELECT key, owner, if(said = '', '(none)', said) AS cohort, ${known}, ${both} FROM (${births(asking)}) AS born LEFT JOIN (${valuesOf(asking)}) AS said ON born.owner = said.owner`
}

function parametersOf({ view, asked }: Asking): Readonly<Record<string, unknown>> {
  return { horizon: view.lens.horizon, ...(typeof asked.by === 'object' ? { property: asked.by.property } : {}) }
}

function cohortCounts(asking: Asking): Query {
  return question(
    asking.view,
    `SELECT cohort, count() AS units, sumForEach(known) AS known, sumForEach(hits) AS hits FROM (${units(asking)}) GROUP BY cohort`,
    parametersOf(asking),
  )
}
interface CohortRow {
  readonly cohort: string
  readonly units: number
  readonly known: readonly number[]
  readonly hits: readonly number[]
}

/** The cases behind a cell, or behind a whole cohort (`period` null): a condition on `trace` (U4). */
export function cohortCondition(asking: Asking, cohort: string, period: number | null): Query {
  const which = typeof asking.asked.by === 'object' || asking.asked.by !== 'week' ? cohort : String(weekNumber(cohort))
  const cell = period === null ? '' : ` AND hits[${period}]`
  const chosen = `SELECT ${asking.asked.of === 'cases' ? 'key' : 'owner'} FROM (${units(asking)}) WHERE cohort = {cohort:String}${cell}`
  return {
    sql: asking.asked.of === 'cases' ? `key IN (${chosen})` : `if(customer = '', case, customer) IN (${chosen})`,
    params: { ...parametersOf(asking), cohort: which },
  }
}

function weekNumber(monday: string): number {
  return Math.round((Date.parse(monday) / 86_400_000 + 3) / 7)
}

/** Who began together, and how many came back or reached a step later (U1 to U4). */
export async function cohorts(
  warehouse: Warehouse,
  spec: LensSpec,
  asked: CohortsAsked,
  filter: CaseFilter = {},
): Promise<Cohorts> {
  if (!(asked.periods >= 1 && asked.periods <= 60))
    throw new QuestionProblem('question-invalid', `${asked.periods} periods cannot be shown.`, 'Ask for 1 to 60.')
  const view = await openView(warehouse, spec, filter)
  const rows = await warehouse.rows<CohortRow>(cohortCounts({ view, by: spec.by, asked }))
  const all = ordered(rows, asked).map((row) => cohortOf(row, asked))
  const most = typeof asked.by === 'object' ? mostValues : mostByTime
  const shown = typeof asked.by === 'object' ? all.slice(0, most) : all.slice(-most)
  const overall = cellsOf(sumOf(rows, asked.periods))
  const last = overall.findLastIndex((cell) => cell.n > 0) + 1
  const count = (some: readonly Cohort[]) => some.reduce((sum, cohort) => sum + cohort.units, 0)
  return {
    asked,
    says: sentence(asked),
    horizon: isoOf(view.lens.horizon),
    units: count(all),
    cohorts: shown.map((cohort) => ({ ...cohort, cells: cohort.cells.slice(0, last) })),
    overall: overall.slice(0, last),
    more: { cohorts: all.length - shown.length, units: count(all) - count(shown) },
  }
}

function ordered(rows: readonly CohortRow[], { by }: CohortsAsked): readonly CohortRow[] {
  if (typeof by === 'object') return rows.toSorted((a, b) => b.units - a.units || (a.cohort < b.cohort ? -1 : 1))
  if (by === 'week') return rows.toSorted((a, b) => Number(a.cohort) - Number(b.cohort))
  return rows.toSorted((a, b) => (a.cohort < b.cohort ? -1 : 1))
}

function cohortOf(row: CohortRow, { by }: CohortsAsked): Cohort {
  const id = by === 'week' ? mondayOf(Number(row.cohort)) : row.cohort
  return { id, units: row.units, cells: cellsOf(row) }
}

function cellsOf({ units: size, known, hits }: Omit<CohortRow, 'cohort'>): readonly CohortCell[] {
  return known.map((n, i) => ({
    period: i + 1,
    reached: hits[i] ?? 0,
    complete: n === size,
    ...wilson(hits[i] ?? 0, n),
  }))
}

function sumOf(rows: readonly CohortRow[], periods: number): Omit<CohortRow, 'cohort'> {
  const of = (list: (row: CohortRow) => readonly number[]) =>
    Array.from({ length: periods }, (_, i) => rows.reduce((sum, row) => sum + (list(row)[i] ?? 0), 0))
  return {
    units: rows.reduce((sum, row) => sum + row.units, 0),
    known: of((row) => row.known),
    hits: of((row) => row.hits),
  }
}

const periodNames = { day: 'day', week: 'week', month: 'month of 30 days' } satisfies Record<CohortPeriod, string>

function sentence({ of, start, reach, period }: CohortsAsked): string {
  const began = start === null ? 'their first step' : `their first “${start}”`
  const name = periodNames[period]
  return reach === null
    ? `Share of ${of} that were seen again in the k-th ${name} after ${began}.`
    : `Share of ${of} that came to “${reach}” within k ${name.replace(/^\w+/, '$&s')} of ${began}.`
}
