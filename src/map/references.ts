/** What the schema cannot see: ids that are given twice, and names of things that the document does not know. */
import { nearest } from '../match/index.ts'
import type { MapDocument, Named, Step } from './document.ts'
import type { Complaint, Path } from './problem.ts'
import { stepsOf } from './ways.ts'

export function checkReferences(map: MapDocument): readonly Complaint[] {
  return [
    ...duplicates(map),
    ...stepReferences(map),
    ...map.phases.flatMap((phase, p) =>
      phase.steps.flatMap((step, s) => stepNames(map, step, ['phases', p, 'steps', s])),
    ),
  ]
}

interface Reference {
  readonly id: string
  readonly path: Path
}

function duplicates(map: MapDocument): readonly Complaint[] {
  const steps = map.phases.flatMap((phase, p) =>
    phase.steps.map((step, s) => ({ id: step.id, path: ['phases', p, 'steps', s, 'id'] })),
  )
  const lists: readonly (readonly [kind: string, readonly Reference[]])[] = [
    ['step', steps],
    ['phase', map.phases.map((phase, p) => ({ id: phase.id, path: ['phases', p, 'id'] }))],
    ['persona', listed(map.personas, 'personas')],
    ['system', listed(map.systems, 'systems')],
    // a touchpoint names a team, a partner or the customer by its id alone
    ['team or partner', [...listed(map.teams, 'teams'), ...listed(map.partners, 'partners')]],
  ]
  return lists.flatMap(([kind, references]) => repeated(kind, references)).concat(customerTaken(map))
}

function listed(names: readonly Named[] | undefined, key: string): readonly Reference[] {
  return (names ?? []).map(({ id }, i) => ({ id, path: [key, i, 'id'] }))
}

function repeated(kind: string, references: readonly Reference[]): readonly Complaint[] {
  const seen = new Set<string>()
  return references.flatMap(({ id, path }): Complaint[] => {
    const isNew = !seen.has(id)
    seen.add(id)
    if (isNew) return []
    return [
      { path, code: 'duplicate-id', says: `"${id}" is already the id of a ${kind}`, remedy: 'give each its own id' },
    ]
  })
}

function customerTaken(map: MapDocument): readonly Complaint[] {
  return [...listed(map.teams, 'teams'), ...listed(map.partners, 'partners')]
    .filter(({ id }) => id === 'customer')
    .map(({ path }) => ({
      path,
      code: 'duplicate-id',
      says: '"customer" stands for the customer',
      remedy: 'choose another id',
    }))
}

function stepReferences(map: MapDocument): readonly Complaint[] {
  const known = stepsOf(map).map(({ step }) => step.id)
  const lists: readonly (readonly [Path, readonly string[] | undefined])[] = [
    [['case', 'ends', 'step'], map.case?.ends?.step],
    [['outcome', 'good'], map.outcome?.good],
    [['outcome', 'bad'], map.outcome?.bad],
    ...map.phases.flatMap((phase, p) =>
      phase.steps.map((step, s) => [['phases', p, 'steps', s, 'next'], step.next] as const),
    ),
  ]
  const inLists = lists.flatMap(([path, ids]) =>
    unknown(
      'step',
      known,
      (ids ?? []).map((id, i) => ({ id, path: [...path, i] })),
    ),
  )
  return [...inLists, ...promised(map, known)]
}

function promised(map: MapDocument, known: readonly string[]): readonly Complaint[] {
  return map.phases.flatMap((phase, p) =>
    phase.steps.flatMap((step, s) => {
      const path = ['phases', p, 'steps', s, 'promise', 'next']
      const next = step.promise?.next ?? []
      return unknown(
        'step',
        known,
        typeof next === 'string' ? [{ id: next, path }] : next.map((id, i) => ({ id, path: [...path, i] })),
      )
    }),
  )
}

function unknown(kind: string, known: readonly string[], references: readonly Reference[]): readonly Complaint[] {
  return references
    .filter(({ id }) => !known.includes(id))
    .map(({ id, path }) => {
      const meant = nearest(id, known)
      const remedy = meant === null ? `use one of ${shorten(known)}, or add it` : `did you mean "${meant}"?`
      return { path, code: 'unknown-reference', says: `there is no ${kind} "${id}"`, remedy }
    })
}

function shorten(known: readonly string[]): string {
  return known.length <= 12 ? known.join(', ') : `${known.slice(0, 12).join(', ')} and ${known.length - 12} more`
}

/** Names are held against a list only where the map has that list; lint asks for the list (SPEC M6). */
function stepNames(map: MapDocument, step: Step, path: Path): readonly Complaint[] {
  const { teams, systems, partners } = map
  const parties =
    teams === undefined || partners === undefined ? undefined : ['customer', ...idsOf(teams), ...idsOf(partners)]
  return [
    ...against('team', teams, only(step.team, [...path, 'team'])),
    ...against('system', systems, each(step.systems, [...path, 'systems'])),
    ...against('partner', partners, each(step.partners, [...path, 'partners'])),
    ...(step.backstage ?? []).flatMap((work, i) => [
      ...against('team', teams, only(work.team, [...path, 'backstage', i, 'team'])),
      ...against('system', systems, only(work.system, [...path, 'backstage', i, 'system'])),
    ]),
    ...(parties === undefined
      ? []
      : unknown('team or partner', parties, [
          ...only(step.initiator, [...path, 'initiator']),
          ...only(step.receiver, [...path, 'receiver']),
        ])),
  ]
}

function idsOf(names: readonly Named[]): readonly string[] {
  return names.map(({ id }) => id)
}

function against(
  kind: string,
  names: readonly Named[] | undefined,
  references: readonly Reference[],
): readonly Complaint[] {
  return names === undefined ? [] : unknown(kind, idsOf(names), references)
}

function only(id: string | undefined, path: Path): readonly Reference[] {
  return id === undefined ? [] : [{ id, path }]
}

function each(ids: readonly string[] | undefined, path: Path): readonly Reference[] {
  return (ids ?? []).map((id, i) => ({ id, path: [...path, i] }))
}
