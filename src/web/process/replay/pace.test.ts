import { expect, test } from 'vitest'
import { firstPace, sayPace } from './pace.ts'

test('[P14] the first pace plays the whole in about a minute', () => {
  expect(firstPace(60 * 86_400)).toBe(86_400)
  expect(firstPace(0)).toBe(60)
  expect(firstPace(20 * 365 * 86_400)).toBe(91 * 86_400)
})

test('[P14] a pace is said in its largest whole unit', () => {
  expect([60, 21_600, 86_400, 7 * 86_400].map(sayPace)).toEqual(['1 s = 1 min', '1 s = 6 h', '1 s = 1 d', '1 s = 7 d'])
})
