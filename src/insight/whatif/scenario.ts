import { type LeavingCount, leavingBy } from './leaving.ts'
import type { Model, TransitionWaits } from './model.ts'
import type { Deadline, World } from './simulate.ts'

/** What is done to the times of the transitions from a step, to a step, or both; null: whichever. */
export interface Edit {
  readonly from: number | null
  readonly to: number | null
  readonly does:
    | { readonly kind: 'scale'; readonly to: number }
    | { readonly kind: 'most'; readonly seconds: number }
    /** the part of each wait beyond `service` is waiting for the team, of which this share is left */
    | { readonly kind: 'queue'; readonly service: number; readonly left: number }
}

/** Changes as plain values, so that they can be sent to a thread. */
export interface Scenario {
  readonly edits: readonly Edit[]
  readonly deadlines: readonly { readonly step: number; readonly next: readonly number[]; readonly seconds: number }[]
  readonly removed: readonly number[]
  readonly kept: readonly number[]
  /** null: waits do not change who leaves */
  readonly leaving:
    | readonly { readonly from: number; readonly to: number; readonly counts: readonly LeavingCount[] }[]
    | null
}

/** The scenario in the terms of one model, whose waits it changes. */
export function worldOf(model: Model, scenario: Scenario): World {
  const placeOf = new Map(model.waits.map((wait, place) => [`${wait.from} ${wait.to}`, place]))
  const leaving = scenario.leaving?.flatMap(({ from, to, counts }) => {
    const place = placeOf.get(`${from} ${to}`)
    const hazard = leavingBy(counts)
    return place === undefined || hazard === null ? [] : [[place, hazard] as const]
  })
  return {
    waits: new Map(model.waits.flatMap((wait, place) => changed(wait, place, scenario.edits))),
    deadlines: scenario.deadlines.map((deadline): Deadline => ({ ...deadline, next: new Set(deadline.next) })),
    removed: new Set(scenario.removed),
    kept: new Set(scenario.kept),
    leaving: leaving === undefined ? null : new Map(leaving),
  }
}

function changed(
  wait: TransitionWaits,
  place: number,
  edits: readonly Edit[],
): readonly (readonly [number, Float64Array])[] {
  const mine = edits.filter(({ from, to }) => (from ?? wait.from) === wait.from && (to ?? wait.to) === wait.to)
  if (mine.length === 0) return []
  return [[place, wait.values.map((seconds) => mine.reduce((now, edit) => edited(now, edit.does), seconds))]]
}

/** No edit makes a wait longer, and each keeps the order of waits, so that a quantile of the edited is the edited quantile. */
function edited(seconds: number, does: Edit['does']): number {
  switch (does.kind) {
    case 'scale':
      return seconds * does.to
    case 'most':
      return Math.min(seconds, does.seconds)
    case 'queue':
      return seconds <= does.service ? seconds : does.service + (seconds - does.service) * does.left
  }
}
