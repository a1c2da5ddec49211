import type { Query } from '../../store/index.ts'
import { fromTrace, question, type View } from '../view.ts'

/** How many cases come to `earlier` before they first come to `later`. */
export interface Precedence {
  readonly earlier: number
  readonly later: number
  readonly cases: number
}

/** Pairs counted at most; beyond that a sample of the cases speaks for the order. */
const mostPairs = 40_000_000

const firsts = (codes: string) =>
  `arrayFilter((step, nth) -> nth = 1 AND has(${codes}, step), steps, arrayEnumerateUniq(steps))`

export function pairTotal(view: View, codes: string): Query {
  return question(
    view,
    `SELECT sum(n * (n - 1) / 2) AS pairs FROM (SELECT length(${firsts(codes)}) AS n ${fromTrace(view)})`,
  )
}

/**
 * Counts precedence over the cases, or over one in `every` of them, taken by the hash of the key, and over all that come
 * to a step in `rare`, which a sample would miss.
 */
export function precedences(view: View, codes: string, every: number, rare: string): Query {
  const sampled = every === 1 ? [] : [`cityHash64(key) % ${every} = 0 OR hasAny(steps, ${rare})`]
  const pairs =
    'arrayFlatten(arrayMap(i -> arrayMap(later -> (firsts[i], later), arraySlice(firsts, i + 1)), arrayEnumerate(firsts)))'
  return question(
    view,
    `SELECT pair.1 AS earlier, pair.2 AS later, count() AS cases FROM (SELECT arrayJoin(${pairs}) AS pair FROM (SELECT ${firsts(codes)} AS firsts ${fromTrace(view, ...sampled)})) GROUP BY earlier, later`,
  )
}

/** One case in so many is enough. */
export function sampling(pairs: number): number {
  return Math.max(1, Math.ceil(pairs / mostPairs))
}

/**
 * The order on average (I22): the one in which as few cases as possible come to a later step before an earlier one. Only
 * cases that come to both say which of two is first, so that those who leave early do not push steps to the end. Steps
 * start by the share of others they precede; then each is moved to where it fits best, until nothing moves.
 */
export function averageOrder(codes: readonly number[], pairs: readonly Precedence[]): readonly number[] {
  const size = codes.length
  const place = new Map(codes.map((code, i) => [code, i]))
  const lead = new Float64Array(size * size)
  for (const { earlier, later, cases } of pairs) {
    const a = place.get(earlier)
    const b = place.get(later)
    if (a === undefined || b === undefined) continue
    lead[a * size + b] = (lead[a * size + b] ?? 0) + cases
    lead[b * size + a] = (lead[b * size + a] ?? 0) - cases
  }
  const wins = codes.map((_, a) => codes.reduce((sum, _, b) => sum + Math.sign(lead[a * size + b] ?? 0), 0))
  const order = codes.map((_, i) => i).sort((a, b) => (wins[b] ?? 0) - (wins[a] ?? 0) || a - b)
  for (let round = 0; round < 20 && improve(order, lead, size); round++);
  return order.flatMap((i) => codes[i] ?? [])
}

/** Moves each step once to the place that gains most. @returns whether any moved */
function improve(order: number[], lead: Float64Array, size: number): boolean {
  let moved = false
  for (const step of [...order]) {
    const from = order.indexOf(step)
    const to = bestPlace(order, from, (other) => lead[step * size + other] ?? 0)
    if (to === from) continue
    order.splice(from, 1)
    order.splice(to, 0, step)
    moved = true
  }
  return moved
}

/** Walking left, a step gains what it leads those it passes by; walking right, what they lead it by. */
function bestPlace(order: readonly number[], from: number, leads: (other: number) => number): number {
  let best = { place: from, gain: 0 }
  for (let gain = 0, to = from - 1; to >= 0; to--) {
    gain += leads(order[to] ?? 0)
    if (gain > best.gain) best = { place: to, gain }
  }
  for (let gain = 0, to = from + 1; to < order.length; to++) {
    gain -= leads(order[to] ?? 0)
    if (gain > best.gain) best = { place: to, gain }
  }
  return best.place
}
