import type { CaseFilter, Period } from '../answers.ts'

/**
 * What is compared. `reached`, `repeats` and `outcome` are shares of cases, `dropped` and `taken` of visits, `kept` of promises. Times are to the next visit, or to the good outcome. Everybody is
 * followed for the same time on both sides, so that the younger cases do not look worse.
 */
export type CompareMetric =
  | 'reached'
  | 'dropped'
  | 'repeats'
  | 'kept'
  | 'p50'
  | 'p90'
  | 'outcome'
  | 'outcome-p50'
  | 'outcome-p90'
  | 'taken'

/**
 * Two sets of cases on one map. Differences are b - a with 95 % intervals; q is after Benjamini and Hochberg over all figures
 * of steps, transitions and the whole, and over all paths.
 */
export interface Compare {
  readonly journey: string
  readonly title: string
  readonly a: CompareSide
  readonly b: CompareSide
  /** cases that are on both sides; then intervals are wider than they need to be */
  readonly both: number
  /** the latest event on either side: what was not over by then is left out of both */
  readonly horizon: string | null
  /** cases begun from this day on are too young for their path to be compared; a side that has no older ones has no paths */
  readonly pathsUntil: string | null
  /** figures tested, and the q up to which a difference is called clear */
  readonly tested: number
  readonly rate: number
  readonly overall: readonly Difference[]
  /** in the order of the map */
  readonly steps: readonly StepDifference[]
  /** most visits first */
  readonly transitions: readonly TransitionDifference[]
  readonly paths: PathDifferences
  /** the to-be map, where one was named */
  readonly toBe: ToBe | null
}

export interface StepDifference {
  readonly id: string
  /** all cases that come to it, however young: what the lists of cases hold */
  readonly cases: { readonly a: number; readonly b: number }
  readonly figures: readonly Difference[]
}

export interface CompareSide {
  /** with what was asked of both */
  readonly filter: CaseFilter
  readonly cases: number
  readonly open: number
  readonly period: Period | null
}

export interface Difference {
  readonly metric: CompareMetric
  readonly unit: 'share' | 'seconds'
  readonly a: SideFigure
  readonly b: SideFigure
  /** b - a */
  readonly difference: number | null
  readonly low: number | null
  readonly high: number | null
  /** null where there are too few to test */
  readonly p: number | null
  readonly q: number | null
  readonly mark: Mark
}

/** clear: q is at most the rate; not-clear: it may be chance; too-few: nothing can be said */
export type Mark = 'clear' | 'not-clear' | 'too-few'

export interface SideFigure {
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  readonly n: number
}

export interface TransitionDifference {
  readonly from: string
  readonly to: string
  /** of the visits to `from`, those that go on to `to` directly */
  readonly taken: Difference
  /** how long it takes */
  readonly p50: Difference
  /** cases that take it, on either side */
  readonly cases: { readonly a: number; readonly b: number }
  readonly is: 'in-both' | 'new' | 'vanished'
}

export interface PathDifferences {
  /** distinct ways that only one side takes, and the cases that take them */
  readonly onlyA: { readonly variants: number; readonly cases: number }
  readonly onlyB: { readonly variants: number; readonly cases: number }
  /** most cases first; `changed` by how far their shares are apart */
  readonly new: readonly PathDifference[]
  readonly vanished: readonly PathDifference[]
  readonly changed: readonly PathDifference[]
}

export interface PathDifference {
  readonly variant: string
  readonly steps: readonly string[]
  readonly cases: { readonly a: number; readonly b: number }
  /** share of the side's cases */
  readonly taken: Difference
}

/** What the to-be map promises, held against what side a shows. */
export interface ToBe {
  readonly id: string
  readonly title: string
  /** steps of both maps, in the order of the to-be map */
  readonly steps: readonly ToBeStep[]
  readonly onlyAsIs: readonly PlacedStep[]
  readonly onlyToBe: readonly PlacedStep[]
}

export interface PlacedStep {
  readonly id: string
  readonly title: string
  readonly phase: string
}

export interface ToBeStep {
  readonly id: string
  readonly title: string
  /** seconds within which each map promises the next step; null: no promise of a time */
  readonly asIs: number | null
  readonly toBe: number | null
  readonly observed: { readonly p50: number | null; readonly p90: number | null; readonly n: number }
  /** share of what happened that would have kept the to-be map's promise; null where events cannot answer */
  readonly wouldKeep: SideFigure | null
  /** fields of the step that the to-be map changes */
  readonly changed: readonly { readonly field: string; readonly asIs: string | null; readonly toBe: string | null }[]
}
