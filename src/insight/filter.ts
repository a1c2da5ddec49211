import { noTime, parseTime } from '../event/index.ts'
import { type SqlText, toGroupSql } from '../match/index.ts'
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

/** A case is in a segment when its events meet the predicate taken together, as in a map's `segment`. */
function segmentOf(
  segment: NonNullable<CaseFilter['segment']>,
  { by, sources }: Pick<LensSpec, 'by' | 'sources'>,
): SqlText {
  const { sql, params } = toGroupSql(segment, 'filter')
  // A case of another source may have the same name.
  const names = sources?.map((_, i) => `{own${i}:String}`).join(', ')
  const ofSources =
    names === undefined ? '' : ` WHERE source IN (SELECT number FROM source WHERE has([${names}], name))`
  return {
    sql: `case IN (SELECT ${caseOf(by)} AS owner FROM event${ofSources} GROUP BY owner HAVING ${sql})`,
    params: { ...params, ...Object.fromEntries((sources ?? []).map((name, i) => [`own${i}`, name])) },
  }
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
