/** The events of made-up applicants, in the order of the map they go through; seeded by their numbers alone. */
export interface Sender {
  /** the next so many, as Segment's calls */
  next(count: number): readonly object[]
}

/** Applicants under way at a time; each goes one step on, then the next applicant does. */
const underWay = 20_000
/** Of a hundred applicants so many are seen in a browser before they say who they are. */
const anonymousFirst = 20

/** @param names of events, a step each, in the order of the map */
export function senderOf(names: readonly string[], run: number): Sender {
  let sent = 0
  return {
    next: (count) =>
      Array.from({ length: count }, () => {
        const place = Math.floor(sent / underWay) % names.length
        const applicant = `${run}-${Math.floor(sent / underWay / names.length)}-${sent % underWay}`
        sent++
        return {
          type: 'track',
          event: names[place],
          messageId: `${run}-${sent}`,
          timestamp: new Date().toISOString(),
          userId: `applicant-${applicant}`,
          ...(sent % 100 < anonymousFirst ? { anonymousId: `browser-${applicant}` } : {}),
          context: { throughline: { case: `application-${applicant}` } },
        }
      }),
  }
}
