/** An event's place in its case: when, which step (0: none), and whether its customer stands in for a case. */
export interface EventPlace {
  readonly time: number
  readonly code: number
  readonly own: number
}

/** The events of one passage among those of its case: `from` up to, not including, `to`, and the step each is. */
export interface Passage {
  readonly own: number
  readonly from: number
  readonly to: number
  readonly codes: readonly number[]
}

/**
 * Finds a case's steps among the events of all its passages. What is no step belongs to the passage before it, and what
 * comes before every step to the first. Null where the events are not those that the trace was made of.
 */
export function passageIn(
  places: readonly EventPlace[],
  found: { readonly steps: readonly number[]; readonly times: readonly number[] },
): Passage | null {
  for (const own of [0, 1]) {
    const mine = places.filter((place) => place.own === own)
    const visits = mine.flatMap((place, at) => (place.code > 0 ? [{ ...place, at }] : []))
    const start = visits.findIndex((_, i) =>
      found.steps.every((code, n) => visits[i + n]?.code === code && visits[i + n]?.time === found.times[n]),
    )
    if (start < 0) continue
    const from = start === 0 ? 0 : (visits[start]?.at ?? 0)
    const to = visits[start + found.steps.length]?.at ?? mine.length
    return { own, from, to, codes: mine.slice(from, to).map((place) => place.code) }
  }
  return null
}
