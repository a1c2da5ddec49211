import { type SqlText, toGroupSql } from '../match/index.ts'
import type { CaseFilter } from './answers.ts'
import { QuestionProblem } from './problem.ts'

/**
 * A filter as a condition on the columns of `trace` (I2). The empty filter is no condition at all, so that a question
 * about all cases is answered from the tables' projections.
 */
export function caseCondition(filter: CaseFilter, by: 'case' | 'customer'): SqlText | null {
  const parts = [
    ...(filter.from === undefined ? [] : [instantBound('started >=', 'from', filter.from)]),
    ...(filter.to === undefined ? [] : [instantBound('started <', 'to', filter.to)]),
    ...(filter.variant === undefined ? [] : [variantIs(filter.variant)]),
    ...(filter.segment === undefined ? [] : [segmentOf(filter.segment, by)]),
    ...(filter.source === undefined ? [] : [sourceIs(filter.source, by)]),
  ]
  if (parts.length === 0) return null
  return {
    sql: parts.map((part) => `(${part.sql})`).join(' AND '),
    params: Object.assign({}, ...parts.map((part) => part.params)),
  }
}

/** What the store calls an event's case, as `trace.case` holds it. */
function caseOf(by: 'case' | 'customer'): string {
  return by === 'case' ? 'case_key' : "if(customer = '', case_key, customer)"
}

/** A case is in a segment when its events meet the predicate taken together, as in a map's `segment`. */
function segmentOf(segment: NonNullable<CaseFilter['segment']>, by: 'case' | 'customer'): SqlText {
  const { sql, params } = toGroupSql(segment, 'filter')
  return { sql: `case IN (SELECT ${caseOf(by)} AS owner FROM event GROUP BY owner HAVING ${sql})`, params }
}

function sourceIs(name: string, by: 'case' | 'customer'): SqlText {
  return {
    sql: `case IN (SELECT ${caseOf(by)} FROM event WHERE source IN (SELECT number FROM source WHERE name = {source:String}))`,
    params: { source: name },
  }
}

function instantBound(test: string, name: 'from' | 'to', value: string): SqlText {
  const millis = Date.parse(value)
  if (Number.isNaN(millis)) {
    throw new QuestionProblem(
      'instant-invalid',
      `${name}: "${value}" is no instant.`,
      'Write it as 2026-09-30 or 2026-09-30T12:00:00Z.',
    )
  }
  return { sql: `${test} fromUnixTimestamp64Micro({${name}:Int64}, 'UTC')`, params: { [name]: millis * 1000 } }
}

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
