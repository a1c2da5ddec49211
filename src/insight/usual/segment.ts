import type { Predicate } from '../../match/index.ts'
import type { CaseFilter, PropertySummary } from '../answers.ts'

/** The filter with one value of a property more, as the segment form would write it. */
export function withSegment(filter: CaseFilter, { kind, name }: PropertySummary, value: string): CaseFilter {
  const one: Predicate = kind === 'trait' ? { trait: name, is: value } : { where: { [name]: value } }
  return { ...filter, segment: filter.segment === undefined ? one : { all: [filter.segment, one] } }
}
