import type { PropertySummary } from '../../insight/answers.ts'
import type { Comparison, Predicate } from '../../match/index.ts'

/** One line of the segment filter: a property and the values that are let in. */
export interface Condition {
  kind: PropertySummary['kind']
  name: string
  values: string[]
}

/** The conditions, all of which must hold, as a predicate; nothing chosen is no predicate. */
export function toPredicate(conditions: readonly Condition[]): Predicate | undefined {
  const parts = conditions.filter(({ values }) => values.length > 0).map(partOf)
  const [first, ...more] = parts
  return more.length === 0 ? first : { all: parts }
}

function partOf({ kind, name, values }: Condition): Predicate {
  const [first = '', ...more] = values
  const is: Comparison = more.length === 0 ? first : { in: values }
  return kind === 'trait' ? { trait: name, is } : { where: { [name]: is } }
}

/** The conditions of a predicate that this editor could have written; null for any other, which is shown but not edited. */
export function fromPredicate(predicate: Predicate | undefined): Condition[] | null {
  if (!predicate) return []
  if ('all' in predicate) {
    const parts = predicate.all.map((part) => ('all' in part ? null : fromPredicate(part)))
    return parts.every((part) => part !== null) ? parts.flat() : null
  }
  if ('trait' in predicate) return conditionOf('trait', predicate.trait, predicate.is)
  if ('where' in predicate && !('event' in predicate)) {
    const entries = Object.entries(predicate.where ?? {})
    const [entry, ...more] = entries
    return entry && more.length === 0 ? conditionOf('property', ...entry) : null
  }
  return null
}

function conditionOf(kind: Condition['kind'], name: string, is: Comparison): Condition[] | null {
  if (typeof is !== 'object') return [{ kind, name, values: [String(is)] }]
  return is.in && Object.keys(is).length === 1 ? [{ kind, name, values: is.in.map(String) }] : null
}
