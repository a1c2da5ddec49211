/**
 * The usual questions, done well. Times are in seconds, shares 0..1, counts are of cases unless said otherwise.
 * Nothing is sampled. Rules U1 - U12 in SPEC.md beside this file.
 */
import type { Share, Spread } from '../answers.ts'
import type { FunnelOrder } from './kinds.ts'

export interface FunnelStep {
  readonly name: string
  readonly cases: number
  /** of the cases that reach the first step */
  readonly share: Share
  /** of the cases that reach the step before; of the first: of itself */
  readonly ofBefore: Share
}

export interface Funnel {
  readonly order: FunnelOrder
  /** seconds from the first step; null: no limit */
  readonly within: number | null
  readonly steps: readonly FunnelStep[]
  /** by the values of a property, most cases first; a case that carries two values is in both */
  readonly by?: FunnelSplit
}

export interface FunnelSplit {
  readonly property: string
  readonly kind: 'field' | 'property' | 'trait'
  readonly groups: readonly { readonly value: string; readonly steps: readonly FunnelStep[] }[]
  /** distinct values that are not shown */
  readonly others: number
}

/** The paths after a case's first visit to a step, or before it, as flows from place to place. */
export interface JoinedPaths {
  /** cases that come to the step at all */
  readonly cases: number
  readonly back: boolean
  /** steps that are shown as one, by the name of the group */
  readonly groups: readonly { readonly name: string; readonly steps: readonly string[] }[]
  /** at each place from the step outward: cases by step or group, most first; the place 0 is the step itself */
  readonly places: readonly (readonly { readonly name: string; readonly cases: number }[])[]
  /** from place `place` to `place + 1` outward; `to` null: the case has no further visit there (it ended, or had begun) */
  readonly links: readonly {
    readonly place: number
    readonly from: string
    readonly to: string | null
    readonly cases: number
  }[]
}

/** Where cases stand at each place of their way, counted from their beginning or around a step. */
export interface StepMatrix {
  readonly cases: number
  /** places counted from 1, or around a step from -n to n where 0 is the first visit to it */
  readonly places: readonly number[]
  /** cases at each place; most visits first. Below them the sum of a place is `present`. */
  readonly steps: readonly { readonly name: string; readonly cases: readonly number[] }[]
  /** cases that have a visit at the place */
  readonly present: readonly number[]
}

/** For each ordered pair of visits of one case, by their steps: the first eventually followed by the second. */
export interface EventuallyFollows {
  readonly cases: number
  /** most first; equal counts by name */
  readonly pairs: readonly {
    readonly from: string
    readonly to: string
    /** every ordered pair of visits counts */
    readonly count: number
    /** cases with such a pair */
    readonly cases: number
  }[]
}

/** From each case's first visit to a step to the first later visit to another. */
export interface Between {
  readonly from: string
  readonly to: string
  /** cases that come to `from` */
  readonly cases: number
  /** of these, those that come to `to` later */
  readonly reached: Share
  readonly took: Spread
  /** 24 bins of equal width up to p95, the rest in `beyond`; null where nobody reached it */
  readonly histogram: { readonly width: number; readonly bins: readonly number[]; readonly beyond: number } | null
}
