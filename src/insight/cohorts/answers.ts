/** Answers of cohorts: who began together, and how many came back or reached a step later. */
import type { Share } from '../answers.ts'
import type { CohortsAsked } from './asked.ts'

export type { CohortPeriod, CohortsAsked } from './asked.ts'

export interface Cohorts {
  readonly asked: CohortsAsked
  /** what a cell says, as a sentence */
  readonly says: string
  /** the store's latest event: what would be later is not known */
  readonly horizon: string
  readonly units: number
  /** oldest first, or the largest first where they are a property's values */
  readonly cohorts: readonly Cohort[]
  /** all cohorts together, those not listed too */
  readonly overall: readonly CohortCell[]
  /** cohorts that are not listed, and how many are in them */
  readonly more: { readonly cohorts: number; readonly units: number }
}

export interface Cohort {
  /** its first day, or the value */
  readonly id: string
  readonly units: number
  readonly cells: readonly CohortCell[]
}

/** The share of those whose period has passed whole; `n` of them. */
export interface CohortCell extends Share {
  /** from 1 */
  readonly period: number
  readonly reached: number
  /** false: for some of the cohort the period is not over, and they are not in n */
  readonly complete: boolean
}
