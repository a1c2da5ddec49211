import type { Query } from '../../store/index.ts'
import { type Promised, promiseTerms, promising } from '../measure/promise.ts'
import type { Follow } from '../trend/follow.ts'
import { toGoodSql, windowSql } from '../trend/follow.ts'
import { codeList, fromLinked, fromTrace, question, type View } from '../view.ts'
import { quantileSql } from './quantile.ts'

/** What is over: the latest instant looked at, and for how long everybody is followed up to it. */
export interface Known {
  readonly horizon: number
  readonly follow: Follow
}

const visit = '(toUnixTimestamp64Micro(at) - gap)'
const begun = 'toUnixTimestamp64Micro(started)'

/**
 * Visits that came to the step in the time that every case is followed for, of cases old enough for that and for what is
 * waited for: so that of the young ones not only the quick are there.
 */
function isOldEnough(code: string, window: string, { horizon, follow }: Known): string {
  const reach = windowSql(code, follow.reach)
  return `(${visit} - ${begun} <= ${reach} AND ${begun} <= ${horizon} - ${reach} - ${window})`
}

export interface WaitRow {
  readonly prev: number
  /** visits followed for long enough, and those that went on in that time */
  readonly followed: number
  readonly went: number
  /** the same for the longer time after which a case counts as gone */
  readonly known: number
  readonly stayed: number
  readonly p50: readonly (number | null)[]
  readonly p90: readonly (number | null)[]
}

/** What became of the visits to each step. */
export function waits(view: View, known: Known): Query {
  const { follow } = known
  return question(
    view,
    `WITH ${windowSql('prev', follow.next)} AS near, ${windowSql('prev', follow.gone)} AS far, ${isOldEnough('prev', 'near', known)} AS is_followed, ${isOldEnough('prev', 'far', known)} AS is_known, ` +
      'arraySort(groupArrayIf(gap, is_followed AND step > 0 AND gap <= near)) AS sorted ' +
      'SELECT prev, countIf(is_followed) AS followed, length(sorted) AS went, countIf(is_known) AS known, countIf(is_known AND step > 0 AND gap <= far) AS stayed, ' +
      `${quantileSql('sorted', 0.5)} AS p50, ${quantileSql('sorted', 0.9)} AS p90 ${fromLinked(view, 'prev > 0')} GROUP BY prev`,
  )
}

export interface WayRow {
  readonly prev: number
  readonly step: number
  readonly went: number
  readonly p50: readonly (number | null)[]
}

export function ways(view: View, known: Known): Query {
  return question(
    view,
    `WITH ${windowSql('prev', known.follow.next)} AS near, arraySort(groupArrayIf(gap, ${isOldEnough('prev', 'near', known)} AND gap <= near)) AS sorted ` +
      `SELECT prev, step, length(sorted) AS went, ${quantileSql('sorted', 0.5)} AS p50 ` +
      `${fromLinked(view, 'prev > 0', 'step > 0')} GROUP BY prev, step`,
  )
}

export interface ReachRow {
  readonly step: number
  /** cases that came to it, within the time all are followed for */
  readonly reached: number
  /** cases whose first visit is long enough ago, and those of them that came back */
  readonly came: number
  readonly returned: number
}

/** First and second visits of each case to each step. */
export function reaches(view: View, { horizon, follow }: Known): Query {
  const first = 'at[indexOf(steps, s)]'
  return question(
    view,
    `WITH visit.1 AS step, ${windowSql('step', follow.reach)} AS reach, ${windowSql('step', follow.gone)} AS far ` +
      `SELECT step, countIf(visit.2 = 1 AND visit.3 <= reach AND begun <= ${horizon} - reach) AS reached, ` +
      `countIf(visit.2 = 1 AND visit.4 <= reach AND begun <= ${horizon} - reach - far) AS came, ` +
      `countIf(visit.2 = 2 AND visit.4 <= reach AND begun <= ${horizon} - reach - far AND visit.5 <= far) AS returned ` +
      'FROM (SELECT toUnixTimestamp64Micro(started) AS begun, arrayJoin(arrayFilter(v -> v.2 < 3, ' +
      `arrayMap((s, t, nth) -> (s, nth, dateDiff('microsecond', started, t), dateDiff('microsecond', started, ${first}), dateDiff('microsecond', ${first}, t)), steps, at, arrayEnumerateUniq(steps)))) AS visit ` +
      `${fromTrace(view)}) GROUP BY step`,
  )
}

/** Of how many cases a step's reaching is known, in the order of the steps given: those that began long enough ago. */
export function begunBefore(view: View, instants: readonly number[]): Query {
  const list = instants.map((at) => `toInt64(${at})`).join(', ')
  return question(
    view,
    `SELECT sumForEach(arrayMap(at -> toUInt64(toUnixTimestamp64Micro(started) <= at), [${list}])) AS begun ${fromTrace(view)}`,
  )
}

/** Promises made to those visits, of cases whose time was over by the horizon. */
export function keptPromises(view: View, promised: readonly Promised[], known: Known): Query {
  return question(
    view,
    `WITH ${promiseTerms(promised)} SELECT prev, countIf(in_time) AS kept, count() AS n ${fromLinked(view, promising(promised), isOldEnough('prev', 'allowed', known))} GROUP BY prev`,
    { horizon: view.lens.horizon },
  )
}
export interface KeptRow {
  readonly prev: number
  readonly kept: number
  readonly n: number
}

/** Cases that began long enough ago, and those of them that came to a good outcome in time. */
export function outcomes(view: View, good: readonly number[], within: number, horizon: number): Query {
  return question(
    view,
    `WITH ${toGoodSql(good)} AS took, arraySort(groupArrayIf(took, hasAny(steps, ${codeList(good)}) AND took <= ${within})) AS sorted ` +
      `SELECT count() AS n, length(sorted) AS reached, ${quantileSql('sorted', 0.5)} AS p50, ${quantileSql('sorted', 0.9)} AS p90 ${fromTrace(view, `toUnixTimestamp64Micro(started) <= ${horizon - within}`)}`,
  )
}
export interface OutcomeRow {
  readonly n: number
  readonly reached: number
  readonly p50: readonly (number | null)[]
  readonly p90: readonly (number | null)[]
}
