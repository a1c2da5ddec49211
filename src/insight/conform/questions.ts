import type { Query } from '../../store/index.ts'
import { isOpenSql, type Openness } from '../measure/questions.ts'
import { fromTrace, question, type View } from '../view.ts'

/** Open cases of a variant are aligned apart from its closed ones: nothing is missing yet from what may still go on. */
export interface VariantCount {
  /** the hash of its steps, as text: it has 64 bits */
  readonly id: string
  readonly visits: number
  readonly cases: number
  readonly open: number
}

export function conformanceTotals(view: View, openness: Openness): Query {
  return question(
    view,
    `SELECT count() AS cases, countIf(${isOpenSql(view, openness)}) AS open, uniqExact(hash) AS variants ${fromTrace(view)}`,
  )
}
export interface ConformanceTotals {
  readonly cases: number
  readonly open: number
  readonly variants: number
}

/** The most frequent variants by their hash alone; their steps are fetched for those that were not aligned before. */
export function frequentVariants(view: View, openness: Openness, most: number): Query {
  return question(
    view,
    `SELECT toString(hash) AS id, any(length(steps)) AS visits, count() AS cases, countIf(${isOpenSql(view, openness)}) AS open ${fromTrace(view)} GROUP BY hash ORDER BY cases DESC, hash LIMIT {most:UInt32}`,
    { most },
  )
}

export function stepsOfVariants(view: View, hashes: readonly string[]): Query {
  return question(
    view,
    `SELECT toString(hash) AS id, any(steps) AS way ${fromTrace(view, hashIn(hashes))} GROUP BY hash`,
  )
}

/** The hashes are our own digits. */
export function hashIn(hashes: readonly string[]): string {
  return hashes.length === 0 ? '0' : `hash IN (${hashes.join(', ')})`
}
