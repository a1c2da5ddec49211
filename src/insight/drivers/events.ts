import type { LensSpec } from '../../store/index.ts'
import type { Cohort } from './target.ts'

/** What an event's case is called, as `trace.case` holds it. */
export function ownerOf({ by }: Pick<LensSpec, 'by'>): string {
  return by === 'case' ? 'case_key' : `if(customer = '', case_key, customer)`
}

/** ` AND …` that leaves the events of the lens's own sources. */
export function sourceCondition({ sources }: Pick<LensSpec, 'sources'>): {
  readonly sql: string
  readonly params: Readonly<Record<string, unknown>>
} {
  if (sources === undefined) return { sql: '', params: {} }
  return {
    sql: ' AND source IN (SELECT number FROM source WHERE has({own_sources:Array(String)}, name))',
    params: { own_sources: sources },
  }
}

export interface KnownEvents {
  readonly sql: string
  readonly params: Readonly<Record<string, unknown>>
}

/**
 * The events that are known of each case of the cohort (D2, D3), as a table: the columns of `event` that factors are made
 * of, with the case's key and y. An event belongs to the last passage that had begun; what comes before every step, to the first.
 */
export function knownEvents(cohort: Cohort, spec: LensSpec, columns: readonly string[]): KnownEvents {
  const own = sourceCondition(spec)
  const step = cohort.at === null ? undefined : spec.steps[cohort.at - 1]
  const isStep = step === undefined ? '0' : step.when.sql
  const isKnown = step === undefined ? 'moment < until' : 'moment < until OR (moment = until AND is_step)'
  const owner = ownerOf(spec)
  const events = `SELECT ${owner} AS owner, toUnixTimestamp64Micro(at) AS moment, seq, (${isStep}) AS is_step, ${columns.join(', ')} FROM event WHERE ${owner} IN (SELECT case FROM ${cohort.sql})${own.sql}`
  return {
    sql: `(SELECT key, y, moment, seq, ${columns.join(', ')} FROM (${events}) AS e ASOF JOIN (SELECT key, case, since, until, y FROM ${cohort.sql}) AS c ON e.owner = c.case AND e.moment >= c.since WHERE ${isKnown})`,
    params: { ...cohort.params, ...own.params, ...step?.when.params },
  }
}
