import type { Query } from '../../store/index.ts'
import { type Promised, promiseTerms, promising } from '../measure/promise.ts'
import { fromLinked, fromTrace, question, type View } from '../view.ts'
import { type Bucket, bucketSql } from './bucket.ts'
import { type Follow, toGoodSql, windowSql } from './follow.ts'

/** When the visit was that a row of `linked` goes on from; at an end the gap is 0. */
const visitSql = '(toUnixTimestamp64Micro(at) - gap)'

/** The median and the ninth decile, each between two neighbours that tell how steep the distribution is there. */
const levels = '0.4, 0.5, 0.6, 0.85, 0.9, 0.95'

export interface OnwardRow {
  readonly code: number
  readonly bucket: number
  readonly n: number
  /** went on within the time that all are followed for, and within the longer one after which a case counts as gone */
  readonly onward: number
  readonly stayed: number
  readonly q: readonly (number | null)[]
}

/** What became of visits, by when they were. */
export function onward(view: View, follow: Follow, bucket: Bucket): Query {
  return question(
    view,
    `WITH ${windowSql('prev', follow.next)} AS followed, step > 0 AND gap <= followed AS went ` +
      `SELECT prev AS code, ${bucketSql(visitSql, bucket)} AS bucket, count() AS n, countIf(went) AS onward, countIf(step > 0 AND gap <= ${windowSql('prev', follow.gone)}) AS stayed, ` +
      `quantilesExactInclusiveIf(${levels})(gap, went) AS q ${fromLinked(view, 'prev > 0')} GROUP BY code, bucket ORDER BY code, bucket`,
  )
}

export interface VisitRow {
  readonly code: number
  readonly bucket: number
  readonly n: number
  /** the case's first to the step */
  readonly newly: number
}

export function visited(view: View, bucket: Bucket): Query {
  return question(
    view,
    `SELECT step AS code, ${bucketSql('toUnixTimestamp64Micro(at)', bucket)} AS bucket, count() AS n, sum(fresh) AS newly ${fromLinked(view, 'step > 0')} GROUP BY code, bucket ORDER BY code, bucket`,
  )
}

export interface KeptRow {
  readonly code: number
  readonly bucket: number
  readonly kept: number
  readonly decided: number
  readonly pending: number
}

export function kept(view: View, promised: readonly Promised[], bucket: Bucket): Query {
  return question(
    view,
    `WITH ${promiseTerms(promised)} SELECT prev AS code, ${bucketSql('visit', bucket)} AS bucket, countIf(in_time) AS kept, countIf(in_time OR too_late) AS decided, countIf(NOT in_time AND NOT too_late) AS pending ${fromLinked(view, promising(promised))} GROUP BY code, bucket ORDER BY code, bucket`,
    { horizon: view.lens.horizon },
  )
}

export interface BegunRow {
  readonly bucket: number
  readonly n: number
  readonly good: number
  readonly q: readonly (number | null)[]
}

/** Cases by when they began, and what became of them. */
export function begun(view: View, good: readonly number[], follow: Follow, bucket: Bucket): Query {
  const reached =
    good.length === 0 || follow.outcome === null
      ? '0 AS took, 0 AS reached'
      : `${toGoodSql(good)} AS took, hasAny(steps, [${good.join(', ')}]) AND took <= ${follow.outcome} AS reached`
  return question(
    view,
    `WITH ${reached} SELECT ${bucketSql('toUnixTimestamp64Micro(started)', bucket)} AS bucket, count() AS n, countIf(reached) AS good, quantilesExactInclusiveIf(${levels})(took, reached) AS q ${fromTrace(view)} GROUP BY bucket ORDER BY bucket`,
  )
}

export interface ReachedRow {
  readonly code: number
  readonly bucket: number
  readonly reached: number
}

export function reachedSteps(view: View, follow: Follow, bucket: Bucket): Query {
  return question(
    view,
    `SELECT visit.1 AS code, bucket, countIf(visit.2 <= ${windowSql('code', follow.reach)}) AS reached FROM (` +
      `SELECT ${bucketSql('toUnixTimestamp64Micro(started)', bucket)} AS bucket, ` +
      "arrayJoin(arrayFilter(v -> v.3 = 1, arrayMap((s, t, nth) -> (s, dateDiff('microsecond', started, t), nth), steps, at, arrayEnumerateUniq(steps)))) AS visit " +
      `${fromTrace(view)}) GROUP BY code, bucket ORDER BY code, bucket`,
  )
}
