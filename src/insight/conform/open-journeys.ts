import { isEnd, type MapDocument, mayStart, type Phase, type PlacedStep, type Step, stepsOf } from '../../map/index.ts'
import { endsOf } from '../measure/ends.ts'
import type { SmallerJourney } from './answers.ts'

/** How deep smaller journeys are opened: a map that leads back to itself is caught before, by its id. */
const deepest = 10

export interface Opened {
  readonly map: MapDocument
  readonly journeys: readonly SmallerJourney[]
}

/**
 * The map with the smaller journeys behind its steps put in their place (C8). What led to such a step leads to where the
 * smaller journey may begin; where that may end, its customers go on to what followed the step. The steps put in are called
 * `step.inner`, which no id of a document can be. A step's own match stays as a step of that name which comes first: it
 * tells that the smaller journey is entered.
 */
export function openJourneys(map: MapDocument, mapOf: (id: string) => MapDocument | null): Opened {
  return opened(map, mapOf, [map.id])
}

/** Of a step that a smaller journey brought in. */
export function isInner(step: string): boolean {
  return step.includes('.')
}

/** Each journey step as one step, as the map draws it. */
export function closedJourneys(map: MapDocument): readonly SmallerJourney[] {
  return stepsOf(map).flatMap(({ step }) =>
    step.journey === undefined ? [] : [{ step: step.id, journey: step.journey, opened: false }],
  )
}

function opened(map: MapDocument, mapOf: (id: string) => MapDocument | null, within: readonly string[]): Opened {
  const journeys: SmallerJourney[] = []
  const inner = new Map<string, MapDocument>()
  for (const { step } of stepsOf(map)) {
    if (step.journey === undefined) continue
    const found = within.includes(step.journey) || within.length > deepest ? null : mapOf(step.journey)
    journeys.push({
      step: step.id,
      journey: step.journey,
      opened: found !== null,
      ...(found === null ? { says: whyNot(step.journey, within) } : {}),
    })
    if (found === null) continue
    const below = opened(found, mapOf, [...within, step.journey])
    inner.set(step.id, below.map)
    journeys.push(...below.journeys.map((one) => ({ ...one, step: `${step.id}.${one.step}` })))
  }
  return inner.size === 0 ? { map, journeys } : { map: spliced(map, inner), journeys }
}

function whyNot(journey: string, within: readonly string[]): string {
  if (within.includes(journey)) return `"${journey}" leads back to itself`
  return within.length > deepest ? `it stands ${deepest} journeys deep` : `no map "${journey}" is kept or given`
}

function spliced(map: MapDocument, inner: ReadonlyMap<string, MapDocument>): MapDocument {
  const all = stepsOf(map)
  const ends = endsOf(map)
  const put = (placed: PlacedStep): readonly Step[] => {
    const journey = inner.get(placed.step.id)
    const next = isEnd(map, placed) ? [] : placed.follows
    return journey === undefined
      ? [{ ...placed.step, next }]
      : putIn(placed.step, journey, next, ends.has(placed.step.id))
  }
  const phases = map.phases.map(
    (phase): Phase => ({ ...phase, steps: all.filter((placed) => placed.phase === phase).flatMap(put) }),
  )
  return { ...map, phases }
}

/**
 * The entry keeps the step's id, so that what led to it, and what the map says of it, still finds it; without a match of
 * its own it is passed for nothing, as every step that no event can show.
 */
function putIn(step: Step, journey: MapDocument, next: readonly string[], isLast: boolean): readonly Step[] {
  const { journey: _, promise: __, ends: ___, ...entry } = step
  const within = stepsOf(journey)
  const name = (id: string): string => `${step.id}.${id}`
  const stops = endsOf(journey)
  const inside = within.map((placed): Step => {
    const mayStop = stops.has(placed.step.id)
    const on = isEnd(journey, placed) ? [] : placed.follows.map(name)
    const { starts: ____, ...rest } = placed.step
    return {
      ...rest,
      id: name(placed.step.id),
      title: `${step.title}: ${placed.step.title}`,
      ...(placed.step.promise === undefined ? {} : { promise: promised(placed.step.promise, name) }),
      next: mayStop ? [...on, ...next] : on,
      ends: mayStop && isLast,
    }
  })
  return [{ ...entry, next: within.filter(mayStart).map(({ step: first }) => name(first.id)) }, ...inside]
}

function promised(promise: NonNullable<Step['promise']>, name: (id: string) => string): NonNullable<Step['promise']> {
  if (promise.next === undefined) return promise
  return { ...promise, next: typeof promise.next === 'string' ? name(promise.next) : promise.next.map(name) }
}
