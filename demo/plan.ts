import type { Micros } from '../src/event/index.ts'
import { day, monday, week } from './calendar.ts'

/** From (with) until (without). */
export interface Span {
  readonly from: Micros
  readonly to: Micros
}

export interface Plan {
  /** first customers arrive */
  readonly begins: Micros
  /** last customers arrive */
  readonly ends: Micros
  /** the upload page fails on mobile */
  readonly broken: Span
  /** from here on the identity partner is slow */
  readonly slower: Micros
  /** weeks in which the queue at Compliance is long */
  readonly queues: readonly Span[]
}

/** Fifteen months: long enough for seasons and for cases that are over. */
const lasts = 456 * day

export function planUntil(ends: Micros): Plan {
  const at = (weeks: number) => monday(ends - weeks * week)
  return {
    begins: ends - lasts,
    ends,
    broken: { from: at(30), to: at(26) },
    slower: at(14),
    queues: [52, 51, 37, 22, 21].map((weeks) => ({ from: at(weeks), to: at(weeks - 1) })),
  }
}

export function within(span: Span, at: Micros): boolean {
  return at >= span.from && at < span.to
}

/** How often each failure strikes those who come to its place, and how much slower things get. */
export const rates = {
  'missed-hand-off': 0.07,
  'delayed-communication': 0.12,
  'dropped-ball': 0.035,
  'repeated-request': 0.2,
  loop: 0.05,
  'channel-bounce': 0.06,
  'broken-touchpoint': 0.7,
  'too-many-hands': 0.08,
} as const
export type FrictionKind = keyof typeof rates

/** What waits are multiplied by. */
export const factors = { shift: 5, segment: 2.4, queue: 3 } as const
export type EffectKind = keyof typeof factors

/** The limits that tell a failure from an ordinary wait; no ordinary wait comes near them. */
export const limits = { handOver: 6 * day, tell: 5 * day, card: 20 * day, attempts: 3, transfers: 3 } as const
