import { readNumber, readText, type Search } from '../../app/filters.ts'
import { readList } from '../search.ts'

export interface StepGroup {
  readonly name: string
  readonly steps: readonly string[]
}

/** What the paths are asked: around which step, to which side, how far, and which steps are shown as one. */
export interface WaysAsked {
  /** empty: the one that most cases begin with */
  step: string
  side: 'after' | 'before'
  length: number
  /** how many steps keep their own name */
  keep: number
  groups: readonly StepGroup[]
}

export function readPaths(ask: Search): WaysAsked {
  const length = readNumber(ask['length']) ?? 4
  const keep = readNumber(ask['keep']) ?? 8
  return {
    step: readText(ask['step']) ?? '',
    side: ask['side'] === 'before' ? 'before' : 'after',
    length: Math.min(8, Math.max(1, Math.round(length))),
    keep: Math.max(1, Math.round(keep)),
    groups: readGroups(ask['groups']),
  }
}

function readGroups(value: unknown): readonly StepGroup[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null || !('name' in one) || !('steps' in one)) return []
    const [name, steps] = [readText(one.name), readList(one.steps)]
    return name && steps.length > 0 ? [{ name, steps }] : []
  })
}
