import type { Comparison, Predicate } from '../../../match/index.ts'

/** One condition of a segment as a person builds it; a segment holds where all of its clauses do. */
export interface Clause {
  readonly kind: 'field' | 'property' | 'trait'
  readonly name: string
  readonly is: 'any of' | 'none of'
  readonly values: readonly string[]
}

export function predicateOf(clauses: readonly Clause[]): Predicate | undefined {
  const parts = clauses.filter((clause) => clause.values.length > 0).map(clausePredicate)
  const [first] = parts
  return parts.length <= 1 ? first : { all: parts }
}

function clausePredicate({ kind, name, is, values }: Clause): Predicate {
  const [only = ''] = values
  const comparison: Comparison = values.length === 1 ? only : { in: [...values] }
  const holds: Predicate = kind === 'trait' ? { trait: name, is: comparison } : { where: { [name]: comparison } }
  return is === 'any of' ? holds : { not: holds }
}

/** The clauses a predicate was built of; null where it was written by hand in a way the builder cannot show. */
export function clausesOf(
  predicate: Predicate | undefined,
  kindOf: (name: string) => 'field' | 'property',
): readonly Clause[] | null {
  if (predicate === undefined) return []
  if (!('all' in predicate)) {
    const clause = clauseOf(predicate, kindOf)
    return clause && [clause]
  }
  const clauses = predicate.all.map((part) => clauseOf(part, kindOf))
  return clauses.every((clause) => clause !== null) ? clauses : null
}

function clauseOf(predicate: Predicate, kindOf: (name: string) => 'field' | 'property'): Clause | null {
  if ('not' in predicate) {
    const clause = clauseOf(predicate.not, kindOf)
    return clause?.is === 'any of' ? { ...clause, is: 'none of' } : null
  }
  if ('trait' in predicate) return withValues({ kind: 'trait', name: predicate.trait }, predicate.is)
  if (!('where' in predicate) || predicate.event !== undefined) return null
  const entries = Object.entries(predicate.where ?? {})
  const [entry] = entries
  return entry && entries.length === 1 ? withValues({ kind: kindOf(entry[0]), name: entry[0] }, entry[1]) : null
}

function withValues(of: Pick<Clause, 'kind' | 'name'>, comparison: Comparison): Clause | null {
  if (typeof comparison !== 'object') return { ...of, is: 'any of', values: [String(comparison)] }
  const { in: values, ...rest } = comparison
  if (values === undefined || Object.values(rest).some((one) => one !== undefined)) return null
  return { ...of, is: 'any of', values: values.map(String) }
}

export function sayClause({ name, is, values }: Clause): string {
  const shown = values.length > 3 ? [...values.slice(0, 2), `${values.length - 2} more`] : values
  return `${name} ${is === 'any of' ? 'is' : 'is not'} ${shown.join(' or ')}`
}
