import { question, type View } from '../view.ts'
import type { FrictionLimit, FrictionUnit } from './answers.ts'
import type { FrictionKind } from './kinds.ts'

/** Cases that visited a step; of these finished ones, and finished ones with a good outcome. */
export interface Standing {
  readonly visited: number
  readonly closed: number
  readonly good: number
}

/** A question, or a part of one, with its values. */
export interface Asking {
  readonly sql: string
  readonly params: Readonly<Record<string, unknown>>
}

/** The same over the view: with the filter's values beside its own. */
export function asking(view: View, sql: string, params: Asking['params'] = {}): Asking {
  return { sql, params: question(view, sql, params).params ?? {} }
}

/** One kind at one step, with the question for whom it strikes: everything else about it is counted from these rows. */
export interface Place {
  readonly kind: FrictionKind
  /** the step's code */
  readonly code: number
  readonly cause: string | null
  readonly limit: FrictionLimit
  /** of what the strikes' `over` is the amount */
  readonly unit: FrictionUnit
  /**
   * A row for each passage struck: `key UInt64` of its case, `began Int64` (microseconds: when that began), `moment Int64`
   * (when it came here) and `over Int64` (what went beyond the limit: microseconds for hours, else a count).
   */
  readonly strikes: Asking
  /** cases that came here and are decided */
  readonly n: number
  /** all that it could strike, where that is not who visited the step */
  readonly among?: Standing
  /** passages decided, by week; and weeks in which some are not */
  readonly came: ReadonlyMap<number, number>
  readonly pending: ReadonlySet<number>
  readonly chased: number | null
  /** steps' codes that were waited for */
  readonly awaited: readonly number[]
}

export interface Unjudged {
  readonly kind: FrictionKind
  readonly why: string
  readonly remedy: string
}

/** The strikes of several places in one look: columns `code` (of the step), `key`, `began`, `moment` and `over`. One place a step. */
export interface Together {
  readonly places: readonly Place[]
  /** whether a case has one row at most at each place */
  readonly isOncePerCase: boolean
  readonly strikes: Asking
}

/** What looking for a kind gives. */
export interface Looked {
  readonly places: readonly Place[]
  /** places that are counted together; the others one by one */
  readonly together?: readonly Together[]
  readonly unseen: readonly Unjudged[]
}

/** Fewer than these say nothing of what is usual. */
export const fewestUsual = 30
