import type { Automaton } from './automaton.ts'

/**
 * Exact alignment of a trace with an automaton (C4): the fewest visits to strike out of the trace and steps to put into it
 * that make it a way through the map. It is the shortest way through the product of both: a node is (visits read, state),
 * reading a visit as an arc costs 0, striking it out 1, taking an arc without a visit 1. The product has no cycle of cost
 * 0, so it is solved layer by layer from the end of the trace. From one layer to the next each node costs at most one
 * more, so only what the visit between them makes cheaper is worked through; the work is near length x states.
 *
 * After A. Adriansyah, Aligning Observed and Modeled Behavior (2014), with standard costs.
 */
export const both = 0
export const inLog = 1
export const inMap = 2

/** A move: what it is, and the step's code. */
export interface Move {
  readonly kind: typeof both | typeof inLog | typeof inMap
  readonly code: number
}
export interface Alignment {
  readonly cost: number
  readonly moves: readonly Move[]
}

/** The automaton's arcs by where they begin, by where they end and by step, as plain arrays for the inner loop. */
export interface Compiled {
  readonly states: number
  readonly accepts: readonly number[]
  /** arcs of state s are those from out[s] to out[s + 1], in the order drawn */
  readonly out: Int32Array
  readonly code: Int32Array
  readonly to: Int32Array
  /** where the arcs that end in s begin: sources[into[s]] to sources[into[s + 1]] */
  readonly into: Int32Array
  readonly sources: Int32Array
  /** for each step's code its arcs as pairs from, to */
  readonly byCode: ReadonlyMap<number, Int32Array>
  /** the fewest steps from a state to an end */
  readonly toEnd: Int32Array
}

/** @throws RangeError where no end can be come to from the start: `automatonOf` leaves none such */
export function compile(automaton: Automaton): Compiled {
  const arcs = [...automaton.arcs].map((arc, i) => ({ ...arc, i })).sort((a, b) => a.from - b.from || a.i - b.i)
  const back = arcs.toSorted((a, b) => a.to - b.to || a.i - b.i)
  const pairs = [...Map.groupBy(arcs, (arc) => arc.code)].map(
    ([code, some]) => [code, Int32Array.from(some.flatMap((arc) => [arc.from, arc.to]))] as const,
  )
  const shape = {
    states: automaton.states,
    accepts: automaton.accepts,
    out: offsets(
      arcs.map((arc) => arc.from),
      automaton.states,
    ),
    code: Int32Array.from(arcs, (arc) => arc.code),
    to: Int32Array.from(arcs, (arc) => arc.to),
    into: offsets(
      back.map((arc) => arc.to),
      automaton.states,
    ),
    sources: Int32Array.from(back, (arc) => arc.from),
    byCode: new Map(pairs),
  }
  const toEnd = new Int32Array(automaton.states).fill(far)
  for (const state of automaton.accepts) toEnd[state] = 0
  relax(shape, toEnd, 0, [...automaton.accepts])
  if (at(toEnd, 0) >= far) throw new RangeError('no end can be come to from the start of the automaton')
  return { ...shape, toEnd }
}

/** More than any cost: a state from which no end can be come to. */
const far = 0x3fffffff

function offsets(states: readonly number[], count: number): Int32Array {
  const starts = new Int32Array(count + 1)
  for (const state of states) starts[state + 1] = at(starts, state + 1) + 1
  for (let i = 0; i < count; i++) starts[i + 1] = at(starts, i + 1) + at(starts, i)
  return starts
}

/** Every index here is within its array by construction; the type does not know. */
function at(array: Int32Array | Uint16Array, i: number): number {
  return array[i] as number
}

/**
 * Lets a lower cost of some states reach those that lead to them, at 1 a step. `row` is where the layer begins in `costs`;
 * `queue` holds the states that became cheaper.
 */
function relax(
  { into, sources }: Pick<Compiled, 'into' | 'sources'>,
  costs: Int32Array,
  row: number,
  queue: number[],
): void {
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head] as number
    const cost = at(costs, row + state) + 1
    for (let i = at(into, state); i < at(into, state + 1); i++) {
      const from = at(sources, i)
      if (cost >= at(costs, row + from)) continue
      costs[row + from] = cost
      queue.push(from)
    }
  }
}

/** How many nodes the product of a trace of this length has: the work, and the memory in 4 bytes each. */
export function nodesOf(states: number, length: number): number {
  return (length + 1) * states
}

/** Costs to the end from each node, a layer a visit. A prefix may stop in any state: what has not come yet is not owed. */
function costsToEnd(compiled: Compiled, trace: ArrayLike<number>, isPrefix: boolean): Int32Array {
  const { states, byCode, toEnd } = compiled
  const costs = new Int32Array(nodesOf(states, trace.length))
  const last = trace.length * states
  if (!isPrefix) costs.set(toEnd, last)
  const queue: number[] = []
  for (let i = trace.length - 1; i >= 0; i--) {
    const row = i * states
    for (let s = 0; s < states; s++) costs[row + s] = Math.min(far, at(costs, row + states + s) + 1)
    const arcs = byCode.get(trace[i] as number)
    if (arcs === undefined) continue
    queue.length = 0
    for (let a = 0; a < arcs.length; a += 2) {
      const from = row + at(arcs, a)
      const cost = at(costs, row + states + at(arcs, a + 1))
      if (cost >= at(costs, from)) continue
      costs[from] = cost
      queue.push(at(arcs, a))
    }
    relax(compiled, costs, row, queue)
  }
  return costs
}

/**
 * Of several cheapest alignments the one taken reads a visit where it can, else strikes it out, else takes a step of the
 * map; of several arcs the one drawn first (C5). So the same trace is always told in the same way, and a step that comes
 * again is a repeat sooner than a round through the map whose other steps were skipped.
 */
export function align(compiled: Compiled, trace: ArrayLike<number>, isPrefix = false): Alignment {
  const { states } = compiled
  const costs = costsToEnd(compiled, trace, isPrefix)
  const moves: Move[] = []
  const cost = at(costs, 0)
  let state = 0
  let i = 0
  for (let left = cost; i < trace.length || left > 0; left = costAt(i, state)) {
    const visit = i < trace.length ? (trace[i] as number) : 0
    const read = visit === 0 ? -1 : arcWith(compiled, state, (code, to) => code === visit && costAt(i + 1, to) === left)
    if (read >= 0) {
      moves.push({ kind: both, code: visit })
      state = at(compiled.to, read)
      i++
    } else if (visit > 0 && costAt(i + 1, state) + 1 === left) {
      moves.push({ kind: inLog, code: visit })
      i++
    } else {
      const taken = arcWith(compiled, state, (_, to) => costAt(i, to) + 1 === left)
      if (taken < 0) throw new RangeError(`no move leads on from state ${state} at visit ${i}: the costs are wrong`)
      moves.push({ kind: inMap, code: at(compiled.code, taken) })
      state = at(compiled.to, taken)
    }
  }
  return { cost, moves }

  function costAt(visits: number, to: number): number {
    return at(costs, visits * states + to)
  }
}

function arcWith({ out, code, to }: Compiled, state: number, fits: (code: number, to: number) => boolean): number {
  for (let i = at(out, state); i < at(out, state + 1); i++) if (fits(at(code, i), at(to, i))) return i
  return -1
}
