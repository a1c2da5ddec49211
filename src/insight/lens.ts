import { type MapDocument, type Step, stepsOf } from '../map/index.ts'
import { durationOf, onlyNames, toGroupSql, toSql } from '../match/index.ts'
import type { LensSpec, Warehouse } from '../store/index.ts'
import { QuestionProblem } from './problem.ts'

/** Step codes are 16 bits wide, and 0 is no step. */
const mostSteps = 65_535

/** Each event name is a step, most frequent first (I1). */
export async function namesLens(warehouse: Warehouse): Promise<LensSpec> {
  const names = await warehouse.names()
  if (names.length > mostSteps) {
    throw new QuestionProblem(
      'question-invalid',
      `There are ${names.length} event names; ${mostSteps} are the most that can each be a step.`,
      'Names that carry an id or a number belong in a property: import with another --name, or ask over a map.',
    )
  }
  return {
    steps: inOrder(names.map(({ name }, i) => ({ id: name, when: toSql({ event: name }, `s${i}`), names: [name] }))),
    by: 'case',
    ends: { steps: [], quiet: null },
    promises: [],
    segment: null,
  }
}

/**
 * Where each step is names that no other has, their order says nothing: then they go by id, so that a step moved on the
 * map, or a name that became more frequent than another, leaves the lens as it is built.
 */
function inOrder(steps: LensSpec['steps']): LensSpec['steps'] {
  const names = steps.map((step) => new Set(step.names))
  const isFree = steps.every((step) => step.names !== undefined)
  const all = names.flatMap((some) => [...some])
  if (!isFree || new Set(all).size < all.length) return steps
  return steps.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

/** The steps of a map that say which events they are (I1). Steps without a match are absent: no event can be one. */
export function mapLens(map: MapDocument): LensSpec {
  const steps = inOrder(
    stepsOf(map).flatMap(({ step, index }) => (step.match === undefined ? [] : [lensStep(step.id, step.match, index)])),
  )
  const isMeasured = (id: string) => steps.some((step) => step.id === id)
  return {
    steps,
    by: map.case?.by === 'customer' ? 'customer' : 'case',
    ...(map.case?.from === undefined ? {} : { sources: map.case.from }),
    ends: { steps: (map.case?.ends?.step ?? []).filter(isMeasured), quiet: quietOf(map) },
    promises: stepsOf(map)
      .map(({ step }) => ({ step: step.id, next: promisedNext(step).filter(isMeasured) }))
      .filter(({ step, next }) => isMeasured(step) && next.length > 0),
    segment: map.segment === undefined ? null : toGroupSql(map.segment, 'segment'),
  }
}

function lensStep(id: string, match: NonNullable<Step['match']>, place: number): LensSpec['steps'][number] {
  const names = onlyNames(match)
  return { id, when: toSql(match, `s${place}`), ...(names === null ? {} : { names }) }
}

/** The steps a promise with a time names; none where it means whichever comes next, or gives no time. */
export function promisedNext(step: Step): readonly string[] {
  const { next, within } = step.promise ?? {}
  if (next === undefined || within === undefined) return []
  return typeof next === 'string' ? [next] : next
}

/** Business time is refused by the map's parser: a case is quiet on all days. */
export function quietOf(map: MapDocument): number | null {
  const quiet = map.case?.ends?.quiet
  const duration = quiet === undefined ? null : durationOf(quiet)
  return duration?.kind === 'clock' ? duration.micros : null
}

/** The codes of the steps that each promising step's code names. */
export function promisedNexts(map: MapDocument, steps: readonly string[]): ReadonlyMap<number, readonly number[]> {
  return new Map(
    stepsOf(map).map(({ step }) => [
      steps.indexOf(step.id) + 1,
      promisedNext(step)
        .map((id) => steps.indexOf(id) + 1)
        .filter((code) => code > 0),
    ]),
  )
}

/**
 * A map in which each event name is a step, for the questions that are asked of a map (I1). Nothing says where the way
 * ends, so no step is an end: each leads back to itself, and `dropped` counts the cases whose last step it is. Its ids
 * are the names themselves, so it is not a document.
 */
export async function namesMap(warehouse: Warehouse): Promise<MapDocument> {
  const names = await warehouse.names()
  const steps = names.map(({ name }): Step => ({ id: name, title: name, match: { event: name }, next: [name] }))
  return {
    throughline: 'map/1',
    id: 'event-names',
    title: 'Each event name a step',
    state: 'as-is',
    phases: [{ id: 'event-names', title: 'Event names', steps }],
  }
}
