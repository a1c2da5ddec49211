/**
 * The answers of DESIGN 7, and what the screens need beside them. Times are in seconds (numbers, to the microsecond),
 * instants are ISO 8601 in UTC, shares are 0..1. A share with nothing under it is null, never 0.
 */

/** A share with its Wilson 95 % interval. `share`, `low` and `high` are null when n is 0. */
export interface Share {
  readonly share: number | null
  readonly n: number
  readonly low: number | null
  readonly high: number | null
}

export interface Period {
  readonly from: string
  readonly to: string
}

/** How far the rule for equal times moves the graph. */
export interface Ties {
  /** neighbours in a case with the same instant */
  readonly pairs: number
  /**
   * share of all transitions that would stand at another edge of the graph were ties ordered by name instead of in the
   * source's order: half the sum of the edges' differences over all transitions
   */
  readonly moved: number
}

export interface Dfg {
  readonly cases: number
  readonly events: number
  readonly steps: readonly { readonly name: string; readonly count: number; readonly cases: number }[]
  readonly edges: readonly Edge[]
  readonly starts: readonly { readonly name: string; readonly count: number }[]
  readonly ends: readonly { readonly name: string; readonly count: number }[]
  readonly ties: Ties
}

export interface Edge {
  readonly from: string
  readonly to: string
  readonly count: number
  readonly cases: number
  readonly medianSeconds: number
  readonly meanSeconds: number
  readonly p90Seconds: number
}

export interface Variants {
  readonly cases: number
  /** distinct variants in all, not only those listed */
  readonly total: number
  readonly variants: readonly Variant[]
  readonly ties: Ties
}

export interface Variant {
  /** stable name of the variant: 16 hex digits of the hash of its steps */
  readonly id: string
  readonly count: number
  readonly share: Share
  readonly medianSeconds: number
  readonly steps: readonly string[]
}

export interface Times {
  readonly cases: number
  /** from a case's first step to its last */
  readonly duration: Spread
  /** from a step to the one that follows it, whichever that is */
  readonly steps: readonly ({ readonly name: string } & Spread)[]
}

export interface Spread {
  readonly n: number
  readonly p10: number | null
  readonly p25: number | null
  readonly p50: number | null
  readonly p75: number | null
  readonly p90: number | null
  readonly mean: number | null
}

export interface Paths {
  /** cases that come to `after`, or to `before`, at all */
  readonly cases: number
  readonly paths: readonly { readonly count: number; readonly steps: readonly string[] }[]
}

export interface Measure {
  readonly journey: string
  readonly title: string
  /** a draft's promises are proposed from what was observed: that four in five keep them says nothing */
  readonly draft: boolean
  readonly cases: number
  /** cases that may still go on: the map gives a `quiet` time and it has not passed */
  readonly open: number
  readonly customers: number
  readonly period: Period | null
  /** share of finished cases that reach a good outcome; null where the map names none */
  readonly outcome: Share | null
  /** first step to good outcome, over cases that reach it */
  readonly toOutcome: { readonly p50: number | null; readonly p90: number | null; readonly n: number }
  /** over all promises and visits that are decided */
  readonly promise: Share | null
  readonly steps: readonly StepMeasure[]
  readonly transitions: readonly TransitionMeasure[]
  readonly ties: Ties
  /** events in the store that no step of the map matches, by name, most frequent first (20 at most), and how many in all */
  readonly unmatched: {
    readonly events: number
    readonly names: readonly { readonly name: string; readonly count: number }[]
  }
}

export interface StepMeasure {
  readonly id: string
  readonly cases: number
  readonly visits: number
  /** visits beyond a case's first, and the share of the step's cases that come back */
  readonly repeats: { readonly visits: number } & Share
  readonly toNext: { readonly p50: number | null; readonly p90: number | null; readonly n: number }
  /** null where the step makes no promise that events can answer */
  readonly promise:
    | ({ readonly kept: number } & Omit<Share, 'share'> & {
          readonly share: number | null
          readonly within: number
          /** visits whose time has not run out yet; not in n */
          readonly pending: number
        })
    | null
  /** cases whose last step this is though the way does not end here; n excludes open cases. All null at an end. */
  readonly dropped: Share
  /** open cases whose last visit is this step: who stands here now. Null where the map gives no quiet time, so that nobody knows, and where the way ends */
  readonly here: { readonly cases: number } | null
  /** why no event is this step, where the map gives it no match; its counts are then 0 and its figures null */
  readonly unmeasured?: string
}

export interface TransitionMeasure {
  readonly from: string
  readonly to: string
  readonly cases: number
  readonly visits: number
  readonly p50: number
  readonly p90: number
}

/** The side panel of one step. */
export interface StepDetail {
  readonly step: string
  readonly measure: StepMeasure
  /** times to the next step in bins of equal width up to p95; the last bin holds the rest */
  readonly histogram: { readonly width: number; readonly bins: readonly number[]; readonly beyond: number } | null
  readonly to: readonly { readonly step: string | null; readonly visits: number; readonly share: Share }[]
  readonly from: readonly { readonly step: string | null; readonly visits: number; readonly share: Share }[]
  /**
   * promise kept by week of the visit (Monday, UTC), oldest first; no share while promises of the week are pending, for those
   * decided by then are the ones kept early
   */
  readonly kept: readonly ({ readonly week: string; readonly pending: number } & Share)[]
  /** visits by week */
  readonly visits: readonly { readonly week: string; readonly visits: number }[]
}

/** Traces for the replay, a sample when there are more than asked for. `steps` indexes into `names`; `at` is in seconds since 1970. */
export interface Replay {
  readonly names: readonly string[]
  readonly cases: readonly { readonly steps: readonly number[]; readonly at: readonly number[] }[]
  readonly of: number
}

/** A field, property or trait of events that a segment can be made of, with its most frequent values. */
export interface PropertySummary {
  name: string
  kind: 'field' | 'property' | 'trait'
  /** cases with an event that has the value, most first */
  values: { value: string; cases: number }[]
  /** distinct values, not only those listed */
  distinct: number
  /** how many cases were looked at, where not all were: then counts are of this sample */
  sample?: number
}

/** A week of a journey: its Monday (UTC), cases that began in it, and the share of promises to visits in it that were kept. */
export interface Week {
  week: string
  cases: number
  kept: number | null
}

/** Which cases to ask about; every question takes it. Empty means all. */
export interface CaseFilter {
  /** cases that begin at or after, before (ISO 8601) */
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** predicate over the case's events, as in a map's `segment` */
  readonly segment?: import('../match/index.ts').Predicate | undefined
  /** a variant's id */
  readonly variant?: string | undefined
  /** cases with events from this import: its file's name */
  readonly source?: string | undefined
}
