import type { PropertySummary } from '../../../insight/answers.ts'
import type { Predicate } from '../../../match/index.ts'
import { sayMany } from '../../figure/count.ts'
import { useAsk } from '../ask.ts'

/** Names of properties and traits that a predicate asks for, wherever in it they stand. */
function propertiesOf(predicate: Predicate): readonly string[] {
  if ('all' in predicate) return predicate.all.flatMap(propertiesOf)
  if ('any' in predicate) return predicate.any.flatMap(propertiesOf)
  if ('not' in predicate) return propertiesOf(predicate.not)
  if ('trait' in predicate) return [predicate.trait]
  return 'where' in predicate ? Object.keys(predicate.where ?? {}) : []
}

export function unknownOf(
  predicate: Predicate,
  properties: readonly Pick<PropertySummary, 'name'>[],
): readonly string[] {
  const known = new Set(properties.map(({ name }) => name))
  return [...new Set(propertiesOf(predicate))].filter((name) => !known.has(name))
}

/** A segment on a property that no event carries answers with nobody, as if there were nobody: so it is said. */
export function UnknownProperties({ segment }: { segment: Predicate }) {
  const { data } = useAsk('GET /api/properties', {}, { staleTime: 60_000 })
  if (!data) return null
  const unknown = unknownOf(segment, data.properties)
  if (unknown.length === 0) return null
  const sample = data.properties.find((one) => one.sample !== undefined)?.sample
  return (
    <span className="filters-unknown" role="status">
      {sample === undefined ? 'no event carries' : `in ${sayMany(sample, 'case')} looked at, no event carries`}{' '}
      {unknown.map((name) => `“${name}”`).join(' or ')}
    </span>
  )
}
