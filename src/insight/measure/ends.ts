import { type MapDocument, mayEnd, stepsOf } from '../../map/index.ts'

/**
 * The steps at which the way ends (I12): those after which the map draws no way on, those that end the case or say that
 * the way may end there, and those that are its outcome. Who stops elsewhere has dropped out.
 */
export function endsOf(map: MapDocument): ReadonlySet<string> {
  return new Set([
    ...stepsOf(map).flatMap((placed) => (mayEnd(map, placed) ? [placed.step.id] : [])),
    ...(map.outcome?.good ?? []),
    ...(map.outcome?.bad ?? []),
  ])
}
