/**
 * What is left of a document when its wrong parts are taken out, so that the right ones are judged in the same pass and the
 * writer sees every problem at once. A part is a whole entry of the map, of a phase or of a step; list items are replaced
 * and never removed, so that everything else keeps its place.
 */
import { type Path, printPath } from './problem.ts'

type Group = Readonly<Record<string, unknown>>

/** Null where steps themselves cannot be read: what refers to steps could then not be judged. */
export function withoutParts(document: unknown, wrong: readonly Path[]): Group | null {
  if (!isGroup(document)) return null
  const parts = wrong.map(partOf)
  if (parts.some((part) => part.length === 0 || isOfSteps(part))) return null
  return mendMap(document, new Set(parts.map(printPath)))
}

/** The entry that a path is in: of the map, of a phase or of a step. */
function partOf(path: Path): Path {
  if (path[0] !== 'phases') return path.slice(0, 1)
  return path.slice(0, path[2] === 'steps' ? 5 : 3)
}

/** `phases`, `phases[0]`, `phases[0].steps` and `phases[0].steps[0]` as wholes. */
function isOfSteps(part: Path): boolean {
  return part[0] === 'phases' && (part.length < 3 || (part[2] === 'steps' && part.length < 5))
}

const unreadable = { throughline: 'map/1', title: 'unreadable', state: 'as-is' }

function mendMap(map: Group, wrong: ReadonlySet<string>): Group {
  const phases = listOf(map['phases']).map((phase, p) => mendPhase(phase, p, wrong))
  return { ...mend(map, [], { ...unreadable, id: 'unreadable' }, wrong), phases }
}

function mendPhase(phase: Group, p: number, wrong: ReadonlySet<string>): Group {
  const path = ['phases', p]
  const steps = listOf(phase['steps']).map((step, s) =>
    mend(step, [...path, 'steps', s], { ...unreadable, id: `unreadable-${p}-${s}` }, wrong),
  )
  return { ...mend(phase, path, { ...unreadable, id: `unreadable-${p}` }, wrong), steps }
}

/** Without the wrong entries; a required one gets a stand-in that refers to nothing and that nothing refers to. */
function mend(group: Group, path: Path, standIns: Group, wrong: ReadonlySet<string>): Group {
  const isWrong = (key: string) => wrong.has(printPath([...path, key]))
  const right = Object.entries(group).filter(([key]) => !isWrong(key))
  return Object.fromEntries([...right, ...Object.entries(standIns).filter(([key]) => isWrong(key))])
}

function listOf(value: unknown): readonly Group[] {
  return Array.isArray(value) ? value.filter(isGroup) : []
}

function isGroup(value: unknown): value is Group {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
