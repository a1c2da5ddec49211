/** What followed a step in the cases: `to` is a place in the order, null the end of the case. */
export interface Exit {
  readonly to: number | null
  readonly visits: number
}

/** A follower is drawn from this share of a step's exits on. */
const least = 0.1
/** A step that more than this go forward from is no end, however many stop there: that is what dropping out looks like. */
const goesOn = 0.2

/**
 * The `next` of a step (I24): null where the following step says it, [] where most go no further, else the followers that
 * at least a tenth of those who leave go to, most frequent first. Staying at the step is not leaving it.
 */
export function waysOn(place: number, exits: readonly Exit[], steps: number): readonly number[] | null {
  const left = exits.filter((exit) => exit.to !== place)
  const total = left.reduce((sum, exit) => sum + exit.visits, 0)
  const followers = left
    .flatMap((exit) => (exit.to === null ? [] : [{ to: exit.to, visits: exit.visits }]))
    .sort((a, b) => b.visits - a.visits || a.to - b.to)
  const [top] = followers
  if (top === undefined || isEnd(place, left, total, top.visits, steps)) return []
  const drawn = followers.filter((follower) => follower === top || follower.visits >= least * total).map(({ to }) => to)
  return drawn.length === 1 && drawn[0] === place + 1 ? null : drawn
}

/** The last step ends the way unless more go back from it to one other; before that most must stop and few go forward. */
function isEnd(place: number, left: readonly Exit[], total: number, top: number, steps: number): boolean {
  const ended = left.find((exit) => exit.to === null)?.visits ?? 0
  if (place === steps - 1) return ended >= top
  const forward = left.reduce((sum, exit) => sum + (exit.to !== null && exit.to > place ? exit.visits : 0), 0)
  return ended * 2 >= total && forward <= goesOn * total
}

/** How the ways on from a step are drawn. */
export interface Drawn {
  /** places of the followers; null where the following step says it */
  readonly next: readonly number[] | null
  readonly ends: boolean
}

/**
 * Every way that a case took, staying at the step included, and whether cases stop here though others go on (I24): then
 * each case is a way through the map.
 */
export function everyWayOn(place: number, exits: readonly Exit[]): Drawn {
  const next = exits
    .flatMap((exit) => (exit.to === null ? [] : [{ to: exit.to, visits: exit.visits }]))
    .sort((a, b) => b.visits - a.visits || a.to - b.to)
    .map(({ to }) => to)
  const ends = next.length > 0 && exits.some((exit) => exit.to === null)
  return { next: next.length === 1 && next[0] === place + 1 ? null : next, ends }
}
