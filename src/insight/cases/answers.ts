import type { AnomalyKind } from '../anomalies/kind.ts'
import type { CohortsAsked } from '../cohorts/asked.ts'
import type { Factor } from '../drivers/factor.ts'
import type { FrictionKind } from '../friction/kinds.ts'
import type { UsualBehind } from '../usual/kinds.ts'

/** Cases behind figures, listed, and one of them told whole. Instants are ISO 8601 in UTC, times seconds. */

export interface CaseList {
  readonly total: number
  readonly cases: readonly CaseRow[]
}

export interface CaseRow {
  /** id to open the case with */
  readonly key: string
  readonly case: string
  readonly customer: string
  readonly started: string
  readonly ended: string
  readonly steps: number
  readonly last: string
  /** the figure the list was asked for, in seconds, where there is one */
  readonly took: number | null
}

/** Which cases stand behind a figure. Steps are ids of the map, or event names where there is no map. */
export type Behind =
  | { readonly kind: 'all' }
  | { readonly kind: 'visited'; readonly step: string }
  | { readonly kind: 'repeated'; readonly step: string }
  | { readonly kind: 'dropped'; readonly step: string }
  | { readonly kind: 'late' | 'kept' | 'pending'; readonly step: string }
  | { readonly kind: 'transition'; readonly from: string; readonly to: string }
  | { readonly kind: 'started' | 'ended'; readonly step: string }
  /** cases that visited the step (null: that began) on these days, `to` excluded */
  | { readonly kind: 'during'; readonly step: string | null; readonly from: string; readonly to: string }
  /** cases of a cohort's cases or customers, or of those that count in one of its periods */
  | {
      readonly kind: 'cohort'
      readonly asked: CohortsAsked
      readonly cohort: string
      readonly period: number | null
    }
  /** cases of one of the groups that journeys fall into; `clusters` null: as many as lie best apart */
  | { readonly kind: 'cluster'; readonly clusters: number | null; readonly cluster: number }
  /** cases that are unlike the others, for a reason or (null) for any */
  | { readonly kind: 'unusual'; readonly reason: AnomalyKind | null }
  /** cases that may still go on */
  | { readonly kind: 'open' }
  /** cases that may still go on and whose last step this is: a step's figure `here` */
  | { readonly kind: 'here'; readonly step: string }
  /** cases whose last step this is, and that came there less than so many seconds before the latest event (null: however long ago) */
  | { readonly kind: 'standing'; readonly step: string; readonly within: number | null }
  /** cases that a friction struck; `cause` where it tells apart what happens at one step */
  | {
      readonly kind: 'friction'
      readonly friction: FrictionKind
      readonly step: string
      readonly cause?: string | undefined
    }
  /** finished cases that reached a good outcome, or did not */
  | { readonly kind: 'outcome'; readonly reached: boolean }
  /**
   * cases that a driver of `of` was counted in: those that have the factor, or have not; of these, where `reached` is given,
   * those that did or did not reach the target; `sampled`: in the sample. A factor of null is all cases of the target.
   */
  | {
      readonly kind: 'factor'
      readonly of: string
      readonly factor: Factor | null
      readonly has: boolean
      readonly reached?: boolean | undefined
      readonly sampled?: boolean | undefined
    }
  | UsualBehind
  /** cases that leave the map so at a step; `opened`: of the map with its smaller journeys opened */
  | {
      readonly kind: 'deviation'
      readonly deviation: 'skipped' | 'extra' | 'repeated' | 'misplaced'
      readonly step: string
      /** only those that lack the step because they stopped before it, or only the others */
      readonly stopped?: boolean | undefined
      readonly opened?: boolean | undefined
    }
  /** cases that are a way through the map, or are not */
  | { readonly kind: 'fits'; readonly fits: boolean; readonly opened?: boolean | undefined }
  /** a variant's cases that may still go on, or those that are over */
  | {
      readonly kind: 'aligned'
      readonly variant: string
      readonly open: boolean
      readonly opened?: boolean | undefined
    }

/** One case, whole: what happened, with every event that belongs to it. */
export interface CaseStory {
  readonly key: string
  readonly case: string
  readonly customer: string
  readonly started: string
  readonly ended: string
  readonly open: boolean
  /** oldest first; the first of them where there are very many */
  readonly events: readonly StoryEvent[]
  /** how many events the case has in all */
  readonly of: number
  /** other cases of the same customer */
  readonly others: readonly { readonly key: string; readonly started: string }[]
}

export interface StoryEvent {
  readonly id: string
  readonly at: string
  readonly name: string
  /** the step it is, null where the map knows none for it */
  readonly step: string | null
  /** seconds since the event before, null for the first */
  readonly gap: number | null
  readonly actor: string
  readonly channel: string
  readonly team: string
  readonly system: string
  readonly partner: string
  readonly text: string
  readonly score: { readonly kind: string; readonly value: number } | null
  readonly properties: Readonly<Record<string, string>>
  /** set where this event's step makes a promise: when it was due, and whether it was kept (null: time not yet run out) */
  readonly promise: { readonly due: string; readonly kept: boolean | null } | null
}

/** What the events of one customer say of who it is. Instants are ISO 8601 in UTC. */
export interface CustomerFacts {
  /** every id named beside it, most often seen first */
  readonly ids: readonly SeenId[]
  /** the latest value of each trait, where it came from and when */
  readonly traits: readonly SeenTrait[]
  /** the accounts it joined, by the latest word */
  readonly accounts: readonly SeenAccount[]
}
export interface SeenId {
  readonly kind: string
  readonly value: string
  readonly events: number
  readonly first: string
  readonly last: string
}
export interface SeenTrait {
  readonly name: string
  readonly value: string
  readonly at: string
  /** who sent it */
  readonly source: string
  /** other values it had before */
  readonly before: number
}
export interface SeenAccount {
  readonly account: string
  readonly since: string
  /** customers that joined it, this one included; at most fifty are named */
  readonly customers: number
  readonly others: readonly string[]
}
