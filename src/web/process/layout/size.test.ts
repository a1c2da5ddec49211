import { expect, test } from 'vitest'
import type { Place } from '../graph/model.ts'
import { lengthOf, sizeOf } from './size.ts'

const step: Place = { id: 'step:a', kind: 'step', name: 'a', count: 1, cases: 1 }

test('[P19] a short title has one line, a long one two, and no box is wider than the limit', () => {
  expect(sizeOf(step, 'Applies')).toEqual({ width: 156, height: 48 })
  const long = sizeOf(step, 'T02 Check confirmation of receipt')
  expect(long.height).toBe(66)
  expect(long.width).toBeLessThanOrEqual(232)
})

test('[P19] capitals take more room than small letters', () => {
  expect(lengthOf('PARTLY SUBMITTED')).toBeGreaterThan(lengthOf('partly submitted'))
  expect(sizeOf(step, 'A_PARTLYSUBMITTED').height).toBe(48)
})
