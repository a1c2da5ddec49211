/**
 * What goes with a good or bad outcome, a low score, a late promise. Shares and their differences are 0..1 (a difference of
 * 0.05 is 5 percentage points), scores are in points, times in seconds. Nothing here says what causes what.
 */

import type { Share } from '../answers.ts'
import type { Factor } from './factor.ts'

export type { Factor } from './factor.ts'

/**
 * What is looked at: `outcome`, `score` (or `score:nps`), `late:STEP`, `dropped:STEP`, `reached:STEP`, and of any property or
 * trait `property:NAME=VALUE` (the case ends with that value) or `property:NAME` (the number it ends with).
 */
export type DriverTarget =
  | { readonly kind: 'outcome' }
  | { readonly kind: 'score'; readonly score: 'nps' | 'csat' | 'ces' | null }
  | { readonly kind: 'late' | 'dropped' | 'reached'; readonly step: string }
  /** value null: the number that the case ends with, compared by its average */
  | { readonly kind: 'property' | 'trait'; readonly name: string; readonly value: string | null }

/** A figure with its 95 % interval. */
export interface Effect {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** Cases on one side of a factor: how many reached the target (a share), or what they scored on average. */
export interface Side {
  readonly n: number
  /** Wilson's interval for a share, Student's for a mean; null where there are no cases (for an interval: fewer than 2) */
  readonly rate: Effect | null
}

export interface DriverFactor {
  readonly factor: Factor
  /** what it is, in words that follow "cases that …" */
  readonly says: string
  /** what the list can be filtered by */
  readonly group: 'step' | 'transition' | 'wait' | 'friction' | 'channel' | 'team' | 'property' | 'time'
  /** the cases that are compared, in words that follow “of the cases that …”; null: all of the target */
  readonly among: string | null
  readonly with: Side
  readonly without: Side
  /** with minus without; Newcombe's interval for shares, Welch's for means. Null where it is too few. */
  readonly difference: Effect | null
  /** two-sided: chi-squared or Fisher's exact test for shares, Welch's for means; null where it is too few */
  readonly p: number | null
  /** Benjamini and Hochberg's, over all factors that were tested */
  readonly q: number | null
  /**
   * with all other factors held equal: the odds ratio, or the difference in points, from one ridge model. Null where it is
   * too few, or beyond the columns of the model.
   */
  readonly adjusted: (Effect & { readonly kind: 'odds-ratio' | 'points' }) | null
  /**
   * the adjusted effect in the unit of `difference`: what the odds ratio makes of the rate without, minus that rate; for scores the points
   */
  readonly adjustedDifference: Effect | null
  /** `clear`: q at most 0.05 */
  readonly standing: 'too few' | 'clear' | 'not clear'
  /** whether the adjusted interval lies on the same side of no effect as the difference; null where either is missing */
  readonly holds: boolean | null
  /** an other factor that just the same cases have, by what it says; null where there is none, or this is the first of them */
  readonly sameAs: string | null
  /** factors that come with this one so regularly that the model cannot tell them apart, by what they say */
  readonly tangled: readonly string[]
  /** all cases with it (or all without it) reach the target, or none do: it is not in the model, for it leaves nothing to adjust */
  readonly decides: boolean
  /** counted in the sample of cases, not in all of them */
  readonly sampled: boolean
}

/** What was not compared, and why. */
export interface LeftOut {
  readonly what: string
  readonly why:
    | 'only afterwards'
    | 'the target itself'
    | 'every case'
    | 'no such field'
    | 'times'
    | 'too many values'
    | 'too many factors'
  readonly says: string
}

/** Johnson's relative weights: how much of a score's variance goes with each factor. */
export interface RelativeWeights {
  readonly r2: Effect
  readonly cases: number
  /** of R², largest first; they add up to it */
  readonly weights: readonly ({ readonly says: string } & Effect)[]
  readonly resamples: number
}

export interface Drivers {
  /** as it was asked, e.g. `late:submitted` */
  readonly of: string
  readonly journey: string
  readonly target: {
    readonly kind: DriverTarget['kind']
    /** words that follow "… of the cases" or, for a score, "the average" */
    readonly says: string
    /** what counts as known beforehand: the rule against looking at the end of the story */
    readonly known: string
    /** whether more of it is better for the customer; null where that is not said */
    readonly better: 'more' | 'less' | null
    readonly n: number
    /** share of the n cases; for a score null */
    readonly base: Share | null
    /** average score; else null */
    readonly mean: Effect | null
  }
  readonly least: number
  readonly factors: readonly DriverFactor[]
  readonly leftOut: readonly LeftOut[]
  readonly model: DriverModel | null
  /** why there is no model, where there is none */
  readonly noModel: string | null
  readonly weights: RelativeWeights | null
  /** where properties and the model rest on some of the cases: how many, of how many; null: on all */
  readonly sample: { readonly cases: number; readonly of: number } | null
}

export interface DriverModel {
  readonly kind: 'logistic' | 'linear'
  readonly cases: number
  readonly columns: number
  readonly penalty: number
  /** share of the deviance (or variance) that the factors explain on held-out folds; below 0 they foretell nothing */
  readonly explained: number
  readonly says: string
}

/** What can be asked of a map: each target with its words. */
export interface DriverTargets {
  readonly targets: readonly { readonly of: string; readonly kind: DriverTarget['kind']; readonly says: string }[]
}
