import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Customer } from '../../event/index.ts'
import { resolve } from './resolve.ts'
import { type Bond, bondsOf, type Id, type IdentityRules, idsOf, usualRules } from './rules.ts'

class Seen {
  readonly pairs = new Map<Id, Set<Id>>()
  /** @returns the bonds that were new */
  add(bonds: readonly Bond[]): Bond[] {
    return bonds.filter(([a, b]) => {
      const isNew = !this.of(a).has(b)
      this.of(a).add(b)
      this.of(b).add(a)
      return isNew
    })
  }
  of(id: Id): Set<Id> {
    const set = this.pairs.get(id) ?? new Set()
    this.pairs.set(id, set)
    return set
  }
  async neighbours(ids: readonly Id[]) {
    return new Map(ids.map((id) => [id, [...this.of(id)]]))
  }
}

/** Customers as the events tell them, event by event: each time only what a new bond touches is looked at again. */
async function customersOf(customers: readonly Customer[], rules: IdentityRules = usualRules): Promise<Map<Id, Id>> {
  const seen = new Seen()
  const names = new Map<Id, Id>()
  for (const customer of customers) {
    for (const id of idsOf(customer)) if (!names.has(id)) names.set(id, id)
    const ends = seen.add(bondsOf(customer)).flat()
    const before = [...names].filter(([, name]) => ends.some((end) => names.get(end) === name)).map(([id]) => id)
    for (const [id, { name }] of await resolve([...ends, ...before], seen, rules, new Set())) names.set(id, name)
  }
  return names
}

/** The same from a full look at all bonds at once. */
async function atOnce(customers: readonly Customer[], rules: IdentityRules = usualRules): Promise<Map<Id, Id>> {
  const seen = new Seen()
  for (const customer of customers) seen.add(bondsOf(customer))
  const all = customers.flatMap((customer) => [...idsOf(customer), ...bondsOf(customer).flat()])
  return new Map([...(await resolve(all, seen, rules, new Set()))].map(([id, { name }]) => [id, name]))
}

const nameOf = async (customers: readonly Customer[], id: Id) => (await customersOf(customers)).get(id)

test('[R30] ids seen together are one customer, called by the smallest of the anchor’s ids', async () => {
  const events = [
    { anonymousId: 'a' },
    { userId: '7', anonymousId: 'a' },
    { userId: '7', email: 'x' },
    { email: 'x', phone: '1' },
  ]
  const names = await customersOf(events)
  expect(new Set(names.values())).toEqual(new Set(['userId:7']))
  expect(names.size).toBe(4)
})

test('[R31] an id seen with more customers than its rule allows joins nobody, not even the first', async () => {
  const shared = 'unknown@example.org'
  const events = ['1', '2', '3'].map((userId) => ({ userId, email: shared }))
  const names = await customersOf([...events, { userId: '1', anonymousId: 'a' }])
  expect(['1', '2', '3'].map((one) => names.get(`userId:${one}`))).toEqual(['userId:1', 'userId:2', 'userId:3'])
  expect(names.get(`email:${shared}`)).toBe(`email:${shared}`)
  expect(names.get('anonymousId:a')).toBe('userId:1')
})

test('[R32] an account is known and joins nobody; an alias joins what was with what is', async () => {
  expect(
    await nameOf(
      [
        { userId: '1', account: 'acme' },
        { userId: '2', account: 'acme' },
      ],
      'userId:2',
    ),
  ).toBe('userId:2')
  expect(await nameOf([{ anonymousId: 'old' }, { userId: '1', previousId: 'old' }], 'anonymousId:old')).toBe('userId:1')
  expect(await nameOf([{ userId: 'b' }, { userId: 'a', previousId: 'b' }], 'userId:b')).toBe('userId:a')
})

test('[R33] an id that a member set apart stands alone, and what it held together comes apart', async () => {
  const seen = new Seen()
  seen.add([
    ['anonymousId:a', 'userId:1'],
    ['email:x', 'userId:1'],
  ])
  const apart = await resolve(['userId:1', 'anonymousId:a', 'email:x'], seen, usualRules, new Set(['anonymousId:a']))
  expect([...apart].map(([id, { name }]) => [id, name]).sort()).toEqual([
    ['anonymousId:a', 'anonymousId:a'],
    ['email:x', 'userId:1'],
    ['userId:1', 'userId:1'],
  ])
})

const id = fc.integer({ min: 1, max: 5 }).map(String)
const customer: fc.Arbitrary<Customer> = fc
  .record({ userId: id, anonymousId: id, email: id, account: id, previousId: id }, { requiredKeys: [] })
  .filter((one) => Object.keys(one).length > 0)
const rules: fc.Arbitrary<IdentityRules> = fc
  .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }), fc.boolean())
  .map(([user, other, joins]) => ({
    anchor: 'userId',
    kinds: { userId: { joins: true, most: user }, account: { joins, most: 1 } },
    other: { joins: true, most: other },
  }))

test('[R34] any order of arrival of the same events gives the same customers', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(customer, { maxLength: 12 }), rules, fc.func(fc.nat()), async (events, by, order) => {
      const other = events.map((event, i) => ({ event, at: order(i) })).sort((a, b) => a.at - b.at)
      const expected = await atOnce(events, by)
      for (const arrival of [events, events.toReversed(), other.map(({ event }) => event)]) {
        const found = await customersOf(arrival, by)
        for (const [one, name] of found) expect([one, name]).toEqual([one, expected.get(one)])
      }
    }),
    { seed: 11, numRuns: 400 },
  )
})
