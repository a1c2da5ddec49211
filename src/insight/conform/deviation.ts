import { both, inLog, inMap, type Move } from './align.ts'
import type { DeviationKind } from './answers.ts'

/** For each move what it is a deviation of; null where log and map go together. */
export type Typed = readonly (DeviationKind | null)[]

/**
 * What kind of deviation each move is (C6). A step struck out at one place and put in at another came, but out of place:
 * both moves are one misplaced step, paired in their order. A step of the map that is left has been skipped. A visit that
 * is left is a repeat where the case visits the step as well, else it is extra; of several to a step that is nowhere on
 * the case's way, the first is extra and the others repeat it. None of this depends on which of two visits was struck out.
 */
export function typed(moves: readonly Move[]): Typed {
  const kinds: (DeviationKind | null)[] = moves.map(() => null)
  const places = Map.groupBy(
    moves.map((move, place) => ({ ...move, place })),
    (move) => move.code,
  )
  for (const some of places.values()) {
    const struck = some.filter((move) => move.kind === inLog)
    const put = some.filter((move) => move.kind === inMap)
    const pairs = Math.min(struck.length, put.length)
    const isVisited = pairs > 0 || some.some((move) => move.kind === both)
    for (const [i, { place }] of put.entries()) kinds[place] = i < pairs ? 'misplaced' : 'skipped'
    for (const [i, { place }] of struck.entries()) {
      kinds[place] = i < pairs ? 'misplaced' : isVisited || i > 0 ? 'repeated' : 'extra'
    }
  }
  return kinds
}

export interface Found {
  readonly kind: DeviationKind
  readonly code: number
  /** the case has no visit after it: the step is missing because the case stopped before it came to an end */
  readonly hasStopped: boolean
}

/** The deviations of an alignment, each once: a misplaced step is told by its visit. */
export function deviationsIn(moves: readonly Move[]): readonly Found[] {
  const kinds = typed(moves)
  // Nobody stopped who was never on the way.
  const isOnWay = moves.some((move) => move.kind === both)
  const last = isOnWay ? moves.findLastIndex((move) => move.kind !== inMap) : moves.length
  return moves.flatMap((move, i) => {
    const kind = kinds[i] ?? null
    if (kind === null || (kind === 'misplaced' && move.kind === inMap)) return []
    return [{ kind, code: move.code, hasStopped: kind === 'skipped' && i > last }]
  })
}
