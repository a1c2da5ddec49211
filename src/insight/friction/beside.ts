import type { LensSpec } from '../../store/index.ts'
import { fromTrace, type View } from '../view.ts'
import type { Asking } from './place.ts'

/** What the store calls an event's case, as `trace.case` holds it. */
export function ownerSql(by: LensSpec['by']): string {
  return by === 'case' ? 'case_key' : "if(customer = '', case_key, customer)"
}

/** A condition on `event`: it is of the map's imports. */
export function ofSources({ sources }: LensSpec): Asking {
  if (sources === undefined) return { sql: '1', params: {} }
  return {
    sql: 'source IN (SELECT number FROM source WHERE name IN {frictionSources:Array(String)})',
    params: { frictionSources: sources },
  }
}

/** A condition on `event`: it is a step of the lens. */
export function isStepSql({ steps }: LensSpec): Asking {
  if (steps.length === 0) return { sql: '0', params: {} }
  const names = steps.map((step) => step.names)
  if (names.every((some) => some !== undefined))
    return { sql: 'name IN {stepNames:Array(String)}', params: { stepNames: names.flat() } }
  return {
    sql: `(${steps.map((step) => `(${step.when.sql})`).join(' OR ')})`,
    params: Object.assign({}, ...steps.map((step) => step.when.params)),
  }
}

/**
 * Events laid on the passage they fall into and the visit they come after: `columns` of `events` (which has `owner` and
 * `moment`) beside `key`, `began`, `steps`, `times` and `place`, the number of the last visit by then of a step that
 * `counts` (over `s`). An event belongs to the latest passage of its case that had begun; what comes before the first step
 * belongs to none.
 */
export function laidBeside(view: View, events: string, columns: readonly string[], counts = '1'): string {
  const inView = view.cases === null ? '' : ` WHERE key IN (SELECT key ${fromTrace(view)})`
  const traces = `SELECT key, case AS owner, toUnixTimestamp64Micro(started) AS began, steps, arrayMap(t -> toUnixTimestamp64Micro(t), at) AS times FROM ${view.lens.trace} WHERE case IN (SELECT owner FROM laid)`
  return `WITH laid AS MATERIALIZED (${events}) SELECT t.key AS key, t.began AS began, t.steps AS steps, t.times AS times, ${columns.map((name) => `e.${name} AS ${name}`).join(', ')}, e.moment AS came, arrayLastIndex((t, s) -> t <= came AND ${counts}, times, steps) AS place FROM laid AS e ASOF INNER JOIN (${traces}) AS t ON e.owner = t.owner AND e.moment >= t.began${inView}`
}
