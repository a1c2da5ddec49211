import { createHash } from 'node:crypto'
import { knownAs } from '../known/known.ts'
import type { LensSpec } from '../ports.ts'
import { arrayLiteral, inline } from '../warehouse/literal.ts'

/** A lens as the SQL that builds it; equal lenses have equal keys. */
export interface LensPlan {
  readonly key: string
  readonly steps: readonly string[]
  /** an event's step code, 0 where it is none */
  readonly code: string
  /** what an event's case is called, over columns of `held`: as it came */
  readonly case: string
  /** the same under the name its customer is known by */
  readonly knownCase: string
  /** 1 where that is a customer standing in for a case, which never mixes with a case of the same name; else 0 */
  readonly own: string
  /** a passage's customer, over `passage` (its visits), `c` (its case) and `of` (the first customer of the case) */
  readonly customer: string
  /** the same over columns of `touch` */
  readonly touchedCase: string
  /** a condition over `held` that leaves only the cases that the table `touched` names */
  within(touched: string): string
  /** codes of the steps that end a case */
  readonly ends: readonly number[]
  readonly quiet: number | null
  readonly promises: readonly { readonly step: number; readonly next: readonly number[] }[]
  /** a condition over `customer`; null: all */
  readonly segment: string | null
}

export function plan(spec: LensSpec): LensPlan {
  const steps = spec.steps.map((step) => step.id)
  const places = new Map(steps.map((id, i) => [id, i + 1]))
  const codes = (ids: readonly string[]) =>
    [...new Set(ids)].flatMap((id) => places.get(id) ?? []).sort((a, b) => a - b)
  const isByCase = spec.by === 'case'
  const rest = {
    // Raised whenever the tables come out differently, so that none built by an older version is answered from.
    build: 4,
    steps,
    code: ofSources(spec.sources, stepCode(spec.steps)),
    case: isByCase ? 'case_key' : `if(customer = '', case_key, customer)`,
    own: isByCase ? `toUInt8(case = '')` : `toUInt8(customer != '')`,
    customer: isByCase ? 'if(passage[1].1 = 1, c, of)' : `if(passage[1].1 = 1, c, '')`,
    touchedCase: isByCase ? 'case_key' : `if(customer = '', case_key, customer)`,
    ends: codes(spec.ends.steps),
    quiet: spec.ends.quiet,
    promises: spec.promises.flatMap((promise) => {
      const step = places.get(promise.step)
      const next = codes(promise.next)
      return step === undefined || next.length === 0 ? [] : [{ step, next }]
    }),
    segment:
      spec.segment === null
        ? null
        : `customer IN (SELECT customer FROM event GROUP BY customer HAVING ${inline(spec.segment)})`,
  }
  // Written so that the order of the table and the index on customers find the events of a few cases.
  const within = (touched: string) => {
    const some = `(SELECT case FROM ${touched})`
    return isByCase ? `case_key IN ${some}` : `(customer IN ${some} OR (customer = '' AND case_key IN ${some}))`
  }
  const knownCase = isByCase
    ? `if(case = '', ${knownAs('case_key')}, case_key)`
    : `if(customer = '', case_key, ${knownAs('customer')})`
  const key = createHash('sha256').update(JSON.stringify(rest)).digest('hex').slice(0, 16)
  return { key, ...rest, knownCase, within }
}

/** An event of another source is no step. */
function ofSources(sources: readonly string[] | undefined, code: string): string {
  if (sources === undefined) return code
  if (sources.length === 0) return 'toUInt16(0)'
  return `if(source IN (SELECT number FROM source WHERE name IN ${arrayLiteral(sources)}), ${code}, toUInt16(0))`
}

/** The first step whose condition holds. Where all are only names, one look-up; a name two steps claim is the first's. */
function stepCode(steps: LensSpec['steps']): string {
  if (steps.length === 0) return 'toUInt16(0)'
  if (steps.every((step) => step.names !== undefined)) {
    const codes = new Map<string, number>()
    for (const [i, step] of steps.entries())
      for (const name of step.names ?? []) if (!codes.has(name)) codes.set(name, i + 1)
    if (codes.size === 0) return 'toUInt16(0)'
    return `transform(name, ${arrayLiteral([...codes.keys()])}, CAST([${[...codes.values()].join(', ')}], 'Array(UInt16)'), toUInt16(0))`
  }
  const ways = steps.map((step, i) => `(${inline(step.when)}), toUInt16(${i + 1})`)
  return `multiIf(${ways.join(', ')}, toUInt16(0))`
}
