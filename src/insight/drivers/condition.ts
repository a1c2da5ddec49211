import type { LensSpec } from '../../store/index.ts'
import { codeOf, type View } from '../view.ts'
import { knownEvents } from './events.ts'
import type { Factor } from './factor.ts'
import { gaps, hoursAre, weekdayIs } from './facts.ts'
import type { Cohort } from './target.ts'

export interface Condition {
  readonly sql: string
  readonly params: Readonly<Record<string, unknown>>
}

/**
 * Whether a case of the cohort has a factor, as a condition on the cohort's columns: how the cases behind a figure are
 * found again (D8). A test proves that it means what the counting of facts means.
 */
export function factorCondition(
  view: View,
  spec: LensSpec,
  cohort: Cohort,
  factor: Exclude<Factor, { kind: 'friction' }>,
): Condition {
  switch (factor.kind) {
    case 'step':
      return plain(`has(past, ${codeOf(view.lens, factor.step)})`)
    case 'again':
      return plain(`countEqual(past, ${codeOf(view.lens, factor.step)}) > 1`)
    case 'transition': {
      const [from, to] = [codeOf(view.lens, factor.from), codeOf(view.lens, factor.to)]
      return plain(`arrayExists((p, s) -> p = ${from} AND s = ${to}, arrayPopBack(past), arrayPopFront(past))`)
    }
    case 'wait': {
      const long = `s = ${codeOf(view.lens, factor.step)} AND gap > {longer_than:Int64}`
      return {
        sql: `arrayExists((s, gap) -> ${long}, arrayPopBack(past), ${gaps})`,
        params: { longer_than: Math.round(factor.longerThan * 1e6) },
      }
    }
    case 'weekday':
      return plain(weekdayIs(factor.day))
    case 'hours':
      return plain(hoursAre(factor.from))
    case 'period':
      return between('toUnixTimestamp64Micro(started)', 'Int64', micros(factor.after), micros(factor.until))
    case 'field':
      return carriedBy(cohort, spec, `toString(${factor.name})`, factor.value, {})
    case 'property':
    case 'trait':
      return carriedBy(cohort, spec, `${column[factor.kind]}[{factor_name:String}]`, factor.value, {
        factor_name: factor.name,
      })
    case 'number':
      return numberLies(cohort, spec, factor)
  }
}

/** Whether a case is one of those that are compared by a factor (D5); null: all are. */
export function baseCondition(view: View, spec: LensSpec, cohort: Cohort, factor: Factor): Condition | null {
  switch (factor.kind) {
    case 'again':
    case 'friction':
      return plain(`has(past, ${codeOf(view.lens, factor.step)})`)
    case 'transition':
      return plain(`has(arrayPopBack(past), ${codeOf(view.lens, factor.from)})`)
    case 'wait':
      return plain(`has(arrayPopBack(past), ${codeOf(view.lens, factor.step)})`)
    case 'property':
    case 'trait':
      return carriedBy(cohort, spec, `${column[factor.kind]}[{factor_name:String}]`, null, { factor_name: factor.name })
    case 'number':
      return numberLies(cohort, spec, { ...factor, above: null, most: null })
    default:
      return null
  }
}

const column = { property: 'properties', trait: 'traits' } as const

function plain(sql: string): Condition {
  return { sql, params: {} }
}

const micros = (seconds: number | null): number | null => (seconds === null ? null : Math.round(seconds * 1e6))

function between(value: string, type: 'Int64' | 'Float64', above: number | null, most: number | null): Condition {
  const parts = [
    ...(above === null ? [] : [`${value} > {factor_above:${type}}`]),
    ...(most === null ? [] : [`${value} <= {factor_most:${type}}`]),
  ]
  return {
    sql: parts.length === 0 ? '1' : parts.join(' AND '),
    params: { ...(above === null ? {} : { factor_above: above }), ...(most === null ? {} : { factor_most: most }) },
  }
}

function carriedBy(
  cohort: Cohort,
  spec: LensSpec,
  text: string,
  value: string | null,
  params: Readonly<Record<string, unknown>>,
): Condition {
  const events = knownEvents(cohort, spec, ['channel', 'team', 'system', 'partner', 'actor', 'properties', 'traits'])
  return {
    sql: `key IN (SELECT key FROM ${events.sql} WHERE ${text} ${value === null ? "!= ''" : '= {factor_value:String}'})`,
    params: { ...events.params, ...params, ...(value === null ? {} : { factor_value: value }) },
  }
}

function numberLies(cohort: Cohort, spec: LensSpec, factor: Factor & { readonly kind: 'number' }): Condition {
  const events = knownEvents(cohort, spec, ['properties', 'traits'])
  const value = `toFloat64OrNull(${column[factor.of]}[{factor_name:String}])`
  const bounds = between('number', 'Float64', factor.above, factor.most)
  return {
    sql: `key IN (SELECT key FROM (SELECT key, argMin(${value}, (moment, seq)) AS number FROM ${events.sql} WHERE isFinite(${value}) GROUP BY key) WHERE ${bounds.sql})`,
    params: { ...events.params, ...bounds.params, factor_name: factor.name },
  }
}
