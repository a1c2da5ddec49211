import type { FieldName, Profile, ProfileFields } from '../../event/index.ts'

/** What a column of the file is taken for. */
export type Use = FieldName | 'property' | 'trait' | 'ignore'

/** What each use is called on the screen, in the order of the list. */
export const useWords = {
  case: 'case: the passage it belongs to',
  customer: 'customer: whose it is',
  name: 'name: what happened',
  at: 'at: when it happened',
  actor: 'actor: who did it',
  channel: 'channel: through what',
  team: 'team: who delivered it',
  system: 'system: in what',
  partner: 'partner: by which third party',
  text: 'text: their own words',
  score: 'score: an answer in points',
  id: 'id: the sender’s own',
  property: 'property: kept as it is',
  trait: 'trait: describes the customer',
  ignore: 'left out',
} satisfies Record<Use, string>

export const uses = Object.keys(useWords).filter((word): word is Use => word in useWords)

/** The column that fills a field; null where none or the same words for every event do. */
export function columnOf(fields: ProfileFields, field: FieldName): string | null {
  const filled = fields[field]
  if (typeof filled === 'string') return filled
  return typeof filled === 'object' && 'column' in filled && typeof filled.column === 'string' ? filled.column : null
}

export function takenFor(profile: Profile, column: string): Use {
  const { customer } = profile.fields
  if (typeof customer === 'object' && Object.values(customer).includes(column)) return 'customer'
  for (const use of uses) {
    if (use !== 'property' && use !== 'trait' && use !== 'ignore' && columnOf(profile.fields, use) === column)
      return use
  }
  if (profile.traits?.includes(column)) return 'trait'
  return profile.ignore?.includes(column) ? 'ignore' : 'property'
}

/** The profile with a column put to another use. A field has one column: the one before becomes a property. */
export function assign(profile: Profile, column: string, use: Use): Profile {
  const freed = without(profile, column)
  if (use === 'property') return freed
  if (use === 'trait') return { ...freed, traits: [...(freed.traits ?? []), column] }
  if (use === 'ignore') return { ...freed, ignore: [...(freed.ignore ?? []), column] }
  if (use === 'score')
    return { ...freed, fields: { ...freed.fields, score: { kind: profile.fields.score?.kind ?? 'nps', column } } }
  return { ...freed, fields: { ...freed.fields, [use]: column } }
}

function without(profile: Profile, column: string): Profile {
  const { traits = [], ignore = [], ...rest } = profile
  const use = takenFor(profile, column)
  const fields = Object.entries(rest.fields).filter(([field]) => field !== use)
  const keptTraits = traits.filter((one) => one !== column)
  const keptIgnore = ignore.filter((one) => one !== column)
  return {
    ...rest,
    fields: Object.fromEntries(fields),
    ...(keptTraits.length > 0 && { traits: keptTraits }),
    ...(keptIgnore.length > 0 && { ignore: keptIgnore }),
  }
}

/** Every row is the event of this name; an empty one leaves the question open. */
export function nameAll(profile: Profile, name: string): Profile {
  const { name: _, ...fields } = profile.fields
  return { ...profile, fields: name === '' ? fields : { ...fields, name: { const: name } } }
}

export type ScoreKind = NonNullable<ProfileFields['score']>['kind']
export const scoreKinds = {
  nps: 'NPS, 0 – 10',
  csat: 'CSAT, 1 – 5',
  ces: 'CES, 1 – 7',
} satisfies Record<ScoreKind, string>

export function rateAs(profile: Profile, kind: ScoreKind): Profile {
  const { score } = profile.fields
  return score ? { ...profile, fields: { ...profile.fields, score: { ...score, kind } } } : profile
}

export type Unit = 's' | 'ms' | 'us' | 'ns'
export const units = { s: 'seconds', ms: 'milliseconds', us: 'microseconds', ns: 'nanoseconds' } satisfies Record<
  Unit,
  string
>

/** The unit of times that are numbers since 1970; '' lets their size tell. */
export function timeUnit(profile: Profile, unit: Unit | ''): Profile {
  const column = columnOf(profile.fields, 'at')
  if (column === null) return profile
  return { ...profile, fields: { ...profile.fields, at: unit === '' ? column : { column, unit } } }
}
