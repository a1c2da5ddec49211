import type { Customer } from '../../event/index.ts'

/** One id that a customer is known by in one system, as `kind:value`. */
export type Id = string

/** Which kinds of ids may join two customers into one, and how many customers one such id may stand for. */
export interface IdentityRules {
  /** the kind whose ids tell customers apart */
  readonly anchor: string
  /** by kind; a kind that is not named joins as `other` says */
  readonly kinds: Readonly<Record<string, KindRule>>
  readonly other: KindRule
}
export interface KindRule {
  /** false: such an id is known, and finds its customer, but joins nobody */
  readonly joins: boolean
  /** ids of the anchor kind that one id may be seen with; beyond it the id is shared (a kiosk, "unknown@") and joins nobody */
  readonly most: number
}

export const usualRules: IdentityRules = {
  anchor: 'userId',
  kinds: {
    userId: { joins: true, most: 3 },
    anonymousId: { joins: true, most: 1 },
    account: { joins: false, most: 0 },
    groupId: { joins: false, most: 0 },
  },
  other: { joins: true, most: 1 },
}

export function ruleOf(rules: IdentityRules, id: Id): KindRule {
  return rules.kinds[kindIn(id)] ?? rules.other
}

function idOf(kind: string, value: string): Id {
  return `${kind}:${value}`
}

export function kindIn(id: Id): string {
  return id.slice(0, id.indexOf(':'))
}

export function valueIn(id: Id): string {
  return id.slice(id.indexOf(':') + 1)
}

/** No id of a person is longer, and two of them fit where the ledger looks bonds up. */
const longestId = 256

/** What the ledger cannot keep as it is (a null character, half a character, a text without end) joins nobody. */
function isKept(id: Id): boolean {
  return id.length <= longestId && !id.includes('\0') && id.isWellFormed()
}

/** A kind has no colon, whatever its sender called it. */
export function idsOf(customer: Customer): Id[] {
  return Object.entries(customer)
    .flatMap(([kind, value]) => (value === undefined || value === '' ? [] : [idOf(kind.replaceAll(':', '.'), value)]))
    .filter(isKept)
}

/** Two ids of one customer, in the order of their texts. */
export type Bond = readonly [Id, Id]

/** An event with more ids than this is no person's; each pair of them would be a bond. */
const mostIds = 12

/**
 * Every two ids that an event names together. The previous id of an alias may have been an anonymous one or a user's: the
 * new one is bonded to either, and these two not to each other.
 */
export function bondsOf(customer: Customer): readonly Bond[] {
  const ids = idsOf(customer).slice(0, mostIds)
  const previous = ids.filter((id) => kindIn(id) === 'previousId')
  const own = ids.filter((id) => kindIn(id) !== 'previousId')
  const pairs = own.flatMap((one, i) => own.slice(i + 1).map((other) => bond(one, other)))
  for (const id of previous) {
    for (const kind of ['anonymousId', 'userId']) {
      const former = idOf(kind, valueIn(id))
      for (const one of own) if (one !== former) pairs.push(bond(one, former))
    }
  }
  return pairs
}

function bond(one: Id, other: Id): Bond {
  return one < other ? [one, other] : [other, one]
}
