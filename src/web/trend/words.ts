import type { TrendMetric, TrendUnit } from '../../insight/trend/answers.ts'
import { sayDuration } from '../figure/duration.ts'
import { sayPercent } from '../figure/share.ts'

/** What each metric is called, at a step or of the journey. */
export const metricWords = {
  cases: 'Cases arriving',
  reached: 'Reached by',
  dropped: 'Dropped out',
  repeats: 'Came back',
  kept: 'Promise kept',
  p50: 'Time to next, median',
  p90: 'Time to next, p90',
  outcome: 'Good outcome',
  'outcome-p50': 'Time to outcome, median',
  'outcome-p90': 'Time to outcome, p90',
} satisfies Record<TrendMetric, string>

export function sayLevel(unit: TrendUnit, value: number | null, bucket: 'day' | 'week' | null): string {
  if (value === null) return '–'
  switch (unit) {
    case 'share':
      return sayPercent(value, Math.abs(value) < 0.1 ? 1 : 0)
    case 'seconds':
      return sayDuration(value)
    case 'count':
      return `${value < 10 ? Number(value.toFixed(1)) : Math.round(value).toLocaleString('en-US')} a ${bucket ?? 'week'}`
  }
}

/** "+12 points", "−3.1 h": a difference of levels; shares differ by points. */
export function sayChange(unit: TrendUnit, value: number): string {
  const sign = value < 0 ? '−' : '+'
  const size = Math.abs(value)
  switch (unit) {
    case 'share':
      return `${sign}${(size * 100).toFixed(size < 0.1 ? 1 : 0)}`
    case 'seconds':
      return `${sign}${sayDuration(size)}`
    case 'count':
      return `${sign}${size < 10 ? Number(size.toFixed(1)) : Math.round(size)}`
  }
}

export function changeUnit(unit: TrendUnit): string {
  return unit === 'share' ? ' points' : ''
}
