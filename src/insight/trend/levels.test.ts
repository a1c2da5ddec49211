import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { randomOf } from '../stats/random.ts'
import { brokenRules } from './chart.ts'
import { driftOf, withoutDrift } from './drift.ts'
import { leastOf } from './examine.ts'
import { levelsOf } from './levels.ts'
import { noiseOf, type Scaled } from './noise.ts'
import { furthestArc, Sums } from './scan.ts'
import { withoutWeekdays } from './weekday.ts'

const least = leastOf('week')

/** Standard normal numbers with a correlation of `rho` between neighbours. */
function noise(random: () => number, length: number, rho = 0): readonly number[] {
  let last = normal(random)
  return Array.from({ length }, () => {
    last = rho * last + Math.sqrt(1 - rho * rho) * normal(random)
    return last
  })
}
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
const points = (ys: readonly number[]): readonly Scaled[] => ys.map((y, at) => ({ at, y, v: 1 }))
const found = (of: readonly Scaled[], alpha = 0.001) => levelsOf(of, noiseOf(of), least, alpha)
const pOf = (of: readonly Scaled[]) => furthestArc(new Sums(of), { from: 0, to: of.length }, noiseOf(of), least)?.p ?? 1

describe('series without a shift', () => {
  test.each([
    [15, 0],
    [65, 0],
    [30, 0.3],
    [65, 0.3],
  ])('[T3][T5] of %i buckets, alike by %f, at most 5 %% are said to shift', (length, rho) => {
    const random = randomOf(20_417)
    const rounds = 1000
    const alarms = Array.from({ length: rounds }, () => pOf(points(noise(random, length, rho).map((y) => 3 * y))))
    expect(alarms.filter((p) => p <= 0.05).length / rounds).toBeLessThanOrEqual(0.05)
  })

  test('[T4] an ordinary week is no shift, though its weekend is far off', () => {
    const random = randomOf(7)
    const rounds = 200
    const alarms = Array.from({ length: rounds }, () => {
      const days = noise(random, 70).map((y, at) => y + (at % 7 === 2 || at % 7 === 3 ? -12 : at % 7))
      return pOf(withoutWeekdays(points(days)))
    })
    expect(alarms.filter((p) => p <= 0.05).length / rounds).toBeLessThanOrEqual(0.05)
  })

  test('[T4] nor is a weekday that scatters more than the others, in two humps', () => {
    const random = randomOf(13)
    const rounds = 100
    const alarms = Array.from({ length: rounds }, () => {
      const days = noise(random, 140).map((y, at) => y + (at % 7 > 3 && random() < 0.3 ? 15 : 0))
      return pOf(withoutWeekdays(points(days)))
    })
    expect(alarms.filter((p) => p <= 0.05).length / rounds).toBeLessThanOrEqual(0.05)
  })

  test('[T4] a steady rise is a drift, and without it nothing shifts', () => {
    const random = randomOf(3)
    const rising = points(noise(random, 60).map((y, at) => y + at / 5))
    const drift = driftOf(rising, noiseOf(rising), least)
    expect(drift?.slope).toBeCloseTo(0.2, 1)
    expect(found(withoutDrift(rising, drift)).changes).toEqual([])
  })
})

describe('series with one', () => {
  const random = randomOf(11)
  const step = points(noise(random, 65).map((y, at) => y + (at >= 50 ? 6 : 0)))

  test('[T6] a lasting shift is dated, and the true date lies within what is given', () => {
    expect(found(step).changes).toMatchObject([
      { isPassing: false, before: { from: 0, to: 50 }, after: { from: 50, to: 65 } },
    ])
    expect(driftOf(step, noiseOf(step), least)).toBeNull()
  })

  test('[T6] the 95 % dates hold the true one at least so often', () => {
    const rounds = 300
    const held = Array.from({ length: rounds }, () => {
      const [change] = found(points(noise(random, 60).map((y, at) => y + (at >= 40 ? 3 : 0)))).changes
      return change === undefined || (change.earliest <= 40 && change.latest >= 40)
    })
    expect(held.filter(Boolean).length / rounds).toBeGreaterThanOrEqual(0.93)
  })

  test('[T6] spells have an end, and do not hide the lasting shift between them', () => {
    const many = points(
      noise(random, 65).map((y, at) => y + ([10, 11, 25, 40, 41].includes(at) ? 14 : 0) + (at >= 50 ? 4 : 0)),
    )
    expect(found(many).changes.map(({ after, isPassing }) => [after.from, isPassing ? after.to : null])).toEqual([
      [10, 12],
      [25, 26],
      [40, 42],
      [50, null],
    ])
  })

  test('[T6] a level that moves for good is told once, though it went too far at first', () => {
    const jolted = points(noise(random, 60).map((y, at) => y + (at === 30 ? 25 : at > 30 ? 9 : 0)))
    expect(found(jolted).changes.map(({ after, isPassing }) => [after.from, isPassing])).toEqual([[30, false]])
    const against = points(noise(random, 60).map((y, at) => y + (at === 30 ? -25 : at > 30 ? 9 : 0)))
    expect(found(against).changes.map(({ after, isPassing }) => [after.from, isPassing])).toEqual([
      [30, true],
      [31, false],
    ])
  })

  test('[T6] whatever the series, no two shifts overlap or begin together', () => {
    const level = fc.record({ length: fc.integer({ min: 1, max: 12 }), height: fc.integer({ min: -30, max: 30 }) })
    fc.assert(
      fc.property(fc.array(level, { minLength: 2, maxLength: 9 }), fc.integer(), (levels, seed) => {
        const heights = levels.flatMap(({ length, height }) => Array.from({ length }, () => height))
        const noisy = noise(randomOf(seed), heights.length)
        const { changes } = found(points(heights.map((height, i) => height + (noisy[i] ?? 0))))
        for (const [i, { before, after, isPassing }] of changes.entries()) {
          const next = changes[i + 1]
          expect(before.to).toBeLessThanOrEqual(after.from)
          if (next !== undefined) expect(next.after.from).toBeGreaterThanOrEqual(isPassing ? after.to : after.from + 1)
        }
      }),
      { seed: 20_433, numRuns: 300 },
    )
  })

  test('[T4] a shift that lasts is found by day through the weekdays', () => {
    const days = withoutWeekdays(
      points(noise(random, 84).map((y, at) => y + (at % 7 === 2 || at % 7 === 3 ? -12 : 0) + (at >= 45 ? 5 : 0))),
    )
    const [change, ...others] = levelsOf(days, noiseOf(days), leastOf('day'), 0.001).changes
    expect(others).toEqual([])
    expect(change?.earliest).toBeLessThanOrEqual(45)
    expect(change?.latest).toBeGreaterThanOrEqual(45)
  })

  test('[T3] noise is read past a shift: neither its size nor its place changes it', () => {
    const plain = points(noise(randomOf(5), 65))
    const shifted = plain.map((point) => ({ ...point, y: point.y + (point.at >= 30 ? 50 : 0) }))
    expect(noiseOf(shifted).over).toBeLessThan(noiseOf(plain).over * 1.25)
  })
})

describe("Nelson's rules", () => {
  test.each([
    [[0, 0, 3.1], [1]],
    [[0, 0, 2.9], []],
    [Array.from({ length: 9 }, () => 0.1), [2]],
    [[-0.1, ...Array.from({ length: 8 }, () => 0.1)], []],
    [[2.1, 0, 2.2], [5]],
    [[2.1, 0, -2.2], []],
  ])('[T8] %j', (off, breaks) => {
    expect(brokenRules(off, off.length - 1)).toEqual(breaks)
  })
})
