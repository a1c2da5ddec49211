/**
 * The journey as a semi-Markov chain: what a case does next depends on its state alone, and how long that takes on the
 * two steps. A state is as much of the case's past as the order says; the end is no state. Places in `states` are
 * numbers, so that the simulation is a walk over typed arrays.
 */

/**
 * How much of the past a state holds beside the step: the step before it (from), how often the case has come to the step
 * (visits, up to `mostVisits`), how many steps the case has taken (length, in half octaves),
 * whether it has come to a good outcome (outcome): who has will hardly come to one again.
 */
export const orders = [
  'step',
  'step, visits',
  'step, length',
  'from, step',
  'from, step, visits',
  'from, step, length',
  'from, step, visits, length',
  'step, outcome',
  'from, step, outcome',
  'from, step, visits, outcome',
  'from, step, length, outcome',
  'from, step, visits, length, outcome',
] as const
export type Order = (typeof orders)[number]
/** A visit beyond the fourth is as the fourth: from there a loop is left with the same chance each time. */
export const mostVisits = 4
/** From 128 steps on, each is as the last. */
export const lastPlace = 15

/** One visit of a case, as far as a state may hold it. */
export interface Visit {
  readonly prev: number
  /** 0: the case has not begun */
  readonly step: number
  readonly nth: number
  readonly place: number
  /** 1: the case has come to a good outcome, at this visit or before; else 0 */
  readonly done: number
}

/** How often cases went on from a visit to the next step; next 0: the case ended. */
export interface StateCount extends Visit {
  readonly next: number
  readonly nextNth: number
  readonly nextPlace: number
  readonly nextDone: number
  readonly n: number
}

/** Times of a transition in seconds: its quantile function at the grid. */
export interface TransitionWaits {
  readonly from: number
  readonly to: number
  readonly n: number
  readonly values: Float64Array
}

export interface Model {
  readonly order: Order
  /** how many step codes there are; codes are 1..steps, 0 begins */
  readonly steps: number
  /** the step of each state; state 0 is the beginning */
  readonly stepOf: Int32Array
  /** state i's ways on are first[i]..first[i+1]-1 */
  readonly first: Int32Array
  /** the state each way leads to; -1: the end */
  readonly to: Int32Array
  readonly counts: Float64Array
  /** each way's chance added to those before it in its state, the last 1 */
  readonly cumulative: Float64Array
  /** the place in `waits` of each way's times; -1: takes no time (the beginning, the end) */
  readonly waitOf: Int32Array
  readonly waits: readonly TransitionWaits[]
}

function keyOf(order: Order, { prev, step, nth, place, done }: Visit): string {
  const parts: (number | string)[] = [step]
  if (order.includes('from')) parts.push(`from ${prev}`)
  if (order.includes('visits')) parts.push(`visit ${nth}`)
  if (order.includes('length')) parts.push(`place ${place}`)
  if (order.includes('outcome')) parts.push(`done ${done}`)
  return parts.join(' ')
}
const beginning: Visit = { prev: 0, step: 0, nth: 0, place: 0, done: 0 }

interface Way {
  readonly to: string | null
  readonly from: number
  readonly step: number
  n: number
}

/** Lays the counts together by the states of an order. */
function statesOf(counts: readonly StateCount[], order: Order) {
  const states = new Map<string, { step: number; ways: Map<string, Way> }>()
  const begin = keyOf(order, beginning)
  for (const { next, nextNth, nextPlace, nextDone, n, ...visit } of counts) {
    const { step } = visit
    const here = keyOf(order, visit)
    const state = states.get(here) ?? { step, ways: new Map<string, Way>() }
    states.set(here, state)
    const to =
      next === 0 ? null : keyOf(order, { prev: step, step: next, nth: nextNth, place: nextPlace, done: nextDone })
    const way = state.ways.get(to ?? '') ?? { to, from: step, step: next, n: 0 }
    way.n += n
    state.ways.set(to ?? '', way)
  }
  return { states, begin }
}

/** @throws RangeError where no case begins */
export function fitted(
  counts: readonly StateCount[],
  waits: readonly TransitionWaits[],
  steps: number,
  order: Order,
): Model {
  const { states, begin } = statesOf(counts, order)
  if (!states.has(begin)) throw new RangeError('no case begins: there is nothing to simulate')
  const names = [begin, ...[...states.keys()].filter((name) => name !== begin).toSorted()]
  const placeOf = new Map(names.map((name, place) => [name, place]))
  const placed = (name: string): number => {
    const place = placeOf.get(name)
    if (place === undefined) throw new RangeError(`a way leads to "${name}", from which nothing leads on or ends`)
    return place
  }
  const waitAt = new Map(waits.map(({ from, to }, place) => [`${from} ${to}`, place]))
  const ways = names.map((name) =>
    [...(states.get(name)?.ways.values() ?? [])].toSorted(
      (a, b) => a.step - b.step || ((a.to ?? '') < (b.to ?? '') ? -1 : 1),
    ),
  )
  const all = ways.flat()
  const first = new Int32Array(names.length + 1)
  for (const [place, list] of ways.entries()) first[place + 1] = (first[place] ?? 0) + list.length
  const weights = Float64Array.from(all, (way) => way.n)
  return {
    order,
    steps,
    stepOf: Int32Array.from(names, (name) => states.get(name)?.step ?? 0),
    first,
    to: Int32Array.from(all, (way) => (way.to === null ? -1 : placed(way.to))),
    counts: weights,
    cumulative: accumulate(first, weights),
    waitOf: Int32Array.from(all, (way) =>
      way.step === 0 || way.from === 0 ? -1 : (waitAt.get(`${way.from} ${way.step}`) ?? -1),
    ),
    waits,
  }
}

/** Chances added up within each state. */
export function accumulate(first: Int32Array, weights: Float64Array): Float64Array {
  const cumulative = new Float64Array(weights.length)
  for (let state = 0; state + 1 < first.length; state++) {
    const [from, to] = [first[state] ?? 0, first[state + 1] ?? 0]
    let total = 0
    for (let way = from; way < to; way++) total += weights[way] ?? 0
    let sum = 0
    for (let way = from; way < to; way++) {
      sum += weights[way] ?? 0
      cumulative[way] = way === to - 1 ? 1 : sum / total
    }
  }
  return cumulative
}

/**
 * How well an order tells the observed ways for what it costs: Schwarz's criterion, -2 log L + k log n over all
 * decisions (Katz 1981 for Markov chains); less is better.
 */
export function bic(counts: readonly StateCount[], order: Order): number {
  const { states } = statesOf(counts, order)
  let logLikelihood = 0
  let free = 0
  let decisions = 0
  for (const { ways } of states.values()) {
    // Where a way leads is a choice of the next step; which of its states that is, is bookkeeping.
    const byStep = new Map<number, number>()
    for (const way of ways.values()) byStep.set(way.step, (byStep.get(way.step) ?? 0) + way.n)
    const total = [...byStep.values()].reduce((sum, n) => sum + n, 0)
    for (const n of byStep.values()) logLikelihood += n * Math.log(n / total)
    free += byStep.size - 1
    decisions += total
  }
  return -2 * logLikelihood + free * Math.log(Math.max(1, decisions))
}
