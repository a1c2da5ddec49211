import type { Customer, SourcedEvent } from '../../event/index.ts'
import type { RowBinary } from './row-binary.ts'

/** What a staged row holds, in order. */
export const rowStructure = structure("DateTime64(6, 'UTC')")
/** What an encoded row holds: `encode` writes the same. An event that does not say when it was received leaves that open. */
export const encodedStructure = structure("Nullable(DateTime64(6, 'UTC'))")

function structure(received: string): string {
  return [
    'place UInt64',
    'line UInt64',
    'id String',
    'customer String',
    'identities Map(String, String)',
    'case String',
    'name String',
    "at DateTime64(6, 'UTC')",
    `received ${received}`,
    'actor String',
    'channel String',
    'team String',
    'system String',
    'partner String',
    'text String',
    'score_kind String',
    'score_value Float64',
    'properties Map(String, String)',
    'traits Map(String, String)',
  ].join(', ')
}

/** `place` is the event's number in its append. */
export function encode(to: RowBinary, sourced: SourcedEvent, place: number): void {
  const { event, line } = sourced
  const { customer, identities } = known(event.customer)
  to.int64(place)
  to.int64(line)
  to.text(event.id ?? '')
  to.text(customer)
  to.map(identities)
  to.text(event.case ?? '')
  to.text(event.name)
  to.int64(event.at)
  to.nullable(event.received)
  to.text(event.actor)
  to.text(event.channel ?? '')
  to.text(event.team ?? '')
  to.text(event.system ?? '')
  to.text(event.partner ?? '')
  to.text(event.text ?? '')
  to.text(event.score?.kind ?? '')
  to.float64(event.score?.value ?? 0)
  to.map(event.properties)
  to.map(event.traits)
}

/**
 * The id a customer is grouped by, and the ids it is known by; where it is a user id, without that. Of what kind the one is
 * that it is grouped by can so be told.
 */
function known(customer: Customer): { customer: string; identities: Readonly<Record<string, string>> | undefined } {
  let chosen = customer.userId ? 'userId' : customer.anonymousId ? 'anonymousId' : ''
  let others: Record<string, string> | undefined
  for (const kind in customer) {
    const id = customer[kind]
    if (id === undefined || id === '') continue
    if (chosen === '') chosen = kind
    if (kind === 'userId') continue
    others ??= {}
    others[kind] = id
  }
  return { customer: customer[chosen] ?? '', identities: others }
}
