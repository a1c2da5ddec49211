import type { Query } from '../../store/index.ts'
import { fromLinked, fromTrace, question, type View } from '../view.ts'

/** A rule of one in a thousand is asked only of a thousand. */
export const fewest = 1_000
/** A way that fewer than one in so many take is rare. */
export const rareOneIn = 500
/** Ways judged by their waits: the most frequent. */
const mostWays = 2_000
const second = 1e6

/** A case that may still go on has not ended: its last row is no way. */
export function ended(view: View, open: string): readonly string[] {
  return open === '0' ? [] : [`NOT (step = 0 AND key IN (SELECT key ${fromTrace(view, open)}))`]
}

export function wayBounds(view: View, open: string): Query {
  return question(
    view,
    `SELECT prev, step, count() AS n, quantilesExactInclusive(0.01, 0.5, 0.999)(gap) AS q ${fromLinked(view, ...ended(view, open))} GROUP BY prev, step ORDER BY n DESC, prev, step`,
  )
}
export interface WayRow {
  readonly prev: number
  readonly step: number
  readonly n: number
  readonly q: readonly [number, number, number]
}

export const mostVisits = 'arrayMax(arrayEnumerateUniq(steps))'

export function caseBounds(view: View): Query {
  return question(
    view,
    `SELECT count() AS cases, quantileExactInclusive(0.999)(dateDiff('microsecond', started, ended)) AS long, quantileExactInclusive(0.999)(${mostVisits}) AS visits ${fromTrace(view)}`,
  )
}
export interface CaseBounds {
  readonly cases: number
  readonly long: number
  readonly visits: number
}

/** A way with what makes a case on it unusual. */
export interface Way extends WayRow {
  /** visits that could have taken it */
  readonly of: number
  readonly isRare: boolean
  /** those that go the other way round, where it is a thousand times as many; else 0 */
  readonly back: number
  /** micros above which the wait is unusual; null: not judged */
  readonly above: number | null
  /** whether no wait at all is unusual */
  readonly takesTime: boolean
}

export function waysOf(rows: readonly WayRow[]): readonly Way[] {
  const from = new Map<number, number>()
  const counts = new Map(rows.map((row) => [`${row.prev} ${row.step}`, row.n]))
  for (const { prev, n } of rows) from.set(prev, (from.get(prev) ?? 0) + n)
  return rows.map((row, place): Way => {
    const of = from.get(row.prev) ?? 0
    const isTimed = row.prev > 0 && row.step > 0
    const reverse = isTimed && row.prev !== row.step ? (counts.get(`${row.step} ${row.prev}`) ?? 0) : 0
    const isJudged = isTimed && row.n >= fewest && place < mostWays
    const isBack = reverse >= fewest && row.n * 1000 <= reverse
    return {
      ...row,
      of,
      isRare: !isBack && of >= rareOneIn && row.n * rareOneIn < of,
      back: isBack ? reverse : 0,
      above: isJudged ? row.q[2] : null,
      takesTime: isJudged && row.q[0] >= 60 * second,
    }
  })
}
