/** Answers of what if. Times in seconds, shares 0..1; intervals are 95 %. */

import type { Period, Share } from '../answers.ts'

/** One change of the journey. Steps are ids of the map, or event names. */
export type Change =
  /** late waits are cut to within the promise; `goOn`: who left before what was promised came, goes on as the others did */
  | { readonly kind: 'keep'; readonly step: string; readonly goOn?: boolean | undefined }
  /** nobody comes to the step: cases go on to what followed it; `goOn`: so do those who left there */
  | { readonly kind: 'remove'; readonly step: string; readonly goOn?: boolean | undefined }
  /** the wait after a step (to one next step, or whichever comes) is shorter by a share, or at most so long ("2 days") */
  | {
      readonly kind: 'shorten'
      readonly step: string
      readonly to?: string | undefined
      readonly by?: number | undefined
      readonly most?: string | undefined
    }
  /** a team has `more` hands: counted on what its work shows, or beside `of` people that it has now */
  | { readonly kind: 'enlarge'; readonly team: string; readonly more: number; readonly of?: number | undefined }

/** A figure before, after, and what the change makes of it, each with its interval; null where nothing stands under it. */
export interface Compared {
  readonly before: Estimate | null
  readonly after: Estimate | null
  readonly difference: Estimate | null
}
export interface Estimate {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** A distribution as its quantiles at `WhatIf.shares`. */
export interface Spreads {
  readonly before: readonly number[]
  readonly after: readonly number[]
  readonly afterLow: readonly number[]
  readonly afterHigh: readonly number[]
}

export interface WhatIf {
  readonly journey: string
  readonly title: string
  /** the changes asked for, each with what it does in words and what is assumed of it */
  readonly changes: readonly (Change & { readonly says: string; readonly assumes: readonly string[] })[]
  /** finished cases that the model was made from, of how many; fewer are a sample */
  readonly cases: number
  readonly of: number
  readonly period: Period | null
  readonly runs: number
  readonly replicates: number
  readonly seed: number
  /** whether changed waits change who leaves */
  readonly leaving: boolean
  /** share of cases that reach a good outcome; null where the map names none */
  readonly outcome: Compared | null
  /** seconds to the first good outcome, over cases that reach one */
  readonly toOutcome: { readonly p50: Compared; readonly p90: Compared; readonly spread: Spreads | null } | null
  /** seconds from a case's first step to its last */
  readonly duration: {
    readonly p50: Compared
    readonly p90: Compared
    readonly mean: Compared
    readonly spread: Spreads | null
  }
  /** the shares that `spread` is given at */
  readonly shares: readonly number[]
  /** visits a case, by step, before and after */
  readonly visits: readonly { readonly step: string; readonly before: number; readonly after: number }[]
  /** more good outcomes a year; null where the map names none, or too short a time was observed */
  readonly perYear: {
    readonly cases: number
    readonly outcomes: Estimate
    readonly customers: Estimate
    /** what they are called: where each case is a customer of its own, as it is where events name none, cases */
    readonly whom: 'cases' | 'customers'
    readonly money: (Estimate & { readonly currency: string }) | null
  } | null
  readonly model: {
    readonly order: string
    readonly says: string
    readonly states: number
    readonly criteria: readonly { readonly order: string; readonly bic: number }[]
  }
  readonly baseline: Baseline
  /** what holds for every figure here */
  readonly assumes: readonly string[]
}

/** How well the journey simulated as it is gives back what was observed. */
export interface Baseline {
  /** false: at least one figure was not given back; `quotable` says which may be quoted nevertheless */
  readonly carries: boolean
  readonly says: string
  /** where it does not carry: what the times look like, and what to do; null where it does */
  readonly remedy: string | null
  /** each by its own check: ways on are drawn apart from waits, so that a share may be right where times are not */
  readonly quotable: { readonly outcome: boolean; readonly toOutcome: boolean; readonly duration: boolean }
  readonly figures: readonly BaselineFigure[]
  readonly outcome: Share | null
}

export interface BaselineFigure {
  readonly of: 'outcome' | 'toOutcome' | 'duration'
  readonly figure: string
  readonly unit: 'share' | 'seconds'
  readonly observed: number
  readonly simulated: number
  /** how far the two may lie apart */
  readonly within: number
  readonly holds: boolean
  /** false: so few cases were observed that they may lie apart by half the figure or more, and that it holds says little */
  readonly tells: boolean
}
