import { noTime, parseTime } from '../event/index.ts'
import { type Predicate, type SqlText, toGroupSql, toSql, UnaskableError, unaskable } from '../match/index.ts'
import type { LensSpec } from '../store/index.ts'
import type { CaseFilter } from './answers.ts'
import { QuestionProblem } from './problem.ts'

export interface CaseCondition extends SqlText {
  /** it asks only when a case begins, which `linked` tells as `trace` does */
  readonly isPeriod?: boolean
}

/**
 * A filter as a condition on the columns of `trace` (I2). The empty filter is no condition at all, so that a question
 * about all cases is answered from the tables' projections.
 */
export function caseCondition(filter: CaseFilter, spec: Pick<LensSpec, 'by' | 'sources'>): CaseCondition | null {
  const period = [
    ...(filter.from === undefined ? [] : [instantBound('toUnixTimestamp64Micro(started) >=', 'from', filter.from)]),
    ...(filter.to === undefined ? [] : [instantBound('toUnixTimestamp64Micro(started) <', 'to', filter.to)]),
  ]
  const parts = [
    ...period,
    ...(filter.variant === undefined ? [] : [variantIs(filter.variant)]),
    ...(filter.segment === undefined ? [] : [segmentOf(filter.segment, spec)]),
    ...(filter.source === undefined ? [] : [sourceIs(filter.source, spec.by)]),
  ]
  if (parts.length === 0) return null
  return {
    sql: parts.map((part) => `(${part.sql})`).join(' AND '),
    params: Object.assign({}, ...parts.map((part) => part.params)),
    isPeriod: parts.length === period.length,
  }
}

/** What the store calls an event's case, as `trace.case` holds it. */
function caseOf(by: 'case' | 'customer'): string {
  return by === 'case' ? 'case_key' : "if(customer = '', case_key, customer)"
}

/** Whose events a segment looks at: a case of another source may have the same name. */
interface Scope {
  readonly owner: string
  /** a condition over `event`; null: all */
  readonly within: string | null
}

/** A case is in a segment when its events meet the predicate taken together, as in a map's `segment`. */
function segmentOf(segment: Predicate, { by, sources }: Pick<LensSpec, 'by' | 'sources'>): SqlText {
  const [problem] = unaskable(segment)
  if (problem !== undefined) throw new UnaskableError(problem)
  const names = sources?.map((_, i) => `{own${i}:String}`).join(', ')
  const within = names === undefined ? null : `source IN (SELECT number FROM source WHERE has([${names}], name))`
  const params: Record<string, string | number> = Object.fromEntries(
    (sources ?? []).map((name, i) => [`own${i}`, name]),
  )
  return { sql: inSegment(segment, { owner: caseOf(by), within }, params), params }
}

/**
 * "Some event is so" is asked of the events as they lie, which are then read by the columns it names and no case has to be
 * gathered from them; only the latest value of a trait needs a case's events side by side.
 */
function inSegment(part: Predicate, scope: Scope, params: Record<string, string | number>): string {
  if ('not' in part) return `NOT (${inSegment(part.not, scope, params)})`
  if ('all' in part) return joined('AND', part.all, scope, params)
  if ('any' in part) return joined('OR', part.any, scope, params)
  const prefix = `filter${Object.keys(params).length}_`
  const { sql, params: own } = 'trait' in part ? toGroupSql(part, prefix) : toSql(part, prefix)
  Object.assign(params, own)
  if ('trait' in part)
    return `case IN (SELECT ${scope.owner} AS owner FROM event${whereOf(scope.within)} GROUP BY owner HAVING ${sql})`
  return `case IN (SELECT ${scope.owner} FROM event${whereOf(scope.within, sql)})`
}

/** Nothing joined by AND is true, by OR false. */
function joined(
  word: 'AND' | 'OR',
  parts: readonly Predicate[],
  scope: Scope,
  params: Record<string, string | number>,
): string {
  if (parts.length === 0) return word === 'AND' ? '1' : '0'
  return parts.map((part) => `(${inSegment(part, scope, params)})`).join(` ${word} `)
}

function whereOf(...conditions: readonly (string | null)[]): string {
  const some = conditions.filter((one) => one !== null)
  return some.length === 0 ? '' : ` WHERE ${some.map((one) => `(${one})`).join(' AND ')}`
}

function sourceIs(name: string, by: 'case' | 'customer'): SqlText {
  return {
    sql: `case IN (SELECT ${caseOf(by)} FROM event WHERE source IN (SELECT number FROM source WHERE name = {source:String}))`,
    params: { source: name },
  }
}

function instantBound(test: string, name: 'from' | 'to', value: string): SqlText {
  const at = written.test(value) ? parseTime(value, inUtc) : noTime
  if (typeof at === 'string') {
    throw new QuestionProblem(
      'instant-invalid',
      `${name}: "${value}" ${at}.`,
      'Write a day (2026-09-30, which begins at midnight UTC) or an instant with its zone (2026-09-30T12:00:00Z).',
    )
  }
  return { sql: `${test} {${name}:Int64}`, params: { [name]: at } }
}

/** The same instant wherever the server stands: a day begins in UTC, and a time of day says its zone. */
const written = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2}))?$/
const inUtc = { zone: (local: number) => local, dayFirst: null, unit: null }

function variantIs(id: string): SqlText {
  if (!/^[0-9a-f]{16}$/.test(id)) {
    throw new QuestionProblem(
      'variant-invalid',
      `"${id}" is not a variant's id.`,
      'Give the 16 hex digits that the list of variants shows.',
    )
  }
  return { sql: 'hash = {variant:UInt64}', params: { variant: BigInt(`0x${id}`).toString() } }
}
