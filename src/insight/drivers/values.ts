import type { LensSpec, Query, Warehouse } from '../../store/index.ts'
import type { LeftOut } from './answers.ts'
import { type KnownEvents, knownEvents } from './events.ts'
import type { Factor, FieldName } from './factor.ts'
import { factCode } from './facts.ts'
import type { Cohort } from './target.ts'
import { areTimes, timeForm } from './times.ts'

const fields: readonly FieldName[] = ['channel', 'team', 'system', 'partner', 'actor']
const valuesShown = 8
const fieldsShown = 60

/** One field, property or trait whose values are factors: its frequent values, or the bounds of its quarters. */
type Asked =
  | { readonly kind: 'field'; readonly name: FieldName; readonly values: readonly string[] }
  | { readonly kind: 'property' | 'trait'; readonly name: string; readonly values: readonly string[] }
  | {
      readonly kind: 'number'
      readonly of: 'property' | 'trait'
      readonly name: string
      readonly cuts: readonly number[]
    }

/** The factors that events' values make, with the SQL that finds them. */
export interface ValueBook {
  readonly factors: ReadonlyMap<number, Factor>
  readonly leftOut: readonly LeftOut[]
  /** whether a value's code is of a field of events, which every case may have */
  isField(place: number): boolean
  /** a row for each case with its key, y and facts; null where events carry nothing to look at */
  facts(cohort: Cohort): KnownEvents | null
}

interface FieldRow {
  readonly kind: 'field' | 'property' | 'trait'
  readonly name: string
  readonly held: number
  readonly distinct_values: number
  readonly numbers: number
  readonly whole: number
  /** how many of the values are written as a day or an instant */
  readonly times: number
  /** cases that carry any value; `held` counts a case once for each of its values */
  readonly carriers: number
  readonly top: readonly (readonly [cases: number, value: string])[]
}

/** What the known events of the cohort carry: each name with its most frequent values and whether they are numbers. */
function carried(cohort: Cohort, spec: LensSpec): Query {
  const events = knownEvents(cohort, spec, [...fields, 'properties', 'traits'])
  const own = fields.map((field) => `('field', '${field}', toString(${field}))`).join(', ')
  const said = (kind: string, column: string) =>
    `arrayMap((name, value) -> ('${kind}', toString(name), value), mapKeys(${column}), mapValues(${column}))`
  const all = `arrayConcat([${own}], ${said('property', 'properties')}, ${said('trait', 'traits')})`
  const byValue = `SELECT said.1 AS kind, said.2 AS name, said.3 AS value, uniqExact(key) AS cases, uniqExactState(key) AS keys FROM (SELECT key, arrayJoin(${all}) AS said FROM ${events.sql}) WHERE value != '' GROUP BY kind, name, value`
  return {
    sql:
      'SELECT kind, name, sum(cases) AS held, count() AS distinct_values, countIf(isFinite(toFloat64OrNull(value))) AS numbers, ' +
      `countIf(toInt64OrNull(value) IS NOT NULL) AS whole, countIf(match(value, {time_form:String})) AS times, uniqExactMerge(keys) AS carriers, arraySlice(arraySort(v -> (-v.1, v.2), groupArray((cases, value))), 1, ${valuesShown + 1}) AS top ` +
      `FROM (${byValue}) GROUP BY kind, name ORDER BY kind, held DESC, name`,
    params: { ...events.params, time_form: timeForm },
  }
}

/** @param sample the cohort, or its sample where it is large: which values there are is seen there */
export async function valueBook(
  warehouse: Warehouse,
  spec: LensSpec,
  sample: Cohort,
  least: number,
  signal: AbortSignal,
): Promise<ValueBook> {
  const rows = await warehouse.rows<FieldRow>(carried(sample, spec), { signal })
  const kept: FieldRow[] = []
  const leftOut: LeftOut[] = missingFields(rows)
  for (const row of rows) {
    if (row.kind === sample.own?.kind && row.name === sample.own.name) {
      leftOut.push({ what: row.name, why: 'the target itself', says: 'It is what is asked about.' })
      continue
    }
    const why = whyNot(row, least)
    if (why !== null) leftOut.push(why)
    else kept.push(row)
  }
  for (const row of kept.slice(fieldsShown))
    leftOut.push({
      what: row.name,
      why: 'too many factors',
      says: `${fieldsShown} more frequent ${row.kind === 'trait' ? 'traits' : 'properties'} are compared.`,
    })
  const shown = kept.slice(0, fieldsShown)
  const cuts = await quarters(warehouse, spec, sample, shown.filter(isNumber), signal)
  const asked = shown.map((row): Asked => askedOf(row, cuts.get(`${row.kind} ${row.name}`) ?? []))
  return book(spec, asked, leftOut)
}

function missingFields(rows: readonly FieldRow[]): LeftOut[] {
  return fields
    .filter((name) => !rows.some((row) => row.kind === 'field' && row.name === name))
    .map((name) => ({ what: name, why: 'no such field', says: `No event that is known beforehand names a ${name}.` }))
}

/** Whole numbers of which a case has several are the numbers of things (a resource, a ticket), not amounts. */
function isNumber(row: FieldRow): boolean {
  if (row.kind === 'field' || row.distinct_values <= 10 || row.numbers < row.distinct_values) return false
  return row.whole < row.distinct_values || row.held <= 1.5 * row.carriers
}

function whyNot(row: FieldRow, least: number): LeftOut | null {
  if (row.kind !== 'field' && areTimes(row.times, row.distinct_values))
    return {
      what: row.name,
      why: 'times',
      says: 'Its values are times. When a case began is compared by itself; when something later came is often written down only afterwards.',
    }
  if (isNumber(row)) {
    const isId =
      row.whole === row.distinct_values && row.distinct_values > 0.95 * row.carriers && row.distinct_values > 50
    if (!isId) return null
    return {
      what: row.name,
      why: 'too many values',
      says: `Its ${row.distinct_values} whole numbers are nearly as many as the cases: it looks like an id.`,
    }
  }
  const most = row.top[0]?.[0] ?? 0
  if (most >= least) return null
  return {
    what: row.name,
    why: 'too many values',
    says: `It has ${row.distinct_values.toLocaleString('en-US')} values, the most frequent in ${most.toLocaleString('en-US')} cases.`,
  }
}

function askedOf(row: FieldRow, cuts: readonly number[]): Asked {
  if (row.kind !== 'field' && isNumber(row)) return { kind: 'number', of: row.kind, name: row.name, cuts }
  const values = row.top.slice(0, valuesShown).map(([, value]) => value)
  const field = fields.find((name) => name === row.name)
  if (row.kind === 'field') return { kind: 'field', name: field ?? 'channel', values }
  return { kind: row.kind, name: row.name, values }
}

const column = { property: 'properties', trait: 'traits' } as const

/** A case's number: the first one that an event carried. */
function firstNumber(of: 'property' | 'trait', hole: string): string {
  const value = `toFloat64OrNull(${column[of]}[{${hole}:String}])`
  return `argMinIf(${value}, (moment, seq), isFinite(${value}))`
}

/** The bounds between the quarters of the cases by their number. */
async function quarters(
  warehouse: Warehouse,
  spec: LensSpec,
  sample: Cohort,
  rows: readonly FieldRow[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const numbers = rows.flatMap((row) => (row.kind === 'field' ? [] : [{ of: row.kind, name: row.name }]))
  if (numbers.length === 0) return new Map()
  const events = knownEvents(sample, spec, ['properties', 'traits'])
  const firsts = numbers.map(({ of }, i) => `${firstNumber(of, `number_${i}`)} AS v${i}`).join(', ')
  const cuts = numbers.map(
    (_, i) => `quantilesExactInclusiveIf(0.25, 0.5, 0.75)(assumeNotNull(v${i}), isNotNull(v${i}))`,
  )
  const [row] = await warehouse.rows<{ cuts: readonly (readonly (number | null)[])[] }>(
    {
      sql: `SELECT [${cuts.join(', ')}] AS cuts FROM (SELECT key, ${firsts} FROM ${events.sql} GROUP BY key)`,
      params: { ...events.params, ...Object.fromEntries(numbers.map(({ name }, i) => [`number_${i}`, name])) },
    },
    { signal },
  )
  return new Map(
    numbers.map(({ of, name }, i) => [
      `${of} ${name}`,
      [...new Set((row?.cuts[i] ?? []).filter((cut) => cut !== null))],
    ]),
  )
}

function book(spec: LensSpec, asked: readonly Asked[], leftOut: readonly LeftOut[]): ValueBook {
  const factors = new Map(
    asked.flatMap((one, a) => factorsOf(one).map((factor, b) => [factCode('value', a, b + 1), factor] as const)),
  )
  return {
    factors,
    leftOut,
    isField: (place) => asked[place]?.kind === 'field',
    facts: (cohort) => (asked.length === 0 ? null : valueFacts(cohort, spec, asked)),
  }
}

function factorsOf(one: Asked): readonly Factor[] {
  if (one.kind === 'number')
    return bounds(one.cuts).map(([above, most]) => ({ kind: 'number', of: one.of, name: one.name, above, most }))
  if (one.kind === 'field') return one.values.map((value) => ({ kind: 'field', name: one.name, value }))
  return one.values.map((value) => ({ kind: one.kind, name: one.name, value }))
}

/** Of cuts 1, 5, 9: up to 1; 1 to 5; 5 to 9; above 9. */
function bounds(cuts: readonly number[]): readonly (readonly [above: number | null, most: number | null])[] {
  return [null, ...cuts].map((above, i) => [above, cuts[i] ?? null])
}

/** Code 0 of a property says that the case carries it at all: those that do are compared with one another. */
function valueFacts(cohort: Cohort, spec: LensSpec, asked: readonly Asked[]): KnownEvents {
  const events = knownEvents(cohort, spec, [...fields, 'properties', 'traits'])
  const params: Record<string, unknown> = {}
  const texts = asked.flatMap((one, a) => {
    if (one.kind === 'number') return []
    params[`values_${a}`] = one.values
    const text = textOf(one, a, params)
    const codes = one.values.map((_, b) => `toUInt64(${factCode('value', a, b + 1)})`).join(', ')
    const carried = one.kind === 'field' ? [] : [`if(${text} = '', toUInt64(0), toUInt64(${factCode('value', a)}))`]
    return [`transform(${text}, {values_${a}:Array(String)}, [${codes}], toUInt64(0))`, ...carried]
  })
  const numbers = asked.flatMap((one, a) => (one.kind === 'number' ? [numberFacts(one, a, params)] : []))
  const none = "CAST([], 'Array(UInt64)')"
  const said = texts.length === 0 ? none : `groupUniqArrayArray([${texts.join(', ')}])`
  const counted = `[${numbers.flatMap(({ facts }) => facts).join(', ')}]`
  const facts = numbers.length === 0 ? 'said' : `arrayConcat(said, ${counted})`
  const columns = ['any(y) AS came_of_it', `${said} AS said`, ...numbers.map(({ first }) => first)].join(', ')
  return {
    sql: `(SELECT key, came_of_it AS y, arrayFilter(f -> f != 0, ${facts}) AS facts FROM (SELECT key, ${columns} FROM ${events.sql} GROUP BY key))`,
    params: { ...events.params, ...params },
  }
}

function numberFacts(one: Extract<Asked, { kind: 'number' }>, a: number, params: Record<string, unknown>) {
  params[`name_${a}`] = one.name
  const above = one.cuts.map((cut) => ` + (v${a} > ${cut})`).join('')
  const fact = (code: string) => `if(isNull(v${a}), toUInt64(0), assumeNotNull(toUInt64(${code})))`
  return {
    first: `${firstNumber(one.of, `name_${a}`)} AS v${a}`,
    facts: [fact(`${factCode('value', a)}`), fact(`${factCode('value', a, 1)}${above}`)],
  }
}

function textOf(one: Exclude<Asked, { kind: 'number' }>, a: number, params: Record<string, unknown>): string {
  if (one.kind === 'field') return `toString(${one.name})`
  params[`name_${a}`] = one.name
  return `${column[one.kind]}[{name_${a}:String}]`
}
