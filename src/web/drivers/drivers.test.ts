import { expect, test } from 'vitest'
import type { DriverFactor, Drivers } from '../../insight/drivers/answers.ts'
import { scaleOf } from './forest.tsx'
import { partsOf } from './parts.ts'
import { readDriversSearch } from './search.ts'
import { sayOdds, sayQ, toneOf, unitOf } from './words.ts'

const factor = (says: string, more: Partial<DriverFactor> = {}): DriverFactor => ({
  factor: { kind: 'step', step: says },
  says,
  group: 'step',
  among: null,
  with: { n: 50, rate: { value: 0.4, low: 0.3, high: 0.5 } },
  without: { n: 150, rate: { value: 0.2, low: 0.1, high: 0.3 } },
  difference: { value: 0.2, low: 0.1, high: 0.3 },
  p: 0.001,
  q: 0.01,
  adjusted: { kind: 'odds-ratio', value: 2, low: 1.5, high: 3 },
  adjustedDifference: { value: 0.13, low: 0.07, high: 0.23 },
  standing: 'clear',
  holds: true,
  sameAs: null,
  tangled: [],
  decides: false,
  sampled: false,
  ...more,
})

test('[W80] each factor stands in one part, and those of the same cases under the first of them', () => {
  const parts = partsOf(
    [
      factor('a'),
      factor('b', { sameAs: 'a' }),
      factor('c', { holds: false }),
      factor('d', { decides: true, holds: null }),
      factor('e', { standing: 'not clear', holds: false }),
      factor('f', { standing: 'too few', difference: null }),
      factor('g', { group: 'time', sameAs: 'a' }),
    ],
    'step',
  )
  const names = (listed: readonly { factor: DriverFactor }[]) => listed.map((one) => one.factor.says)
  expect(names(parts.holding)).toEqual(['a'])
  expect(parts.holding[0]?.same.map(({ says }) => says)).toEqual(['b'])
  expect(names(parts.alone)).toEqual(['c'])
  expect(names(parts.decides)).toEqual(['d'])
  expect(names(parts.unclear)).toEqual(['e'])
  expect(parts.few.map(({ says }) => says)).toEqual(['f'])
})

test('[W80] all rows share a scale that holds every difference', () => {
  const scale = scaleOf([factor('a'), factor('b', { difference: { value: -0.31, low: -0.4, high: -0.2 } })], false)
  expect(scale.most).toBeGreaterThanOrEqual(0.31)
  expect(scale.ticks).toContain(0)
  expect(scale.ticks.at(-1)).toBe(scale.most)
  expect(scaleOf([], false).most).toBeGreaterThan(0)
})

test('[W81] shares are said in percentage points, scores in points; more of what is bad is bad', () => {
  const target = { kind: 'late', better: 'less' } as Drivers['target']
  const unit = unitOf(target)
  expect(unit.difference(0.137)).toBe('+14')
  expect(unit.difference(-0.002)).toBe('0')
  expect(unit.interval({ value: 0.1, low: -0.021, high: 0.034 })).toBe('−2.1 to +3.4')
  expect(unitOf({ ...target, kind: 'score' }).difference(-1.72)).toBe('−1.7')
  expect(toneOf('less', 0.1)).toBe('bad')
  expect(toneOf('more', 0.1)).toBe('good')
  expect(toneOf(null, 0.1)).toBeUndefined()
  expect(sayQ(0.00002)).toBe('< 0.001')
  expect(sayQ(0.0312)).toBe('0.031')
  expect(sayOdds({ value: 1.234, low: 0.9, high: 12_345 })).toBe('1.2 (0.90 to 12,345)')
})

test('[W1] the address says the target, the kind, the factor and what is unfolded; the rest is left out', () => {
  expect(readDriversSearch({ of: 'late:a', group: 'wait', factor: 'x', unfolded: ['few', 'all'], other: 1 })).toEqual({
    of: 'late:a',
    group: 'wait',
    factor: 'x',
    unfolded: ['few'],
  })
  expect(readDriversSearch({ group: 'weather', unfolded: 'few' })).toEqual({})
})
