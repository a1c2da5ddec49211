import type { Passages } from './passages.ts'
import type { DrawnEnds } from './silence.ts'

/** What a thread is asked: plain values, for they are copied to it. */
export interface Task {
  readonly kind: 'evaluate' | 'open'
  readonly passages: Passages
  readonly steps: readonly string[]
  readonly drawnEnds: DrawnEnds
  /** codes of good and bad steps; null: the outcome of a case is the step it ends at */
  readonly outcome: { readonly good: readonly number[]; readonly bad: readonly number[] } | null
  /** a case that is to be forecast in any case, by its key */
  readonly including: string | null
  readonly cut: number
  readonly horizon: number
}

export type Said =
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly says: string }
