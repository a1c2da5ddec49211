/** Texts with a meaning of their own: durations, and conditions that events must be able to answer. */
import { type Predicate, parseDuration, unaskable } from '../match/index.ts'
import type { MapDocument } from './document.ts'
import type { Complaint, Path } from './problem.ts'

export function checkValues(map: MapDocument): readonly Complaint[] {
  return [
    ...askable(map.segment, ['segment']),
    ...quietTime(map.case?.ends?.quiet),
    ...map.phases.flatMap((phase, p) =>
      phase.steps.flatMap((step, s) => [
        ...askable(step.match, ['phases', p, 'steps', s, 'match']),
        ...duration(step.promise?.within, ['phases', p, 'steps', s, 'promise', 'within']),
        ...ownJourney(map, step.journey, ['phases', p, 'steps', s, 'journey']),
      ]),
    ),
  ]
}

function askable(predicate: Predicate | undefined, path: Path): readonly Complaint[] {
  if (predicate === undefined) return []
  return unaskable(predicate).map(({ at, says, remedy }) => ({
    path: [...path, ...parts(at)],
    code: 'not-askable',
    says,
    remedy,
  }))
}

/** `all[1].tag` as a path. */
function parts(at: string): Path {
  return [...at.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, key]) =>
    index === undefined ? (key ?? '') : Number(index),
  )
}

function duration(text: string | undefined, path: Path): readonly Complaint[] {
  if (text === undefined) return []
  const parsed = parseDuration(text)
  return parsed.ok ? [] : [{ path, code: 'bad-duration', says: parsed.says, remedy: parsed.remedy }]
}

function quietTime(text: string | undefined): readonly Complaint[] {
  const path = ['case', 'ends', 'quiet']
  if (text === undefined) return []
  const parsed = parseDuration(text)
  if (!parsed.ok || parsed.duration.kind === 'clock') return duration(text, path)
  const says = `"${text}" is business time, and a quiet case is measured by the clock`
  return [{ path, code: 'bad-duration', says, remedy: 'write it in days or hours' }]
}

function ownJourney(map: MapDocument, journey: string | undefined, path: Path): readonly Complaint[] {
  if (journey !== map.id) return []
  return [
    {
      path,
      code: 'bad-value',
      says: `the journey "${journey}" is this map itself`,
      remedy: 'name the smaller journey that stands behind the step',
    },
  ]
}
