import type { MapDocument } from '../../map/index.ts'
import type { Query, Warehouse } from '../../store/index.ts'
import { codesOf } from '../measure/counted.ts'
import { codeList, fromLinked, fromTrace, question, type View } from '../view.ts'

/** When the cases in view began and ended, in microseconds. */
export interface Extent {
  readonly cases: number
  readonly first: number
  /** the last beginning, and the latest event */
  readonly last: number
  readonly horizon: number
}

/**
 * For how long every observation is followed, so that an early one and a late one have had the same time to come to
 * something: what comes later counts for neither. In microseconds, by step code.
 */
export interface Follow {
  /** from a visit to the next */
  readonly next: ReadonlyMap<number, number>
  /** from a visit on, until the case counts as gone: three times as long, so that the slow are not taken for the lost */
  readonly gone: ReadonlyMap<number, number>
  /** from a case's beginning to its first visit of a step */
  readonly reach: ReadonlyMap<number, number>
  /** from a case's beginning to its good outcome; null: none is ever reached */
  readonly outcome: number | null
  /**
   * how old cases are at the step, all but a tenth of its visits: while a log begins, only the quick and the young are
   * there, and what they do at the step is not what cases do. A step is absent where the log is too young to tell.
   */
  readonly warm: ReadonlyMap<number, number>
}

export function extentOf(view: View): Query {
  const micros = (what: string) => `toUnixTimestamp64Micro(${what})`
  return question(
    view,
    `SELECT count() AS cases, ${micros('min(started)')} AS first, ${micros('max(started)')} AS last, ${micros('max(ended)')} AS horizon ${fromTrace(view)}`,
  )
}

/** Windows need no more than this many cases, the same each time. */
const enough = 200_000

function nextQuantiles(view: View, every: number): Query {
  return question(
    view,
    `SELECT prev AS code, quantilesExactInclusive(0.95, 0.99)(gap) AS q ${fromLinked(view, 'prev > 0', 'step > 0', sampled(every))} GROUP BY prev`,
  )
}

function reachQuantiles(view: View, every: number): Query {
  return question(
    view,
    'SELECT visit.1 AS code, quantilesExactInclusiveIf(0.95, 0.99)(visit.2, visit.3 = 1) AS q, quantileExactInclusive(0.9)(visit.2) AS age FROM (' +
      "SELECT arrayJoin(arrayMap((s, t, nth) -> (s, dateDiff('microsecond', started, t), nth), steps, at, arrayEnumerateUniq(steps))) AS visit " +
      `${fromTrace(view, sampled(every))}) GROUP BY code`,
  )
}

function outcomeQuantiles(view: View, good: readonly number[], every: number): Query {
  return question(
    view,
    `SELECT quantilesExactInclusive(0.95, 0.99)(${toGoodSql(good)}) AS q, count() AS n ${fromTrace(view, `hasAny(steps, ${codeList(good)})`, sampled(every))}`,
  )
}

/** From a case's beginning to its first good outcome, where it has one. */
export function toGoodSql(good: readonly number[]): string {
  return `dateDiff('microsecond', started, at[arrayFirstIndex(step -> has(${codeList(good)}, step), steps)])`
}

function sampled(every: number): string {
  return every <= 1 ? '1' : `key % ${every} = 0`
}

/** The window of a step's code as SQL; 0 where there is none. */
export function windowSql(code: string, windows: ReadonlyMap<number, number>): string {
  if (windows.size === 0) return 'toInt64(0)'
  const codes = [...windows.keys()].map((one) => `toUInt16(${one})`).join(', ')
  const micros = [...windows.values()].map((one) => `toInt64(${one})`).join(', ')
  return `transform(${code}, [${codes}], [${micros}], toInt64(0))`
}

interface Row {
  readonly code: number
  readonly q: readonly number[]
}

export async function followOf(warehouse: Warehouse, view: View, map: MapDocument, extent: Extent): Promise<Follow> {
  const every = Math.max(1, Math.floor(extent.cases / enough))
  const good = codesOf(view, map.outcome?.good ?? [])
  const [next, reach, outcome] = await Promise.all([
    warehouse.rows<Row>(nextQuantiles(view, every)),
    warehouse.rows<Row & { readonly age: number }>(reachQuantiles(view, every)),
    good.length === 0
      ? []
      : warehouse.rows<{ q: readonly (number | null)[]; n: number }>(outcomeQuantiles(view, good, every)),
  ])
  const span = extent.horizon - extent.first
  const byCode = (rows: readonly Row[]) => new Map(rows.map(({ code, q }) => [code, windowOf(q, span)]))
  const [reached] = outcome
  const nexts = byCode(next)
  return {
    next: nexts,
    gone: new Map(
      [...nexts].map(([code, window]) => [code, Math.ceil(Math.min(3 * window, Math.max(window, span / 4)))]),
    ),
    reach: byCode(reach),
    outcome:
      reached === undefined || reached.n === 0
        ? null
        : windowOf(
            reached.q.map((one) => one ?? 0),
            span,
          ),
    warm: new Map(reach.filter(({ age }) => age <= span / 3).map(({ code, age }) => [code, age])),
  }
}

/**
 * Twice what nearly all (99 %) take, so that the slow of a bad week are still in; less, down to 95 %, where that would hide
 * more than the last eighth of the time, and never more than a quarter of it.
 */
export function windowOf(quantiles: readonly number[], span: number): number {
  const [most = 0, nearlyAll = 0] = quantiles
  const window = Math.min(Math.max(most, Math.min(2 * nearlyAll, span / 8)), span / 4)
  return Math.max(1_000_000, Math.ceil(window))
}
