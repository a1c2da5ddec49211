import type { MapDocument, Step } from '../document.ts'
import type { Path } from '../problem.ts'

/** Every step with its path, for rules that point to one. */
export function stepsAt(map: MapDocument): readonly { readonly step: Step; readonly path: Path }[] {
  return map.phases.flatMap((phase, p) => phase.steps.map((step, s) => ({ step, path: ['phases', p, 'steps', s] })))
}
