import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDuration, type Duration, durationOf, parseDuration, printDuration } from './index.ts'

const seed = 20_417
const hour = 3_600_000_000
const day = 24 * hour

test.for([
  ['90 minutes', { kind: 'clock', micros: 1.5 * hour }],
  ['2 days', { kind: 'clock', micros: 2 * day }],
  ['1 week', { kind: 'clock', micros: 7 * day }],
  ['1 day 12 hours', { kind: 'clock', micros: 36 * hour }],
  ['0.5 seconds', { kind: 'clock', micros: 500_000 }],
  ['PT90M', { kind: 'clock', micros: 1.5 * hour }],
  ['P1DT12H', { kind: 'clock', micros: 36 * hour }],
  ['P2W', { kind: 'clock', micros: 14 * day }],
  ['3 business days', { kind: 'business-days', days: 3 }],
  ['4 business hours', { kind: 'business-hours', micros: 4 * hour }],
] as const)('[P10] %s is read', ([text, duration]) => {
  expect(parseDuration(text)).toEqual({ ok: true, duration })
})

test.for([
  ['2', 'is not a duration'],
  ['two days', 'is not a duration'],
  ['-2 days', 'is not a duration'],
  ['2 fortnights', 'counts in "fortnights"'],
  ['1 month', 'no fixed length'],
  ['P1M', 'no fixed length'],
  ['P', 'not an ISO 8601 duration'],
  ['P1DT', 'not an ISO 8601 duration'],
  ['0 days', 'no time at all'],
  ['99999999 days', 'longer than a century'],
  ['1.5 business days', 'not a whole number'],
  ['1 '.repeat(200), 'more than 100 characters'],
])('[P10] %s is refused', ([text, says]) => {
  expect(parseDuration(text ?? '')).toMatchObject({ ok: false, says: expect.stringContaining(says ?? '') })
})

const anyDuration: fc.Arbitrary<Duration> = fc.oneof(
  fc.integer({ min: 1, max: 1000 * day }).map((micros): Duration => ({ kind: 'clock', micros })),
  fc.integer({ min: 1, max: 400 }).map((hours): Duration => ({ kind: 'clock', micros: hours * hour })),
  fc.integer({ min: 1, max: 300 }).map((days): Duration => ({ kind: 'business-days', days })),
  fc.integer({ min: 1, max: 300 }).map((hours): Duration => ({ kind: 'business-hours', micros: hours * hour })),
)

test('[P10] what is printed is read as the same', () => {
  fc.assert(
    fc.property(anyDuration, (duration) => {
      expect(durationOf(printDuration(duration))).toEqual(duration)
    }),
    { seed },
  )
})

const at = (text: string) => Date.parse(`${text}Z`) * 1000
// 2026-10-02 is a Friday
test.for([
  ['2026-10-02T15:00', '2 days', '2026-10-04T15:00'],
  ['2026-10-02T15:00', '1 business day', '2026-10-05T15:00'],
  ['2026-10-02T15:00', '5 business days', '2026-10-09T15:00'],
  ['2026-10-03T10:00', '1 business day', '2026-10-06T00:00'],
  ['2026-10-02T15:00', '4 business hours', '2026-10-05T11:00'],
  ['2026-10-02T15:00', '2 business hours', '2026-10-02T17:00'],
  ['2026-10-01T20:00', '1 business hour', '2026-10-02T10:00'],
  ['2026-10-01T07:00', '8 business hours', '2026-10-01T17:00'],
  ['2026-10-04T12:00', '9 business hours', '2026-10-06T10:00'],
  ['1969-12-31T10:00', '1 business day', '1970-01-01T10:00'],
] as const)('[P11] %s and %s is %s', ([from, duration, until]) => {
  expect(addDuration(at(from), durationOf(duration))).toBe(at(until))
})

/** Hour by hour, as a person would count with a calendar in hand. */
function countedByHand(from: number, hours: number): number {
  const isWorked = (instant: number) => {
    const date = new Date(instant / 1000)
    return date.getUTCDay() % 6 !== 0 && date.getUTCHours() >= 9 && date.getUTCHours() < 17
  }
  let now = from
  for (let left = hours; left > 0; now += hour) if (isWorked(now)) left--
  return now
}

test('[P11] business hours are those counted by hand', () => {
  const hours = fc.integer({ min: 1, max: 200 })
  const start = fc.integer({ min: -5000, max: 500_000 }).map((n) => n * hour)
  fc.assert(
    fc.property(start, hours, (from, n) => {
      expect(addDuration(from, { kind: 'business-hours', micros: n * hour })).toBe(countedByHand(from, n))
    }),
    { seed },
  )
})

test('[P11] business time never goes backwards', () => {
  const start = fc.integer({ min: 0, max: 1000 * day })
  fc.assert(
    fc.property(start, start, anyDuration, (a, b, duration) => {
      const [first, second] = [Math.min(a, b), Math.max(a, b)]
      expect(addDuration(first, duration)).toBeLessThanOrEqual(addDuration(second, duration))
      expect(addDuration(first, duration)).toBeGreaterThan(first)
    }),
    { seed },
  )
})
