import type { MapDocument, PlacedStep } from '../../map/index.ts'
import { isEnd, mayStart, stepsOf } from '../../map/index.ts'
import { endsOf } from '../measure/ends.ts'
import { QuestionProblem } from '../problem.ts'

/** From one state to another by a step's code; 0 is a step that no event can show, which is passed for nothing. */
export interface Arc {
  readonly from: number
  readonly code: number
  readonly to: number
}

/** The ways through a map as a machine that reads steps: it begins in state 0 and may stop where it accepts. */
export interface Automaton {
  readonly states: number
  readonly arcs: readonly Arc[]
  /** states in which a way may end */
  readonly accepts: readonly number[]
}

/** A map's automaton, and what of the map it had to read kindly. */
export interface MapAutomaton {
  readonly automaton: Automaton
  /** steps from which the ways lead round and never to an end: the way may end at any of them (C3) */
  readonly endless: readonly string[]
}

/**
 * State 0 stands before the first step, state i + 1 after the map's step i (C1). Steps that no event can show are taken
 * out: who comes to one is at its followers as well.
 */
export function automatonOf(map: MapDocument, codeOf: (step: string) => number): MapAutomaton {
  const placed = stepsOf(map)
  const placeOf = new Map(placed.map(({ step }, place) => [step.id, place]))
  const ends = endsOf(map)
  const arcTo = (from: number, to: PlacedStep): Arc => ({ from, code: codeOf(to.step.id), to: to.index + 1 })
  const arcs = [
    ...placed.filter(mayStart).map((step) => arcTo(0, step)),
    ...placed.flatMap((step) => followers(map, step, placed, placeOf).map((next) => arcTo(step.index + 1, next))),
  ]
  const accepts = placed.flatMap(({ step, index }) => (ends.has(step.id) ? [index + 1] : []))
  const drawn = { states: placed.length + 1, arcs, accepts }
  const lost = withoutEnd(drawn)
  return {
    automaton: withoutSilent({ ...drawn, accepts: [...accepts, ...lost] }),
    endless: lost.flatMap((state) => placed[state - 1]?.step.id ?? []),
  }
}

function followers(
  map: MapDocument,
  placed: PlacedStep,
  all: readonly PlacedStep[],
  placeOf: ReadonlyMap<string, number>,
): readonly PlacedStep[] {
  if (isEnd(map, placed)) return []
  return [...new Set(placed.follows)].flatMap((id) => all[placeOf.get(id) ?? -1] ?? [])
}

/** States that can be come to and from which no end can be; not the one before the first step, which is no step. */
function withoutEnd({ states, arcs, accepts }: Automaton): readonly number[] {
  const [into, from] = [Map.groupBy(arcs, (arc) => arc.to), Map.groupBy(arcs, (arc) => arc.from)]
  const leads = closure(accepts, (state) => (into.get(state) ?? []).map((arc) => arc.from))
  const found = closure([0], (state) => (from.get(state) ?? []).map((arc) => arc.to))
  return Array.from({ length: states }, (_, state) => state).filter(
    (state) => state > 0 && found.has(state) && !leads.has(state),
  )
}

/** A step that no event shows, with thousands of followers, behind thousands of steps: each of them would lead to each. */
const mostArcs = 2_000_000

/** The same ways without silent arcs; states that only those led to are gone. Order of arcs is kept: it decides ties. */
export function withoutSilent({ states, arcs, accepts }: Automaton): Automaton {
  const from = Map.groupBy(arcs, (arc) => arc.from)
  const silentOf = (state: number) => (from.get(state) ?? []).filter((arc) => arc.code === 0).map((arc) => arc.to)
  const accepting = new Set(accepts)
  const kept: Arc[] = []
  const ends: number[] = []
  const found = new Set([0])
  for (const state of found) {
    const here = [...closure([state], silentOf)]
    if (here.some((one) => accepting.has(one))) ends.push(state)
    const seen = new Set<string>()
    for (const { code, to } of here.flatMap((one) => from.get(one) ?? [])) {
      const key = `${code} ${to}`
      if (code === 0 || seen.has(key)) continue
      seen.add(key)
      found.add(to)
      kept.push({ from: state, code, to })
      if (kept.length > mostArcs) throw tooManyWays()
    }
  }
  return renumbered(states, [...found], kept, ends)
}

function tooManyWays(): QuestionProblem {
  return new QuestionProblem(
    'question-invalid',
    `The map draws more than ${mostArcs.toLocaleString('en-US')} transitions between steps that events show.`,
    'Give steps with very many followers a match, or draw smaller journeys.',
  )
}

function renumbered(
  states: number,
  found: readonly number[],
  arcs: readonly Arc[],
  ends: readonly number[],
): Automaton {
  const numberOf = new Int32Array(states).fill(-1)
  for (const [number, state] of found.entries()) numberOf[state] = number
  const number = (state: number): number => numberOf[state] ?? -1
  return {
    states: found.length,
    arcs: arcs.map(({ from, code, to }) => ({ from: number(from), code, to: number(to) })),
    accepts: ends.map(number),
  }
}

/** All that can be come to from some, themselves included. */
function closure(from: readonly number[], next: (state: number) => readonly number[]): ReadonlySet<number> {
  const found = new Set(from)
  // A set that grows while it is walked is walked to its end.
  for (const state of found) for (const to of next(state)) found.add(to)
  return found
}
