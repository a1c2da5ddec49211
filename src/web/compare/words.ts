import type { CompareMetric, Difference } from '../../insight/compare/answers.ts'
import { sayDuration } from '../figure/duration.ts'
import { sayPercent } from '../figure/share.ts'

export const metricWords = {
  reached: 'Come to it',
  dropped: 'Drop out',
  repeats: 'Come back',
  kept: 'Promise kept',
  p50: 'To next, median',
  p90: 'To next, p90',
  outcome: 'Good outcome',
  'outcome-p50': 'To outcome, median',
  'outcome-p90': 'To outcome, p90',
  taken: 'Taken',
} satisfies Record<CompareMetric, string>

export function sayValue(unit: Difference['unit'], value: number | null): string {
  if (value === null) return '–'
  return unit === 'share' ? sayPercent(value, Math.abs(value) < 0.1 && value !== 0 ? 1 : 0) : sayDuration(value)
}

/** With its sign; shares differ by points. */
export function sayDifference(unit: Difference['unit'], value: number | null): string {
  if (value === null) return '–'
  const sign = value < 0 ? '−' : '+'
  const size = Math.abs(value)
  return unit === 'share' ? `${sign}${(size * 100).toFixed(size < 0.1 ? 1 : 0)} pt` : `${sign}${sayDuration(size)}`
}

export function sayMark(one: Difference): string {
  switch (one.mark) {
    case 'clear':
      return `clear, q ${one.q !== null && one.q < 0.001 ? '< 0.001' : (one.q ?? 0).toFixed(3)}`
    case 'not-clear':
      return `not clear, q ${(one.q ?? 1).toFixed(2)}`
    case 'too-few':
      return 'too few to say'
  }
}

/** All of a difference in a sentence, for a pointer that rests on it and for readers. */
export function sayWhole(one: Difference): string {
  const { unit, a, b } = one
  const both = `a ${sayValue(unit, a.value)} (n ${a.n.toLocaleString('en-US')}), b ${sayValue(unit, b.value)} (n ${b.n.toLocaleString('en-US')})`
  if (one.low === null) return `${metricWords[one.metric]}: ${both}; ${sayMark(one)}`
  return `${metricWords[one.metric]}: ${both}; b − a ${sayDifference(unit, one.difference)}, 95 % ${sayDifference(unit, one.low)} to ${sayDifference(unit, one.high)}; ${sayMark(one)}`
}
