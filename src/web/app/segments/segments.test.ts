import { expect, test } from 'vitest'
import { simulatedOf } from '../simulated.ts'
import { unknownOf } from './unknown-properties.tsx'

test('[W29] a property that no event carries is named once, wherever in the segment it stands', () => {
  const segment = {
    all: [
      { where: { channel: 'web', colour: 'red' } },
      { any: [{ trait: 'vip', is: true }, { not: { where: { colour: 'blue' } } }] },
    ],
  }
  expect(unknownOf(segment, [{ name: 'channel' }])).toEqual(['colour', 'vip'])
  expect(unknownOf({ event: 'Paid' }, [])).toEqual([])
})

test('[W32] a journey of imported files alone is not simulated; of others the store has the word', () => {
  expect(simulatedOf({ simulated: true, case: { from: ['a.csv'] } })).toBe(true)
  expect(simulatedOf({ case: { from: ['a.csv'] } })).toBe(false)
  expect(simulatedOf({})).toBeUndefined()
  expect(simulatedOf(undefined)).toBeUndefined()
})
