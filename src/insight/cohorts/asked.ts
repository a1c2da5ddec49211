/** What is asked of cohorts. Without imports, so that a figure's cases can name it. */

export type CohortPeriod = 'day' | 'week' | 'month'

export interface CohortsAsked {
  /** who is counted */
  readonly of: 'cases' | 'customers'
  /** what cohorts are made of: when they began, or the first value of a field, property or trait */
  readonly by: CohortPeriod | { readonly property: string }
  /** cohorts begin with the first visit to this step; null: with the first visit to any */
  readonly start: string | null
  /** counted are those that reached this step within so many periods; null: those that came back in the period */
  readonly reach: string | null
  /** how long a period is: 1, 7 or 30 days from each one's own beginning */
  readonly period: CohortPeriod
  /** how many periods are asked for */
  readonly periods: number
}
