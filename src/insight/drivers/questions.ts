import type { Query } from '../../store/index.ts'
import type { KnownEvents } from './events.ts'
import { type Cuts, factsSql, gaps } from './facts.ts'
import type { Cohort } from './target.ts'

/** Cases with something: how many, and the sum and the sum of squares of what came of them. */
export interface Sums {
  readonly n: number
  readonly sum: number
  readonly squares: number
}

const sums = 'count() AS n, sum(y) AS sum, sum(y * y) AS squares'

export function totals(cohort: Cohort): Query {
  return { sql: `SELECT ${sums} FROM ${cohort.sql}`, params: cohort.params }
}

/** The hash of the last case of a sample: the cases with the smallest hashes of their keys are the same each time. */
export function sampleEnd(cohort: Cohort, cases: number): Query {
  return {
    sql: `SELECT toString(max(hashed)) AS hashed FROM (SELECT cityHash64(key) AS hashed FROM ${cohort.sql} ORDER BY hashed LIMIT ${cases})`,
    params: cohort.params,
  }
}

/** A condition on the key, so that a sample is found again by a scan and not by sorting all cases. */
export function sampleUpTo(cohort: Cohort, hashed: string): Cohort {
  return {
    ...cohort,
    sql: `(SELECT * FROM ${cohort.sql} WHERE cityHash64(key) <= {sample_end:UInt64})`,
    params: { ...cohort.params, sample_end: hashed },
  }
}

/** Where a wait after each step begins to be among the longest quarter (microseconds). */
export function waitCuts(cohort: Cohort): Query {
  return {
    sql: `SELECT w.1 AS step, quantileExactInclusive(0.75)(w.2) AS cut, count() AS n FROM (SELECT arrayJoin(arrayZip(arrayPopBack(past), ${gaps})) AS w FROM ${cohort.sql}) GROUP BY step ORDER BY step`,
    params: cohort.params,
  }
}

/** The bounds between the quarters of the cases by when they began (microseconds). */
export function periodCuts(cohort: Cohort): Query {
  return {
    sql: `SELECT quantilesExactInclusive(0.25, 0.5, 0.75)(toUnixTimestamp64Micro(started)) AS cuts FROM ${cohort.sql}`,
    params: cohort.params,
  }
}

/** Steps of the cohort's cases, known beforehand or not. */
export function stepsVisited(cohort: Cohort): Query {
  return {
    sql: `SELECT arrayJoin(arrayDistinct(whole)) AS step, count() AS cases FROM ${cohort.sql} GROUP BY step ORDER BY step`,
    params: cohort.params,
  }
}

/** A table of each case's facts: those of its visits and its beginning. */
export function visitFacts(cohort: Cohort, cuts: Cuts): KnownEvents {
  return { sql: `(SELECT key, y, ${factsSql(cuts)} AS facts FROM ${cohort.sql})`, params: cohort.params }
}

export type FactCount = Sums & { readonly fact: number }

/** Cases with each fact, most first. */
export function factCounts(facts: KnownEvents, most: number): Query {
  return {
    sql: `SELECT fact, ${sums} FROM (SELECT arrayJoin(facts) AS fact, y FROM ${facts.sql}) GROUP BY fact ORDER BY n DESC, fact LIMIT ${most}`,
    params: facts.params,
  }
}

/** Each case with the columns of the model that its facts are (1-based), and the fold that holds it out. */
export function caseColumns(facts: KnownEvents, codes: readonly number[], folds: number): Query {
  const columns =
    codes.length === 0
      ? "CAST([], 'Array(UInt16)')"
      : `arrayFilter(c -> c > 0, arrayMap(f -> transform(f, [${codes.map((code) => `toUInt64(${code})`).join(', ')}], [${codes.map((_, i) => `toUInt16(${i + 1})`).join(', ')}], toUInt16(0)), facts))`
  return {
    sql: `SELECT toString(key) AS id, y, ${columns} AS columns, cityHash64(key, 'fold') % ${folds} AS fold FROM ${facts.sql} ORDER BY cityHash64(key), key`,
    params: facts.params,
  }
}
export interface CaseColumns {
  readonly id: string
  readonly y: number
  readonly columns: readonly number[]
  readonly fold: number
}
