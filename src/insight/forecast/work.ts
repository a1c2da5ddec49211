import type { ArrivalsAsked } from './arrivals.ts'
import type { Passages } from './passages.ts'
import type { PromiseMade } from './promised.ts'
import type { DrawnEnds } from './silence.ts'

/** What a thread is asked: plain values, for they are copied to it. */
export type Task = ModelTask | ({ readonly kind: 'arrivals' } & ArrivalsAsked)

export interface ModelTask {
  readonly kind: 'evaluate' | 'open'
  readonly passages: Passages
  readonly steps: readonly string[]
  readonly drawnEnds: DrawnEnds
  /** codes of the steps at which a case is not open */
  readonly closed: readonly number[]
  /** codes of good and bad steps; null: the outcome of a case is the step it ends at */
  readonly outcome: { readonly good: readonly number[]; readonly bad: readonly number[] } | null
  readonly promises: readonly PromiseMade[]
  /** a case that is to be forecast in any case, by its key */
  readonly including: string | null
  readonly cut: number
  readonly horizon: number
}

export type Said =
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly says: string }
