/** Answers of anomalies: cases that are unlike the others, each with why. */
import type { CaseRow } from '../cases/answers.ts'
import type { AnomalyKind } from './kind.ts'

export type { AnomalyKind } from './kind.ts'

export interface Anomalies {
  readonly cases: number
  /** cases with at least one reason */
  readonly unusual: number
  /** by kind: what is asked, how often it was asked, how many would be listed were nothing wrong, how many cases are */
  readonly rules: readonly AnomalyRule[]
  /** the most unusual first */
  readonly list: readonly UnusualCase[]
}

export interface AnomalyRule {
  readonly kind: AnomalyKind
  readonly says: string
  /** how many times it was asked: visits, waits or cases; 0 where too few were seen to ask it */
  readonly tested: number
  /** how many of these it would list were nothing wrong; null: none can be told, for what it lists should not be */
  readonly expected: number | null
  readonly cases: number
}

export interface UnusualCase extends CaseRow {
  /** bits of surprise: the sum of -log2 of how likely each kind's strongest reason is */
  readonly score: number
  /** strongest first */
  readonly reasons: readonly { readonly kind: AnomalyKind; readonly bits: number; readonly says: string }[]
}
