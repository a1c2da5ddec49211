import type { Query } from '../../store/index.ts'
import { fromTrace, question } from '../view.ts'
import { startOf, weekSql } from '../week.ts'
import { closedSql, type Ground, goodSql } from './ground.ts'
import type { Looked } from './place.ts'
import { statedValue } from './value.ts'

/** What was counted of one place. */
export interface Struck {
  readonly place: number
  readonly cases: number
  readonly customers: number
  /** finished cases, and of these those with a good outcome; 0 where a good outcome has no value */
  readonly closed: number
  readonly good: number
  /** passages, and what went beyond the limit in all of them */
  readonly times: number
  readonly over: number
  /** passages struck by week that a trend shows: [weeks, counts] */
  readonly weeks: readonly [readonly number[], readonly number[]]
  /** names of cases, when each was struck first, and their keys */
  readonly evidence: readonly (readonly [of: string, moment: number, key: string])[]
}

interface Counted extends Omit<Struck, 'evidence'> {
  readonly newest: readonly (readonly [key: string, moment: number])[]
}

/** What was struck at every place, with the names of the newest cases (F1). */
export async function countStruck(ground: Ground, looked: Looked, evidence: number): Promise<readonly Struck[]> {
  if (looked.places.length === 0) return []
  const rows = await ground.warehouse.rows<Counted>(struckQuery(ground, looked, evidence))
  const names = await namesOf(ground, [...new Set(rows.flatMap(({ newest }) => newest.map(([key]) => key)))])
  return rows.map(({ newest, ...row }) => ({
    ...row,
    evidence: newest.map(([key, moment]) => [names.get(key) ?? '', moment, key] as const),
  }))
}

/**
 * All places in one pass over who is struck. The traces are read only where there is more to know of a case: whose it is
 * where a customer may have several, and what came of it where that has a value.
 */
function struckQuery(ground: Ground, looked: Looked, evidence: number): Query {
  const strikes = strikesByCase(ground, looked)
  const newest =
    evidence === 0
      ? '[]'
      : `arrayMap(e -> (toString(e.2), e.3), groupArraySorted(${evidence})((-began, s.key, earliest)))`
  return question(
    ground.view,
    `SELECT place, count() AS cases, ${ofCases(ground)}, sum(passages) AS times, toFloat64(sum(beyond)) AS over, sumMap(in_weeks, arrayMap(w -> 1, in_weeks)) AS weeks, ${newest} AS newest FROM (${strikes.sql}) AS s${joined(ground)} GROUP BY place ORDER BY place`,
    strikes.params,
  )
}

/** Text of a question stays within bounds. */
const keysAtOnce = 50_000

async function namesOf({ warehouse, view }: Ground, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>()
  for (let from = 0; from < keys.length; from += keysAtOnce) {
    const rows = await warehouse.rows<{ id: string; case: string }>(
      question(view, `SELECT toString(key) AS id, case ${fromTrace(view, 'key IN {keys:Array(UInt64)}')}`, {
        keys: keys.slice(from, from + keysAtOnce),
      }),
    )
    for (const row of rows) names.set(row.id, row.case)
  }
  return names
}

function isCaseACustomer({ view: { lens } }: Ground): boolean {
  return lens.customers !== undefined && lens.customers === lens.cases
}

function isValued({ map }: Ground): boolean {
  return statedValue(map.outcome?.value) !== null
}

function ofCases(ground: Ground): string {
  const customers = isCaseACustomer(ground) ? 'count()' : 'uniqExact(who)'
  const outcome = isValued(ground)
    ? 'countIf(is_over) AS closed, countIf(is_over AND is_good) AS good'
    : '0 AS closed, 0 AS good'
  return `${customers} AS customers, ${outcome}`
}

function joined(ground: Ground): string {
  const { view, map } = ground
  const columns = [
    ...(isCaseACustomer(ground) ? [] : ['cityHash64(customer) AS who']),
    ...(isValued(ground) ? [`${closedSql(view, map)} AS is_over`, `${goodSql(view, map)} AS is_good`] : []),
  ]
  return columns.length === 0
    ? ''
    : ` INNER JOIN (SELECT key, ${columns.join(', ')} ${fromTrace(view)}) AS t ON s.key = t.key`
}

/** Rows of a case struck at a place: `passages`, `beyond`, when it was struck first, and in which weeks. */
function strikesByCase({ since }: Ground, { places, together = [] }: Looked) {
  const joint = together.filter((some) => some.places.length > 0)
  const shared = new Set(joint.flatMap((some) => some.places))
  const alone = places.filter((place) => !shared.has(place))
  const begins = startOf(since)
  const several = [
    ...alone.map(
      (place) =>
        `SELECT toUInt16(${places.indexOf(place)}) AS place, key, began, moment, over FROM (${place.strikes.sql})`,
    ),
    ...joint
      .filter(({ isOncePerCase }) => !isOncePerCase)
      .map(
        (some) =>
          `SELECT ${numberOf(some.places, places)} AS place, key, began, moment, over FROM (${some.strikes.sql}) WHERE place != ${nowhere}`,
      ),
  ]
  const once = joint
    .filter(({ isOncePerCase }) => isOncePerCase)
    .map(
      (some) =>
        `SELECT ${numberOf(some.places, places)} AS place, key, began, toUInt64(1) AS passages, over AS beyond, moment AS earliest, if(moment >= ${begins}, [${weekSql('moment')}], []) AS in_weeks FROM (${some.strikes.sql}) WHERE place != ${nowhere}`,
    )
  const grouped =
    several.length === 0
      ? []
      : [
          `SELECT place, key, any(began) AS began, count() AS passages, sum(over) AS beyond, min(moment) AS earliest, groupArrayIf(${weekSql('moment')}, moment >= ${begins}) AS in_weeks FROM (${several.join(' UNION ALL ')}) GROUP BY place, key`,
        ]
  return {
    sql: [...grouped, ...once].join(' UNION ALL '),
    params: Object.assign({}, ...[...alone, ...joint].map(({ strikes }) => strikes.params)),
  }
}

/** What was struck at a step that is counted by itself. */
const nowhere = 'toUInt16(65535)'

/** The place of a step's code, by its number among all. */
function numberOf(some: Looked['places'], places: Looked['places']): string {
  const codes = some.map(({ code }) => `toUInt16(${code})`).join(', ')
  const numbers = some.map((place) => `toUInt16(${places.indexOf(place)})`).join(', ')
  return `transform(code, [${codes}], [${numbers}], ${nowhere})`
}
