import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { differenceOf, differenceOfMeans, differenceOfMedians, differenceOfShares } from './difference.ts'
import { benjaminiHochberg } from './false-discovery.ts'
import { medianRanks } from './median.ts'
import { randomOf } from './random.ts'
import { testOfShares } from './shares-test.ts'
import { normalTail, student95, studentTail } from './tail.ts'

const seed = 20417
type Pair = [k: number, n: number]

describe('[Q1] q-values', () => {
  test('a worked example', () => {
    // p(i)·m/i is 0.005, 0.02, 0.0650, 0.05125, 0.042: from the largest down the least so far.
    expect(benjaminiHochberg([0.039, 0.001, 0.042, 0.008, 0.041]).map((q) => Number(q.toFixed(6)))).toEqual([
      0.042, 0.005, 0.042, 0.02, 0.042,
    ])
    expect(benjaminiHochberg([])).toEqual([])
    expect(() => benjaminiHochberg([0.5, Number.NaN])).toThrow('NaN is no p-value')
  })

  test('they are at least p, at most 1, and in the order of p', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 }), (ps) => {
        const qs = benjaminiHochberg(ps)
        for (const [i, p] of ps.entries()) {
          expect(qs[i]).toBeGreaterThanOrEqual(p * (1 - 1e-12))
          expect(qs[i]).toBeLessThanOrEqual(1)
          for (const [j, other] of ps.entries()) if (other < p) expect(qs[j]).toBeLessThanOrEqual(qs[i] ?? 0)
        }
      }),
      { seed },
    )
  })

  test('where nothing is to be found, little is', () => {
    const random = randomOf(7)
    const lists = Array.from({ length: 2000 }, () => benjaminiHochberg(Array.from({ length: 30 }, random)))
    const share = lists.filter((qs) => qs.some((q) => q <= 0.05)).length / lists.length
    expect(share).toBeGreaterThan(0.03)
    expect(share).toBeLessThan(0.065)
  })
})

describe('[Q2] the difference of two shares', () => {
  test.each([
    // R. G. Newcombe 1998, Table II, method 10
    { a: [56, 70], b: [48, 80], low: 0.0524, high: 0.3339 },
    { a: [9, 10], b: [3, 10], low: 0.1705, high: 0.809 },
    { a: [5, 56], b: [0, 29], low: -0.0381, high: 0.1926 },
    { a: [0, 10], b: [0, 20], low: -0.1611, high: 0.2775 },
    { a: [10, 10], b: [0, 10], low: 0.6075, high: 1 },
  ] satisfies readonly { a: Pair; b: Pair; low: number; high: number }[])('$a against $b', ({ a, b, low, high }) => {
    const found = differenceOfShares(...a, ...b)
    expect(found?.low).toBeCloseTo(low, 4)
    expect(found?.high).toBeCloseTo(high, 4)
  })

  test('it stays inside -1..1, holds the difference, and turns with the order', () => {
    const group = fc.nat({ max: 300 }).chain((n) => fc.tuple(fc.nat({ max: n + 1 }), fc.constant(n + 1)))
    fc.assert(
      fc.property(group, group, (a, b) => {
        const one = differenceOfShares(...a, ...b)
        const other = differenceOfShares(...b, ...a)
        if (one === null || other === null) throw new Error('two groups with cases have a difference')
        expect(one.low).toBeGreaterThanOrEqual(-1 - 1e-12)
        expect(one.high).toBeLessThanOrEqual(1 + 1e-12)
        expect(one.low).toBeLessThanOrEqual(one.value)
        expect(one.high).toBeGreaterThanOrEqual(one.value)
        expect(one.low).toBeCloseTo(-other.high, 12)
      }),
      { seed },
    )
    expect(differenceOfShares(0, 0, 1, 2)).toBeNull()
  })
})

describe('[Q3] the difference of two medians', () => {
  test('ranks as in the tables of the binomial distribution', () => {
    expect(medianRanks(5)).toBeNull()
    expect(medianRanks(6)).toEqual({ low: 1, high: 6 })
    expect(medianRanks(10)).toEqual({ low: 2, high: 9 })
    expect(medianRanks(25)).toEqual({ low: 8, high: 18 })
    expect(medianRanks(100)).toEqual({ low: 40, high: 61 })
    expect(medianRanks(1000)).toEqual({ low: 469, high: 532 })
    expect(medianRanks(1001)?.low).toBe(469)
  })

  test('from figures and intervals that somebody else has counted', () => {
    const found = differenceOf({ value: 10, low: 7, high: 12 }, { value: 4, low: 0, high: 8 })
    expect(found).toEqual({ value: 6, low: 6 - 5, high: 6 + Math.hypot(2, 4) })
  })

  test('the true difference lies within about as often as said, and never much less', () => {
    const random = randomOf(11)
    const sample = (n: number) => Array.from({ length: n }, () => -Math.log(1 - random())).sort((a, b) => a - b)
    let within = 0
    for (let i = 0; i < 1500; i++) {
      const found = differenceOfMedians(
        sample(30),
        sample(45).map((x) => x * 2),
      )
      if (found !== null && found.low <= -Math.LN2 && found.high >= -Math.LN2) within++
    }
    expect(within / 1500).toBeGreaterThan(0.935)
    expect(within / 1500).toBeLessThan(0.985)
    expect(differenceOfMedians([1, 2, 3], [1, 2, 3, 4, 5, 6, 7])).toBeNull()
  })
})

describe('[Q4] the difference of two means', () => {
  test('the standard error and the degrees of freedom are those of Welch', () => {
    // 1,2,3,4,5 against 3,5,7,9,11,13: t = -2.9704 with 6.9724 degrees of freedom
    const found = differenceOfMeans({ n: 5, mean: 3, variance: 2.5 }, { n: 6, mean: 8, variance: 14 })
    expect(found?.value).toBe(-5)
    const error = Math.sqrt(2.5 / 5 + 14 / 6)
    const df = (2.5 / 5 + 14 / 6) ** 2 / ((2.5 / 5) ** 2 / 4 + (14 / 6) ** 2 / 5)
    expect(found?.low).toBeCloseTo(-5 - student95(df) * error, 10)
    expect(df).toBeCloseTo(6.9724, 3)
    expect(-5 / error).toBeCloseTo(-2.9704, 4)
    expect(found?.p).toBeCloseTo(studentTail(5 / error, df), 12)
    expect(differenceOfMeans({ n: 3, mean: 1, variance: 0 }, { n: 3, mean: 1, variance: 0 })?.p).toBe(1)
    expect(differenceOfMeans({ n: 1, mean: 1, variance: 0 }, { n: 3, mean: 1, variance: 0 })).toBeNull()
  })
})

describe('[Q5] whether two shares differ', () => {
  test('chi-squared where there is enough, Fisher where there is not', () => {
    // 2x2 of 40/100 against 25/100: chi-squared 5.128205 without correction, p 0.02354
    expect(testOfShares(40, 100, 25, 100)).toBeCloseTo(0.023538, 5)
    // the lady tasting tea: 3 of 4 against 1 of 4
    expect(testOfShares(3, 4, 1, 4)).toBeCloseTo(34 / 70, 12)
    expect(testOfShares(0, 10, 0, 10)).toBe(1)
    expect(testOfShares(0, 0, 1, 10)).toBe(1)
  })

  test('tails', () => {
    expect(normalTail(1.959963984540054)).toBeCloseTo(0.05, 12)
    expect(normalTail(0)).toBe(1)
    expect(normalTail(10) / 1.523970604832094e-23).toBeCloseTo(1, 9)
    expect(normalTail(2.9999999)).toBeCloseTo(normalTail(3.0000001), 8)
    expect(studentTail(2.5705818356363146, 5)).toBeCloseTo(0.05, 8)
    expect(studentTail(2, 1e6)).toBe(normalTail(2))
    expect(student95(1e6)).toBeCloseTo(1.96, 2)
  })
})
