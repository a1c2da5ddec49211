import type { FrictionKind } from '../friction/kinds.ts'

/** Something that a case has or has not before its target is decided. Steps are ids of the map, or event names. */
export type Factor =
  | { readonly kind: 'step' | 'again'; readonly step: string }
  | { readonly kind: 'transition'; readonly from: string; readonly to: string }
  /** waited longer than so many seconds from a visit of the step to what came next */
  | { readonly kind: 'wait'; readonly step: string; readonly longerThan: number }
  /** an event carried the value; `channel`, `team`, `system`, `partner`, `actor` */
  | { readonly kind: 'field'; readonly name: FieldName; readonly value: string }
  | { readonly kind: 'property' | 'trait'; readonly name: string; readonly value: string }
  /** the first number that an event carried lies above `above` and is at most `most`; null: no bound */
  | {
      readonly kind: 'number'
      readonly of: 'property' | 'trait'
      readonly name: string
      readonly above: number | null
      readonly most: number | null
    }
  /** a friction of the map struck the case at the step; `cause` tells apart what happens at one step */
  | { readonly kind: 'friction'; readonly friction: FrictionKind; readonly step: string; readonly cause: string | null }
  /** 1 Monday to 7 Sunday, UTC */
  | { readonly kind: 'weekday'; readonly day: number }
  /** the hours from `from` up to `from` + 6, UTC */
  | { readonly kind: 'hours'; readonly from: number }
  /** began after one instant, and at or before another (seconds since 1970) */
  | { readonly kind: 'period'; readonly after: number | null; readonly until: number | null }

export type FieldName = 'channel' | 'team' | 'system' | 'partner' | 'actor'
