/** What followed a step in the cases: `to` is a place in the order, null the end of the case. */
export interface Exit {
  readonly to: number | null
  readonly visits: number
}

/** How the ways on from a step are drawn. */
export interface Drawn {
  /** places of the followers; null where the following step says it */
  readonly next: readonly number[] | null
  readonly ends: boolean
}

/** A follower is drawn from this share of a step's exits on. */
const least = 0.1

/**
 * The usual ways on from a step (I24): the followers that at least a tenth of those who leave go to, most frequent first,
 * and, where the step is no end, at least the most frequent. Staying at the step is not leaving it.
 */
export function waysOn(place: number, exits: readonly Exit[], isEnd: boolean): Drawn {
  const left = exits.filter((exit) => exit.to !== place)
  const total = left.reduce((sum, exit) => sum + exit.visits, 0)
  const followers = left
    .flatMap((exit) => (exit.to === null ? [] : [{ to: exit.to, visits: exit.visits }]))
    .sort((a, b) => b.visits - a.visits || a.to - b.to)
  const drawn = followers.filter(({ visits }, i) => (i === 0 && !isEnd) || visits >= least * total).map(({ to }) => to)
  return { next: plain(place, drawn), ends: isEnd && drawn.length > 0 }
}

/** The step that follows on the map needs no words. */
function plain(place: number, drawn: readonly number[]): readonly number[] | null {
  return drawn.length === 1 && drawn[0] === place + 1 ? null : drawn
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
  return { next: plain(place, next), ends }
}

/**
 * The same ways, and the busiest into each step that they do not lead to from the first (I24): a step that is on the map
 * is come to from somewhere, however few of those who leave that place come. Steps that nothing leads to begin the way.
 */
export function reaching(drawn: readonly Drawn[], exits: readonly (readonly Exit[])[]): readonly Drawn[] {
  const nexts = drawn.map(({ next }, place) => [...(next ?? [place + 1])].filter((to) => to < drawn.length))
  const reached = new Set<number>()
  const ends = drawn.map((one) => one.ends)
  for (let from: number | undefined = 0; from !== undefined; ) {
    spread(from, nexts, reached)
    const busiest = busiestInto(exits, reached)
    const rest = drawn.findIndex((_, place) => !reached.has(place))
    if (busiest !== null) {
      // A step that ends the way and now leads on ends it still.
      if (nexts[busiest.from]?.length === 0) ends[busiest.from] = true
      nexts[busiest.from]?.push(busiest.to)
    }
    from = busiest?.to ?? (rest < 0 ? undefined : rest)
  }
  return nexts.map((next, place) => ({ next: plain(place, next), ends: ends[place] ?? false }))
}

function spread(from: number, nexts: readonly (readonly number[])[], reached: Set<number>): void {
  const waiting = [from]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (reached.has(at)) continue
    reached.add(at)
    waiting.push(...(nexts[at] ?? []))
  }
}

/** The most visited transition from a step reached to one that is not. */
function busiestInto(exits: readonly (readonly Exit[])[], reached: ReadonlySet<number>) {
  let best: { readonly from: number; readonly to: number; readonly visits: number } | null = null
  for (const from of reached) {
    for (const { to, visits } of exits[from] ?? []) {
      if (to !== null && !reached.has(to) && visits > (best?.visits ?? 0)) best = { from, to, visits }
    }
  }
  return best
}
