import type { CohortPeriod } from '../../../insight/cohorts/answers.ts'
import { readNumber, readText, type Search } from '../../app/filters.ts'

export const periods = { day: 'day', week: 'week', month: 'month' } as const satisfies Record<CohortPeriod, string>

/** What the cohorts' tab is asked. */
export interface CohortAsk {
  of: 'cases' | 'customers'
  /** a period, or the name of a property */
  by: string
  /** a step; empty: the first */
  start: string
  /** a step; empty: coming back */
  reach: string
  period: CohortPeriod
  periods: number
}

export function readCohorts(ask: Search): CohortAsk {
  const by = readText(ask['by']) ?? 'week'
  const period = ask['period']
  const count = readNumber(ask['periods'])
  return {
    of: ask['of'] === 'customers' ? 'customers' : 'cases',
    by,
    start: readText(ask['start']) ?? '',
    reach: readText(ask['reach']) ?? '',
    period: isPeriod(period) ? period : isPeriod(by) ? by : 'week',
    periods: count !== undefined && count >= 1 && count <= 60 ? Math.floor(count) : 12,
  }
}

export function isPeriod(value: unknown): value is CohortPeriod {
  return value === 'day' || value === 'week' || value === 'month'
}
