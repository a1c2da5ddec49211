import fc from 'fast-check'
import { expect, test } from 'vitest'
import { both, inLog, inMap, type Move } from './align.ts'
import { deviationsIn, typed } from './deviation.ts'
import { bounds, fitnessOf, overall } from './fitness.ts'

/** `b-` is struck out of the case, `b+` put in by the map. */
function moves(text: string): readonly Move[] {
  return text.split(' ').map((word) => ({
    code: word.charCodeAt(0),
    kind: word.endsWith('-') ? inLog : word.endsWith('+') ? inMap : both,
  }))
}
const kinds = (text: string) => typed(moves(text)).map((kind) => kind ?? '.')

test('[C6] left out, one too many, again, and out of place', () => {
  expect(kinds('a b+ c')).toEqual(['.', 'skipped', '.'])
  expect(kinds('a x- c')).toEqual(['.', 'extra', '.'])
  expect(kinds('a a- c')).toEqual(['.', 'repeated', '.'])
  expect(kinds('a- b a')).toEqual(['repeated', '.', '.'])
  expect(kinds('a c- b c+')).toEqual(['.', 'misplaced', '.', 'misplaced'])
  expect(kinds('x- a x- x-')).toEqual(['extra', '.', 'repeated', 'repeated'])
  expect(kinds('c- b c+ c-')).toEqual(['misplaced', '.', 'misplaced', 'repeated'])
  expect(kinds('c- b c+ d c+')).toEqual(['misplaced', '.', 'misplaced', '.', 'skipped'])
})

test('[C6] a misplaced step is one deviation, and which visit was struck out does not matter', () => {
  expect(deviationsIn(moves('a c- b c+')).map(({ kind }) => kind)).toEqual(['misplaced'])
  const move = fc.record({ code: fc.integer({ min: 1, max: 3 }), kind: fc.constantFrom(both, inLog, inMap) })
  const counted = (some: readonly Move[]) =>
    Object.entries(Object.groupBy(deviationsIn(some), ({ kind, code }) => `${kind} ${code}`))
      .map(([key, all]) => [key, all?.length])
      .sort()
  fc.assert(
    fc.property(fc.array(move, { maxLength: 12 }), (some) => {
      const off = some.filter(({ kind }) => kind !== both).length
      const pairs = deviationsIn(some).filter(({ kind }) => kind === 'misplaced').length
      expect(deviationsIn(some).length).toBe(off - pairs)
      expect(counted(some.toReversed())).toEqual(counted(some))
    }),
    { seed: 66 },
  )
})

test('[C7] fitness is the mean over cases, with an interval that knows when it knows nothing', () => {
  expect(fitnessOf({ cost: 1, worst: 4 })).toBe(0.75)
  expect(fitnessOf({ cost: 0, worst: 0 })).toBe(1)
  expect(overall([])).toEqual({ fitness: null, low: null, high: null, ofCosts: null })
  const some = overall([
    { cases: 3, cost: 0, worst: 6 },
    { cases: 1, cost: 4, worst: 8 },
  ])
  expect(some.fitness).toBe(0.875)
  expect(some.ofCosts).toBeCloseTo(1 - 4 / 26, 12)
  // Sample deviation 0.25, of four 0.125; Student's 97.5 % point with three degrees of freedom is 3.1824.
  expect(some.low).toBeCloseTo(0.875 - 3.182446 * 0.125, 5)
  expect(some.high).toBe(1)
  const alike = overall([{ cases: 3, cost: 0, worst: 6 }])
  expect([alike.fitness, alike.high]).toEqual([1, 1])
  expect(alike.low).toBeCloseTo(0.4385, 4) // as Wilson's of 3 of 3
})

test('[C9] the bounds over all cases hold whatever the others were', () => {
  expect(bounds(0.5, 8, 0)).toEqual({ low: 0.5, high: 0.5 })
  expect(bounds(0.5, 8, 2)).toEqual({ low: 0.4, high: 0.6 })
  expect(bounds(null, 0, 2)).toEqual({ low: 0, high: 1 })
  expect(bounds(null, 0, 0)).toBeNull()
})
