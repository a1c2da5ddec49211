import type { Period, Share } from '../answers.ts'
import type { FrictionKind } from './kinds.ts'

/** What is counted beyond a limit, and what cost is in where the map gives no value. */
export type FrictionUnit = 'hours' | 'visits' | 'requests' | 'channels' | 'failures' | 'teams'

/** Where a friction begins: what was promised, or where nothing is promised what was usual in the period before. */
export interface FrictionLimit {
  readonly value: number
  /** seconds for waits, a share of passages for failures; else what is counted */
  readonly unit: 'seconds' | 'share' | FrictionUnit
  /**
   * `promise`: drawn on the map. `proposed`: drawn on a draft, from what was observed. `observed-p90`: nine in ten kept within it in the period before. `definition`: the kind
   * itself says it, as that a thing asked for twice is asked for once too often.
   */
  readonly basis: 'promise' | 'proposed' | 'observed-p90' | 'definition'
  /** of what was observed: when, and how many */
  readonly observed:
    | (Period & { readonly n: number /** every so-manieth case was looked at; 1: all */; readonly oneIn: number })
    | null
  /** as the map writes it, e.g. `3 business days`, which is no fixed number of seconds; null where it is not from the map */
  readonly written: string | null
}

/** What a friction costs, and how that was computed. Never claimed as cause. */
export interface FrictionCost {
  /** a currency of the map's `outcome.value`, or what is counted beyond the limit */
  readonly unit: string
  /** of one case struck, and of all; `low` and `high` are of all, null where the figure is a plain sum */
  readonly each: number
  readonly low: number | null
  readonly high: number | null
  /** in words, with its figures */
  readonly formula: string
  /** share of finished cases that reached a good outcome: those struck, and those that came here and were spared */
  readonly outcome: { readonly struck: Share; readonly spared: Share } | null
}

export type TrendDirection = 'rising' | 'falling' | 'steady' | 'too few'

/** Share by week and a test of its direction (H. B. Mann 1945, M. G. Kendall 1975). */
export interface FrictionTrend {
  readonly direction: TrendDirection
  /** two-sided; null where there are too few weeks */
  readonly p: number | null
  /** passages by week (Monday, UTC) up to 26, oldest first; share null while some of the week may yet be struck */
  readonly weeks: readonly ({ readonly week: string } & Share)[]
}

export interface Friction {
  readonly kind: FrictionKind
  /** the step of the map where it strikes */
  readonly at: string
  /** tells apart what breaks at one step, e.g. "Upload Failed: page did not load"; null where the step says it all */
  readonly cause: string | null
  /** cases struck: the list behind the figure has exactly as many */
  readonly cases: number
  readonly customers: number
  /** of `n`, the cases that came to the place and are decided */
  readonly share: number | null
  readonly n: number
  readonly low: number | null
  readonly high: number | null
  /** what all of it costs, in `costing.unit`; null where nothing states it */
  readonly cost: number | null
  readonly costing: FrictionCost | null
  /** what went beyond the limit, summed over the cases: hours waited, visits, requests … */
  readonly extra: { readonly amount: number; readonly unit: FrictionUnit }
  /** cases in which the customer got in touch while waiting; null where the kind is no wait */
  readonly chased: number | null
  readonly limit: FrictionLimit
  readonly trend: FrictionTrend
  /** names of cases struck, newest first; `cases` says how many there are */
  readonly evidence: readonly string[]
  /** keys to open these cases with, in the same order */
  readonly keys: readonly string[]
  /** what these customers wrote after it struck, where they were asked for and events have text */
  readonly words: readonly { readonly case: string; readonly at: string; readonly text: string }[]
  /** in a sentence: what happens here */
  readonly says: string
  /** what to know about the figure: how it was decided, and what it cannot tell */
  readonly note: string
  /** what somebody who knows the place should be asked */
  readonly ask: string
}

/** A kind that was not looked for, and what would let it be. */
export interface FrictionUnseen {
  readonly kind: FrictionKind
  readonly why: string
  readonly remedy: string
}

export interface Frictions {
  readonly journey: string
  readonly title: string
  readonly cases: number
  readonly customers: number
  readonly period: Period | null
  /** what all costs are ranked in first: the currency of the map's value, or null where it gives none */
  readonly currency: string | null
  /** the dearest first: customers × cost of each; then by cases */
  readonly frictions: readonly Friction[]
  /** kinds that could not be looked for here */
  readonly unseen: readonly FrictionUnseen[]
  /** kinds that were looked for and not found */
  readonly absent: readonly FrictionKind[]
}

export type { FrictionKind } from './kinds.ts'
