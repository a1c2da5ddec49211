import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wilson } from './interval.ts'

test('[I4] known values: Newcombe 1998, table I, method 3', () => {
  const known = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ] as const
  for (const [k, n, low, high] of known) {
    const interval = wilson(k, n)
    expect(interval.low).toBeCloseTo(low, 4)
    expect(interval.high).toBeCloseTo(high, 4)
  }
})

test('[I4] nothing under a share is null, never 0', () => {
  expect(wilson(0, 0)).toEqual({ share: null, n: 0, low: null, high: null })
})

test('[I4] the share lies in its interval, the interval in 0..1, and turning the question turns the interval', () => {
  fc.assert(
    fc.property(fc.nat(100000), fc.nat(100000), (a, b) => {
      const n = a + b + 1
      const { share, low, high } = wilson(a, n)
      const other = wilson(n - a, n)
      expect(low).toBeLessThanOrEqual(share ?? -1)
      expect(high).toBeGreaterThanOrEqual(share ?? 2)
      expect(low).toBeGreaterThanOrEqual(0)
      expect(high).toBeLessThanOrEqual(1)
      expect(1 - (other.low ?? 0)).toBeCloseTo(high ?? 0, 12)
    }),
    { seed: 1927 },
  )
})

test('[I4] more than all is refused', () => {
  expect(() => wilson(3, 2)).toThrow('3 of 2')
})
