import type { Query } from '../../store/index.ts'
import { isOpenSql, type Openness } from '../measure/questions.ts'
import { codeList, fromTrace, question, type View } from '../view.ts'
import { lastPlace, mostVisits } from './model.ts'
import { grid } from './quantile.ts'

/** Above so many cases a sample of them makes the model, and the answer says so. */
export const mostCases = 200_000

/** The cases that the model is made from: finished ones, all or one in so many by the hash of their keys. */
export interface Scope {
  readonly view: View
  readonly conditions: readonly string[]
}

export function finished(view: View, openness: Openness): Scope {
  return { view, conditions: openness.quiet === null ? [] : [`NOT (${isOpenSql(view, openness)})`] }
}

export function sampled({ view, conditions }: Scope, oneIn: number): Scope {
  return { view, conditions: oneIn === 1 ? conditions : [...conditions, `cityHash64(key) % ${oneIn} = 0`] }
}

const trace = ({ view, conditions }: Scope) => fromTrace(view, ...conditions)

function linked(scope: Scope, ...conditions: readonly string[]): string {
  const isAll = scope.view.cases === null && scope.conditions.length === 0
  const all = [...(isAll ? [] : [`key IN (SELECT key ${trace(scope)})`]), ...conditions]
  return `FROM ${scope.view.lens.linked} WHERE ${all.map((one) => `(${one})`).join(' AND ')}`
}

/**
 * Each visit with the step before it, the how-manieth of its step it is, its place in the case and whether a good outcome has
 * come by then, and the same of the visit that follows. Visit 0 is the beginning, and the end is followed by nothing.
 */
export function stateCounts(scope: Scope, good: readonly number[]): Query {
  const nth = `arrayMap(n -> toUInt8(least(n, ${mostVisits})), arrayEnumerateUniq(steps))`
  const place = `arrayMap(i -> toUInt8(least(1 + floor(2 * log2(i)), ${lastPlace})), arrayEnumerate(steps))`
  const done = `arrayMap(n -> toUInt8(n > 0), arrayCumSum(arrayMap(step -> has(${codeList(good)}, step), steps)))`
  const noStep = 'toUInt16(0)'
  const before = (list: string, none = 'toUInt8(0)') => `arrayPushFront(${list}, ${none})`
  const after = (list: string, none = 'toUInt8(0)') => `arrayPushBack(${list}, ${none})`
  const rows = `arrayZip(${before(before('arrayPopBack(steps)', noStep), noStep)}, ${before('steps', noStep)}, ${before('nth')}, ${before('place')}, ${before('done')}, ${after('steps', noStep)}, ${after('nth')}, ${after('place')}, ${after('done')})`
  return question(
    scope.view,
    `SELECT visit.1 AS prev, visit.2 AS step, visit.3 AS nth, visit.4 AS place, visit.5 AS done, visit.6 AS next, visit.7 AS nextNth, visit.8 AS nextPlace, visit.9 AS nextDone, count() AS n FROM (WITH ${nth} AS nth, ${place} AS place, ${done} AS done SELECT arrayJoin(${rows}) AS visit ${trace(scope)}) GROUP BY ALL ORDER BY ALL`,
  )
}

const atGrid = `quantilesExactInclusive(${grid.join(', ')})`

export function waitQuantiles(scope: Scope): Query {
  return question(
    scope.view,
    `SELECT prev, step, ${atGrid}(gap) AS q, count() AS n ${linked(scope, 'prev > 0', 'step > 0')} GROUP BY prev, step`,
  )
}
export interface WaitRow {
  readonly prev: number
  readonly step: number
  readonly q: readonly number[]
  readonly n: number
}

/** What the untouched simulation is held against. */
export function observedDurations(scope: Scope): Query {
  const micros = "dateDiff('microsecond', started, ended)"
  return question(scope.view, `SELECT ${atGrid}(${micros}) AS q, count() AS n ${trace(scope)}`)
}

export function observedOutcomes(scope: Scope, good: readonly number[]): Query {
  const reached = `hasAny(steps, ${codeList(good)})`
  const arrival = `at[arrayFirstIndex(step -> has(${codeList(good)}, step), steps)]`
  return question(
    scope.view,
    `SELECT ${atGrid}(dateDiff('microsecond', started, ${arrival})) AS q, count() AS n ${fromTrace(scope.view, ...scope.conditions, reached)}`,
  )
}
export interface SpreadRow {
  readonly q: readonly (number | null)[]
  readonly n: number
}

/** Of the cases that came from a step to another after a wait (in half octaves), how many stopped there. */
export function leavingCounts(scope: Scope): Query {
  const bin = "toUInt8(floor(2 * log2(greatest(dateDiff('microsecond', before, now), 0) / 1e6 + 1)))"
  const times = `arrayMap((before, now) -> ${bin}, arrayPushFront(arrayPopBack(at), at[1]), at)`
  const rows = `arrayZip(arrayPushFront(arrayPopBack(steps), toUInt16(0)), steps, ${times}, arrayMap(i -> i = length(steps), arrayEnumerate(steps)))`
  return question(
    scope.view,
    `SELECT visit.1 AS prev, visit.2 AS step, visit.3 AS bin, count() AS n, countIf(visit.4) AS left FROM (SELECT arrayJoin(${rows}) AS visit ${trace(scope)}) WHERE prev > 0 GROUP BY prev, step, bin ORDER BY prev, step, bin`,
  )
}
export interface LeavingRow {
  readonly prev: number
  readonly step: number
  readonly bin: number
  readonly n: number
  readonly left: number
}

export function caseTotals(view: View, openness: Openness): Query {
  return question(
    view,
    `SELECT count() AS cases, countIf(NOT (${isOpenSql(view, openness)})) AS finished, uniqExact(cityHash64(customer)) AS customers, toUnixTimestamp64Micro(min(started)) AS earliest, toUnixTimestamp64Micro(max(started)) AS latest ${fromTrace(view)}`,
  )
}
export interface TotalsRow {
  readonly cases: number
  readonly finished: number
  readonly customers: number
  readonly earliest: number
  readonly latest: number
}

/** The newest pieces of work of a team are enough to read its load from. */
const mostWork = 100_000

/** From the visit before to the arrival at one of the team's steps, over all cases: a team's load knows no filter. */
export function teamWork(view: View, codes: readonly number[]): Query {
  return {
    sql: `SELECT (toUnixTimestamp64Micro(at) - gap) / 1e6 AS since, toUnixTimestamp64Micro(at) / 1e6 AS done FROM ${view.lens.linked} WHERE step IN (${codes.join(', ')}) AND prev > 0 ORDER BY at DESC, key LIMIT ${mostWork}`,
  }
}
