import type { Query } from '../../store/index.ts'
import { codeList, fromTrace, question, type View } from '../view.ts'

/** What decides whether a case may still go on (I12). */
export interface Openness {
  readonly quiet: number | null
  readonly ends: readonly number[]
}

/** True for a case that is not at an end and has not been quiet for long enough to be over. */
export function isOpenSql(view: View, { quiet, ends }: Openness): string {
  if (quiet === null) return '0'
  const late = `toUnixTimestamp64Micro(ended) > ${view.lens.horizon - quiet}`
  return ends.length === 0 ? late : `${late} AND NOT has(${codeList(ends)}, steps[-1])`
}

/** Customers are counted by a 64-bit hash of their name, where the lens does not know how many it has. */
export function caseTotals(view: View, openness: Openness, good: readonly number[]): Query {
  const known = view.cases === null ? view.lens.customers : undefined
  const customers = known === undefined ? 'uniqExact(cityHash64(customer))' : `toUInt64(${known})`
  return question(
    view,
    `WITH ${isOpenSql(view, openness)} AS still, ${good.length === 0 ? '0' : `hasAny(steps, ${codeList(good)})`} AS good ` +
      `SELECT count() AS cases, ${customers} AS customers, ` +
      'toUnixTimestamp64Micro(min(started)) AS earliest, toUnixTimestamp64Micro(max(ended)) AS latest, ' +
      `countIf(still) AS open, countIf(good AND NOT still) AS reached ${fromTrace(view)}`,
  )
}
export interface CaseTotals {
  readonly cases: number
  readonly customers: number
  readonly earliest: number
  readonly latest: number
  readonly open: number
  readonly reached: number
}

/** From a case's first step to its first good outcome, over the cases that reach one. */
export function outcomeTimes(view: View, good: readonly number[]): Query {
  const arrival = `at[arrayFirstIndex(step -> has(${codeList(good)}, step), steps)]`
  return question(
    view,
    `SELECT quantilesExactInclusive(0.5, 0.9)(dateDiff('microsecond', started, ${arrival})) AS q, count() AS n ${fromTrace(view, `hasAny(steps, ${codeList(good)})`)}`,
  )
}

/** Of the cases that may still go on: how many visited each step, and at how many it is the last. */
export function openVisits(view: View, openness: Openness): Query {
  return question(
    view,
    `SELECT step, count() AS visited, countIf(step = last) AS stands FROM (SELECT arrayJoin(arrayDistinct(steps)) AS step, steps[-1] AS last ${fromTrace(view, isOpenSql(view, openness))}) GROUP BY step`,
  )
}
export interface OpenVisit {
  readonly step: number
  readonly visited: number
  readonly stands: number
}
