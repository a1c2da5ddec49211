/** Every place where a map names something by its id, in one list for all who ask what refers to what. */
import type { MapDocument, Step } from './document.ts'
import type { Path } from './problem.ts'

/** `party`: who begins or receives a touchpoint, which is the customer, a team or a partner. */
export type ReferenceKind = 'step' | 'team' | 'system' | 'partner' | 'party'

export interface Reference {
  readonly kind: ReferenceKind
  readonly id: string
  readonly path: Path
}

export function referencesOf(map: MapDocument): readonly Reference[] {
  return [
    ...each('step', map.case?.ends?.step, ['case', 'ends', 'step']),
    ...each('step', map.outcome?.good, ['outcome', 'good']),
    ...each('step', map.outcome?.bad, ['outcome', 'bad']),
    ...map.phases.flatMap((phase, p) =>
      phase.steps.flatMap((step, s) => ofStep(step, (...keys) => ['phases', p, 'steps', s, ...keys])),
    ),
  ]
}

function ofStep(step: Step, at: (...keys: Path) => Path): readonly Reference[] {
  const { promise, backstage = [] } = step
  return [
    ...each('party', step.initiator, at('initiator')),
    ...each('party', step.receiver, at('receiver')),
    ...each('team', step.team, at('team')),
    ...each('system', step.systems, at('systems')),
    ...each('partner', step.partners, at('partners')),
    ...backstage.flatMap((work, i) => [
      ...each('team', work.team, at('backstage', i, 'team')),
      ...each('system', work.system, at('backstage', i, 'system')),
    ]),
    ...each('step', promise?.next, at('promise', 'next')),
    ...each('step', step.next, at('next')),
  ]
}

function each(kind: ReferenceKind, ids: string | readonly string[] | undefined, path: Path): readonly Reference[] {
  if (ids === undefined) return []
  if (typeof ids === 'string') return [{ kind, id: ids, path }]
  return ids.map((id, i) => ({ kind, id, path: [...path, i] }))
}
