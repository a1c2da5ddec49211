import { expect, test } from 'vitest'
import type { Chart, ChartPoint } from '../../insight/trend/answers.ts'
import { chartScale } from './chart-scale.ts'
import { sayChange, sayLevel } from './words.ts'

function chart(unit: Chart['unit'], values: readonly number[], reach = 0.1): Chart {
  const points = values.map(
    (value, i): ChartPoint => ({
      at: new Date(Date.UTC(2026, 0, 5 + 7 * i)).toISOString().slice(0, 10),
      value,
      n: 10,
      level: 0,
      centre: value,
      lower: value * (1 - reach),
      upper: value * (1 + reach),
      breaks: [],
    }),
  )
  return { metric: 'p50', unit, at: 'a', followed: null, noise: 1, likeness: 0, drift: null, points, unfinished: null }
}

test.each([
  ['share' as const, [0.71, 0.74, 0.9]],
  ['seconds' as const, [72_000, 82_000, 150_000]],
  ['count' as const, [0, 3, 12]],
  ['seconds' as const, [0, 0, 0]],
])('[W48] of %s every value lies within the drawing, and ticks are in order', (unit, values) => {
  const of = chart(unit, values)
  const scale = chartScale(of, 400, 100)
  for (const point of of.points) {
    expect(scale.y(point.value)).toBeGreaterThanOrEqual(0)
    expect(scale.y(point.value)).toBeLessThanOrEqual(100)
    expect(scale.x(point.at)).toBeGreaterThanOrEqual(0)
    expect(scale.x(point.at)).toBeLessThanOrEqual(400)
  }
  expect(scale.ticks.length).toBeGreaterThan(1)
  expect(scale.ticks.length).toBeLessThan(9)
  expect([...scale.ticks].sort((a, b) => a - b)).toEqual(scale.ticks)
})

test('[W48] a wide limit does not flatten the line', () => {
  const scale = chartScale(chart('seconds', [100, 110, 120], 20), 400, 100)
  expect(scale.y(100) - scale.y(120)).toBeGreaterThan(15)
})

test('[W48] levels and changes say their unit and their sign', () => {
  expect(sayLevel('share', 0.427, 'week')).toBe('43 %')
  expect(sayLevel('seconds', 72_000, 'week')).toBe('20 h')
  expect(sayLevel('count', 5.44, 'week')).toBe('5.4 a week')
  expect(sayLevel('share', null, 'week')).toBe('–')
  expect(sayChange('share', -0.046)).toBe('−4.6')
  expect(sayChange('seconds', 7200)).toBe('+2 h')
})
