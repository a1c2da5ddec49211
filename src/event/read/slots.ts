import type { Profile } from '../profile.ts'

/** The places of an event that one column each fills; `customer` may have more, one an identity, behind the last. */
export const place = {
  id: 0,
  case: 1,
  name: 2,
  at: 3,
  actor: 4,
  channel: 5,
  team: 6,
  system: 7,
  partner: 8,
  text: 9,
  score: 10,
  lifecycle: 11,
} as const
export const firstCustomerPlace = 12
const singlePlaces = ['id', 'case', 'name', 'channel', 'team', 'system', 'partner', 'text'] as const

/** Where the values of one column go: into fields, or under a name into the properties or the traits. */
export interface Slot {
  readonly places: readonly number[]
  readonly property: string | null
  readonly trait: string | null
  /** whether the profile's `absent` words are taken as they are: a case may be called "NA" */
  readonly isLiteral: boolean
}

/** Which columns a profile maps to which places. */
export function placesByColumn(profile: Profile): Map<string, number[]> {
  const found = new Map<string, number[]>()
  const add = (column: string | undefined, at: number) => {
    if (column !== undefined) found.set(column, [...(found.get(column) ?? []), at])
  }
  const { fields } = profile
  for (const name of singlePlaces) add(columnOf(fields[name]), place[name])
  add(columnOf(fields.at), place.at)
  add(columnOf(fields.actor), place.actor)
  add(fields.score?.column, place.score)
  customerIds(profile).forEach(([, column], i) => {
    add(column, firstCustomerPlace + i)
  })
  return found
}

/** The identities of a customer and the column of each. */
export function customerIds(profile: Profile): readonly (readonly [string, string])[] {
  const { customer } = profile.fields
  if (customer === undefined) return []
  return typeof customer === 'string' ? [['userId', customer]] : Object.entries(customer)
}

type Said = string | { readonly column: string } | { readonly const: string } | undefined

export function columnOf(said: Said): string | undefined {
  if (typeof said === 'string') return said
  return said && 'column' in said ? said.column : undefined
}

export function constOf(said: Said): string | undefined {
  return typeof said === 'object' && 'const' in said ? said.const : undefined
}

/** Every column that a profile names, with the field that names it. */
export function namedColumns(profile: Profile): readonly { readonly column: string; readonly by: string }[] {
  const { fields } = profile
  const named: { column: string; by: string }[] = []
  for (const by of [...singlePlaces, 'at', 'actor'] as const) {
    const column = columnOf(fields[by])
    if (column !== undefined) named.push({ column, by })
  }
  for (const [, column] of customerIds(profile)) named.push({ column, by: 'customer' })
  if (fields.score) named.push({ column: fields.score.column, by: 'score' })
  return named
}

/** The column that a profile's `lifecycle` looks into. */
export function isLifecycle(column: string): boolean {
  return column === 'lifecycle:transition' || column.toLowerCase() === 'lifecycle'
}
