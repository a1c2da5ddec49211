import type { Share } from '../answers.ts'

/** How a case can leave the map: a step left out, one too many, one that comes again, one that comes at another place. */
export type DeviationKind = 'skipped' | 'extra' | 'repeated' | 'misplaced'

/**
 * How well cases fit a map. Alignments with standard costs after A. Adriansyah, Aligning Observed and Modeled Behavior
 * (2014); see docs/methods/conformance.md. Shares are 0..1.
 */
export interface Conformance {
  readonly journey: string
  readonly title: string
  /** cases in view */
  readonly cases: number
  /** those that may still go on: held against the map as far as they have come */
  readonly open: number
  /** cases that are a way through the map, of those aligned */
  readonly fitting: number
  readonly fittingShare: Share
  /**
   * mean over the aligned cases of 1 - cost / (visits + fewest steps through the map), 0..1; null without a case. `low`,
   * `high`: Student's 95 % interval of the mean; `ofCosts`: 1 - all costs / all that they could be, in which long cases weigh more
   */
  readonly fitness: number | null
  readonly low: number | null
  readonly high: number | null
  readonly ofCosts: number | null
  /** what was aligned, and what all figures above would be at worst and at best for the cases that were not */
  readonly covered: Coverage
  /** most cases first; a case is counted once for each kind and step */
  readonly deviations: readonly Deviation[]
  /** the most frequent variants that do not fit, each with its alignment */
  readonly variants: readonly AlignedVariant[]
  /** distinct variants (closed and open cases of one apart) that do not fit, not only those listed */
  readonly misfits: number
  /** steps that no event can show, which a case passes for nothing */
  readonly unmeasured: readonly string[]
  /** steps from which the map draws no way to an end: a case may end at any of them */
  readonly endless: readonly string[]
  /** steps behind which a smaller journey stands, and whether it was opened */
  readonly journeys: readonly SmallerJourney[]
  /** the steps of the smaller journeys that were opened, in their order on the way */
  readonly inside: readonly InnerStep[]
}

/** A step of a smaller journey that was opened: `step.inner`, and both titles. */
export interface InnerStep {
  readonly step: string
  readonly title: string
}

export interface Coverage {
  readonly cases: number
  readonly variants: number
  readonly of: { readonly cases: number; readonly variants: number }
  /** variants and cases left out because they are rarer than the most that are aligned, or too long; none: all were aligned */
  readonly rarer: { readonly cases: number; readonly variants: number }
  readonly longer: { readonly cases: number; readonly variants: number }
  /** the most variants that are aligned, most frequent first */
  readonly most: number
  /** between which the figures over all cases lie; equal where all were aligned */
  readonly fittingShare: Bounds | null
  readonly fitness: Bounds | null
}
export interface Bounds {
  readonly low: number
  readonly high: number
}

/** Cases that deviate so at a step, with Wilson's interval; n is the cases that were aligned. */
export interface Deviation extends Share {
  readonly kind: DeviationKind
  readonly step: string
  readonly cases: number
  /** how often in all; a case may repeat a step many times */
  readonly times: number
  /** of a skipped step: cases that lack it only because they stopped before; the others went past it. Of other kinds 0 */
  readonly stopped: number
  /** the share of those that did not stop before */
  readonly past: Share
}

export interface AlignedVariant {
  /** as in `variants`: 16 hex digits of the hash of its steps */
  readonly id: string
  readonly cases: number
  /** its cases may still go on, so that what has not come yet is not missing */
  readonly open: boolean
  readonly cost: number
  readonly fitness: number
  readonly moves: readonly AlignedMove[]
}

/** `both`: the case does what the map draws; `case`: only the case does it; `map`: only the map does. */
export interface AlignedMove {
  readonly on: 'both' | 'case' | 'map'
  readonly step: string
  readonly deviation: DeviationKind | null
}

export interface SmallerJourney {
  readonly step: string
  readonly journey: string
  readonly opened: boolean
  /** why it was not, where it was to be */
  readonly says?: string
}
