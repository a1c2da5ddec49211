/** What followed a step in the cases: `to` is a place in the order, null the end of the case. */
export interface Exit {
  readonly to: number | null
  readonly visits: number
}

/** A follower is drawn from this share of a step's exits on. */
const least = 0.1

/**
 * The `next` of a step (I24): null where the following step says it, [] where most go no further, else the followers that
 * at least a tenth of those who leave go to, most frequent first. Staying at the step is not leaving it.
 */
export function waysOn(place: number, exits: readonly Exit[], steps: number): readonly number[] | null {
  const left = exits.filter((exit) => exit.to !== place)
  const total = left.reduce((sum, exit) => sum + exit.visits, 0)
  const ended = left.find((exit) => exit.to === null)?.visits ?? 0
  if (total === 0 || ended * 2 >= total) return []
  const followers = left
    .flatMap((exit) => (exit.to === null ? [] : [{ to: exit.to, visits: exit.visits }]))
    .sort((a, b) => b.visits - a.visits || a.to - b.to)
  const [top] = followers
  const drawn = followers.filter((follower) => follower === top || follower.visits >= least * total).map(({ to }) => to)
  return drawn.length === 1 && drawn[0] === place + 1 && place + 1 < steps ? null : drawn
}
