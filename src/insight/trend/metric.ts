import type { TrendMetric, TrendUnit } from './answers.ts'

/** What a metric is counted over, in which unit, and whose cases stand behind it. */
interface Kind {
  readonly unit: TrendUnit
  /** visits to a step by when they were, or cases by when they began */
  readonly by: 'visit' | 'begin'
}

export const metrics = {
  /** cases that began; at a step, those that came to it for the first time */
  cases: { unit: 'count', by: 'visit' },
  outcome: { unit: 'share', by: 'begin' },
  'outcome-p50': { unit: 'seconds', by: 'begin' },
  'outcome-p90': { unit: 'seconds', by: 'begin' },
  reached: { unit: 'share', by: 'begin' },
  dropped: { unit: 'share', by: 'visit' },
  repeats: { unit: 'share', by: 'visit' },
  kept: { unit: 'share', by: 'visit' },
  p50: { unit: 'seconds', by: 'visit' },
  p90: { unit: 'seconds', by: 'visit' },
} satisfies Record<TrendMetric, Kind>

/** The quantile that a metric of time is. */
export function quantileOf(metric: TrendMetric): number {
  return metric === 'p90' || metric === 'outcome-p90' ? 0.9 : 0.5
}
