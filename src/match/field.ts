import type { Event, Scalar } from '../event/index.ts'

/** What `where` can name: a text of the event, or its score, which is a number. */
export type Field =
  | { readonly kind: 'text'; readonly of: (event: Event) => string; readonly column: string }
  | { readonly kind: 'property'; readonly of: (event: Event) => string; readonly property: string }
  | { readonly kind: 'score' }

/** An event's own fields; an absent one is the empty text (SPEC P1). */
const own: Readonly<Record<string, { readonly of: (event: Event) => string; readonly column: string }>> = {
  name: { of: (event) => event.name, column: 'name' },
  actor: { of: (event) => event.actor, column: 'actor' },
  channel: { of: (event) => event.channel ?? '', column: 'channel' },
  team: { of: (event) => event.team ?? '', column: 'team' },
  system: { of: (event) => event.system ?? '', column: 'system' },
  partner: { of: (event) => event.partner ?? '', column: 'partner' },
  // `case` is a word of SQL
  case: { of: (event) => event.case ?? '', column: '`case`' },
  customer: { of: (event) => customerOf(event), column: 'customer' },
  text: { of: (event) => event.text ?? '', column: 'text' },
  'score.kind': { of: (event) => event.score?.kind ?? '', column: 'score_kind' },
}

const propertyPrefix = 'properties.'

/** SPEC P4: a field of the event first, else a property; `properties.x` is always the property x. */
export function fieldOf(key: string): Field {
  if (key === 'score') return { kind: 'score' }
  const field = Object.hasOwn(own, key) ? own[key] : undefined
  if (field !== undefined) return { kind: 'text', ...field }
  const property = key.startsWith(propertyPrefix) ? key.slice(propertyPrefix.length) : key
  return { kind: 'property', property, of: (event) => textAt(event.properties, property) }
}

/** The text of an entry as the store keeps it: numbers as JavaScript prints them, `true`, `false`; '' where there is none. */
export function textAt(entries: Readonly<Record<string, Scalar>> | undefined, key: string): string {
  return entries !== undefined && Object.hasOwn(entries, key) ? String(entries[key]) : ''
}

/** The one id that stands for the customer: the signed-in id, else the anonymous one, else the first other that is given. */
export function customerOf({ customer }: Event): string {
  return (
    customer.userId || customer.anonymousId || Object.values(customer).find((id) => id !== undefined && id !== '') || ''
  )
}
