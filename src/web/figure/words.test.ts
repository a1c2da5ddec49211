import { expect, test } from 'vitest'
import { sayBytes, sayCount, sayMany, sayShortCount } from './count.ts'
import { sayDate, sayDay, sayInstant, sayPeriod } from './date.ts'
import { sayDuration, sayLongDuration } from './duration.ts'
import { sayPercent, sayShare, toneOf } from './share.ts'

const minute = 60
const hour = 3600
const day = 86_400

test.each([
  [0, '0 s'],
  [0.0004, '1 ms'],
  [0.42, '420 ms'],
  [4.25, '4.3 s'],
  [41, '41 s'],
  [59.6, '1 min'],
  [12 * minute, '12 min'],
  [3 * hour, '3 h'],
  [23.96 * hour, '1 d'],
  [1.4 * day, '1.4 d'],
  [120 * day, '120 d'],
  [900 * day, '2.5 y'],
  [-90, '−1.5 min'],
])('[W10] %d seconds are said as %s', (seconds, said) => {
  expect(sayDuration(seconds)).toBe(said)
})

test('[W10] two units where one would hide too much', () => {
  expect(sayLongDuration(5 * day + 3 * hour)).toBe('5 d 3 h')
  expect(sayLongDuration(2 * hour + 10 * minute)).toBe('2 h 10 min')
  expect(sayLongDuration(3 * day)).toBe('3 d')
  expect(sayLongDuration(23.999 * hour)).toBe('24 h')
  expect(sayLongDuration(400 * day)).toBe('400 d')
})

test('[W9] counts have separators, a noun that agrees, and a short form with its unit', () => {
  expect(sayCount(4812)).toBe('4,812')
  expect(sayMany(1, 'case')).toBe('1 case')
  expect(sayMany(4812, 'case')).toBe('4,812 cases')
  expect(sayShortCount(9_999)).toBe('9,999')
  expect(sayShortCount(12_340)).toBe('12.3 k')
  expect(sayShortCount(2_500_000)).toBe('2.5 m')
  expect(sayBytes(262_000)).toBe('262 kB')
  expect(sayBytes(512)).toBe('512 B')
})

test('[W11] a share says its interval with what it can carry, and nothing is never said of something', () => {
  expect(sayShare({ share: 0.712, n: 4812, low: 0.699, high: 0.725 })).toEqual({
    value: '71 %',
    interval: '69.9 – 72.5',
    n: 'n 4,812',
  })
  expect(sayShare({ share: 0.5, n: 10, low: 0.237, high: 0.763 })).toEqual({
    value: '50 %',
    interval: '24 – 76',
    n: 'n 10',
  })
  expect(sayShare({ share: 0.71234, n: 1e6, low: 0.711, high: 0.7135 }).value).toBe('71.2 %')
  expect(sayShare({ share: null, n: 0, low: null, high: null })).toEqual({ value: '–', interval: null, n: 'n 0' })
  expect(sayPercent(0.003)).toBe('0.3 %')
  expect(sayPercent(0.00002)).toBe('< 0.1 %')
  expect(sayPercent(0.9999)).toBe('> 99.9 %')
  expect(sayPercent(0)).toBe('0 %')
  expect(sayPercent(1)).toBe('100 %')
})

test('[W11] a kept promise is judged by its share, and an unknown one is not', () => {
  expect([0.41, 0.74, 0.92, null].map(toneOf)).toEqual(['bad', 'warn', 'good', null])
})

test('[W12] instants are said in UTC', () => {
  expect(sayDate('2026-11-21T23:59:59Z')).toBe('21 Nov 2026')
  expect(sayInstant('2026-11-21T19:05:09Z')).toBe('21 Nov 2026 19:05')
  expect(sayInstant('2026-11-21T19:05:09Z', true)).toBe('21 Nov 2026 19:05:09')
  expect(sayDay('2026-11-21T19:05:09Z', 2026)).toBe('21 Nov')
  expect(sayPeriod('2026-08-12', '2026-11-21')).toBe('12 Aug – 21 Nov 2026')
  expect(sayPeriod('2025-08-12', '2026-11-21')).toBe('12 Aug 2025 – 21 Nov 2026')
})
