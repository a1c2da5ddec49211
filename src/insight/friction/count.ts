import type { Query } from '../../store/index.ts'
import { fromTrace, question } from '../view.ts'
import { weekSql } from '../week.ts'
import { closedSql, type Ground, goodSql } from './ground.ts'
import type { Looked } from './place.ts'

/** What was counted of one place. */
export interface Struck {
  readonly place: number
  readonly cases: number
  readonly customers: number
  /** finished cases, and of these those with a good outcome */
  readonly closed: number
  readonly good: number
  /** passages, and what went beyond the limit in all of them */
  readonly times: number
  readonly over: number
  /** passages struck by week: [weeks, counts] */
  readonly weeks: readonly [readonly number[], readonly number[]]
  /** names of cases, when each was struck first, and their keys */
  readonly evidence: readonly (readonly [of: string, moment: number, key: string])[]
}

/** All places in one pass over the traces: who is struck, what came of them, and the names of the newest (F1). */
export function struckQuery(ground: Ground, { places, together = [] }: Looked, evidence: number): Query {
  const { view, map } = ground
  const joint = together.filter((some) => some.places.length > 0)
  const shared = new Set(joint.flatMap((some) => some.places))
  const alone = places.filter((place) => !shared.has(place))
  const strikes = [
    ...alone.map(
      (place) => `SELECT toUInt16(${places.indexOf(place)}) AS place, key, moment, over FROM (${place.strikes.sql})`,
    ),
    ...joint.map((some) => {
      const codes = some.places.map(({ code }) => `toUInt16(${code})`).join(', ')
      const numbers = some.places.map((place) => `toUInt16(${places.indexOf(place)})`).join(', ')
      return `SELECT transform(code, [${codes}], [${numbers}], toUInt16(65535)) AS place, key, moment, over FROM (${some.strikes.sql}) WHERE code IN (${codes})`
    }),
  ]
  const byCase = `SELECT place, key, count() AS passages, sum(over) AS beyond, min(moment) AS earliest, groupArray(${weekSql('moment')}) AS in_weeks FROM (${strikes.join(' UNION ALL ')}) GROUP BY place, key`
  const traces = `SELECT key, case, customer, toUnixTimestamp64Micro(started) AS began, ${closedSql(view, map)} AS is_over, ${goodSql(view, map)} AS is_good ${fromTrace(view)}`
  const newest =
    evidence === 0
      ? '[]'
      : `arrayMap(e -> (e.3, e.4, toString(e.2)), groupArraySorted(${evidence})((-began, key, case, earliest)))`
  return question(
    view,
    `SELECT place, count() AS cases, uniqExact(cityHash64(customer)) AS customers, countIf(is_over) AS closed, countIf(is_over AND is_good) AS good, sum(passages) AS times, toFloat64(sum(beyond)) AS over, sumMap(in_weeks, arrayMap(w -> 1, in_weeks)) AS weeks, ${newest} AS evidence FROM (${traces}) AS t INNER JOIN (${byCase}) AS s ON t.key = s.key GROUP BY place ORDER BY place`,
    Object.assign({}, ...[...alone, ...joint].map(({ strikes }) => strikes.params)),
  )
}
