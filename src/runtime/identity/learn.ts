import type { Customer, Event } from '../../event/index.ts'
import type { IdentityShelf, IdentityStep, Renaming } from '../../store/index.ts'
import { type Bonds, type Resolved, resolve } from './resolve.ts'
import { type Bond, bondsOf, type Id, type IdentityRules, valueIn } from './rules.ts'

/** What events tell of who their customers are: for the ledger, and for the warehouse. */
export interface Learned {
  readonly step: Omit<IdentityStep, 'position'>
  readonly renamings: readonly Renaming[]
}

/** What a member decided of an id, as an event in the log. */
export const setApart = 'Identity Set Apart'
export const givenBack = 'Identity Given Back'

/** Bonds remembered, so that what every event of a customer says again is not looked up again. */
const mostRemembered = 500_000

/** Learns from the ids that events name together which are one customer. */
export class Identities {
  readonly #shelf: IdentityShelf
  readonly #rules: IdentityRules
  readonly #remembered = new Set<string>()

  constructor(shelf: IdentityShelf, rules: IdentityRules) {
    this.#shelf = shelf
    this.#rules = rules
  }

  /**
   * Changes nothing itself: what is answered is to be settled, or is learned again.
   * @param decisions events in which members set ids apart, or gave them back
   */
  async learn(customers: readonly Customer[], decisions: readonly Event[]): Promise<Learned> {
    const bonds = await this.#fresh(customers)
    const apart = decisions.flatMap(decided)
    if (bonds.length === 0 && apart.length === 0) return nothing
    const start = [...new Set([...bonds.flat(), ...apart.map(([id]) => id)])]
    const held = await this.#shelf.customers(start)
    const members = await this.#shelf.members([...new Set([...held.values()].map(({ customer }) => customer))])
    const aside = new Set(await this.#shelf.apart())
    for (const [id, isApart] of apart) isApart ? aside.add(id) : aside.delete(id)
    const resolved = await resolve([...start, ...members], this.#with(bonds), this.#rules, aside)
    const changed = await this.#changed(resolved)
    const because = apart.length > 0 ? 'a member decided' : 'they were seen together'
    return {
      step: { bonds, identities: changed, apart, because },
      renamings: changed.map(({ id, customer }) => ({ id: valueIn(id), name: valueIn(customer) })),
    }
  }

  /** Bonds that were never seen. They are remembered only once they were settled and come again. */
  async #fresh(customers: readonly Customer[]): Promise<Bond[]> {
    const asked = new Map<string, Bond>()
    for (const customer of customers) {
      for (const bond of bondsOf(customer)) {
        const key = bond.join('\n')
        if (!this.#remembered.has(key)) asked.set(key, bond)
      }
    }
    if (asked.size === 0) return []
    const known = new Set((await this.#shelf.known([...asked.values()])).map((bond) => bond.join('\n')))
    if (this.#remembered.size + known.size > mostRemembered) this.#remembered.clear()
    for (const key of known) this.#remembered.add(key)
    return [...asked].filter(([key]) => !known.has(key)).map(([, bond]) => bond)
  }

  /** The bonds of the ledger, and these. */
  #with(bonds: readonly Bond[]): Bonds {
    const added = new Map<Id, Id[]>()
    for (const [a, b] of bonds) {
      added.set(a, [...(added.get(a) ?? []), b])
      added.set(b, [...(added.get(b) ?? []), a])
    }
    return {
      neighbours: async (ids) => {
        const held = await this.#shelf.neighbours(ids)
        return new Map(ids.map((id) => [id, [...(held.get(id) ?? []), ...(added.get(id) ?? [])]]))
      },
    }
  }

  /** Those whose customer is another than the ledger says; one that stands alone and always did needs no row. */
  async #changed(resolved: ReadonlyMap<Id, Resolved>): Promise<IdentityStep['identities']> {
    const held = await this.#shelf.customers([...resolved.keys()])
    return [...resolved].flatMap(([id, { name, isShared }]) => {
      const before = held.get(id) ?? { customer: id, isShared: false }
      return before.customer === name && before.isShared === isShared ? [] : [{ id, customer: name, isShared }]
    })
  }
}

const nothing: Learned = { step: { bonds: [], identities: [], apart: [], because: '' }, renamings: [] }

function decided({ name, properties }: Event): (readonly [Id, boolean])[] {
  const id = properties['id']
  if (typeof id !== 'string') return []
  return name === setApart ? [[id, true]] : name === givenBack ? [[id, false]] : []
}
