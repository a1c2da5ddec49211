import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Clause, clausesOf, predicateOf, sayClause } from './segment.ts'

const clause: fc.Arbitrary<Clause> = fc
  .record({
    kind: fc.constantFrom('field', 'property', 'trait'),
    name: fc.constantFrom('channel', 'product', 'country'),
    is: fc.constantFrom('any of', 'none of'),
    values: fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 4 }),
  })
  .map((one) => ({ ...one, name: `${one.kind}-${one.name}` }))
const kindOf = (name: string) => (name.startsWith('field') ? 'field' : 'property')

test('[M51] clauses of a built predicate are the clauses it was built of', () => {
  fc.assert(
    fc.property(fc.array(clause, { maxLength: 4 }), (clauses) => {
      expect(clausesOf(predicateOf(clauses), kindOf)).toEqual(clauses)
    }),
    { seed: 20417 },
  )
})

test('[M51] a clause without values asks nothing', () => {
  expect(predicateOf([{ kind: 'trait', name: 'vip', is: 'any of', values: [] }])).toBeUndefined()
})

test('[M52] a predicate the builder cannot show is left as it is written', () => {
  expect(clausesOf({ any: [{ tag: 'vip' }] }, kindOf)).toBeNull()
  expect(clausesOf({ where: { amount: { gte: 100 } } }, kindOf)).toBeNull()
  expect(clausesOf({ event: 'Applied', where: { channel: 'web' } }, kindOf)).toBeNull()
})

test('[M51] a clause is said in words', () => {
  expect(sayClause({ kind: 'field', name: 'channel', is: 'none of', values: ['web', 'app'] })).toBe(
    'channel is not web or app',
  )
  expect(sayClause({ kind: 'field', name: 'c', is: 'any of', values: ['1', '2', '3', '4'] })).toBe(
    'c is 1 or 2 or 2 more',
  )
})
