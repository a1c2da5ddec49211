/** What the schema cannot see: ids that are given twice, and names of things that the document does not know. */
import { nearest } from '../match/index.ts'
import type { MapDocument, Named } from './document.ts'
import type { Complaint, Path } from './problem.ts'
import { type ReferenceKind, referencesOf } from './references.ts'

/** One by one: a suggestion costs a look at every known id, and a hostile text names the unknown ten thousand times. */
export function* checkReferences(map: MapDocument): Iterable<Complaint> {
  yield* repeatedIds(map)
  const known = knownIds(map)
  for (const { kind, id, path } of referencesOf(map)) {
    const ids = known[kind]
    if (ids !== null && !ids.has(id)) yield unknown(kind, id, path, ids)
  }
}

const kindWords: Readonly<Record<ReferenceKind, string>> = {
  step: 'step',
  team: 'team',
  system: 'system',
  partner: 'partner',
  party: 'team or partner',
}

/** Null where the map has no such list: then nothing can be misspelt, and lint asks for the list (SPEC M6). */
function knownIds(map: MapDocument): Readonly<Record<ReferenceKind, ReadonlySet<string> | null>> {
  const [team, system, partner] = [idsOf(map.teams), idsOf(map.systems), idsOf(map.partners)]
  return {
    step: new Set(map.phases.flatMap((phase) => phase.steps.map((step) => step.id))),
    team,
    system,
    partner,
    party: team === null || partner === null ? null : new Set(['customer', ...team, ...partner]),
  }
}

function idsOf(names: readonly Named[] | undefined): ReadonlySet<string> | null {
  return names === undefined ? null : new Set(names.map(({ id }) => id))
}

function unknown(kind: ReferenceKind, id: string, path: Path, ids: ReadonlySet<string>): Complaint {
  const meant = nearest(id, ids)
  const remedy = meant === null ? `use one of ${shorten([...ids])}, or add it` : `did you mean "${meant}"?`
  return { path, code: 'unknown-reference', says: `there is no ${kindWords[kind]} "${id}"`, remedy }
}

function shorten(ids: readonly string[]): string {
  return ids.length <= 12 ? ids.join(', ') : `${ids.slice(0, 12).join(', ')} and ${ids.length - 12} more`
}

interface Given {
  readonly id: string
  readonly path: Path
}

function* repeatedIds(map: MapDocument): Iterable<Complaint> {
  const steps = map.phases.flatMap((phase, p) => listed(phase.steps, ['phases', p, 'steps']))
  yield* repeated('step', steps)
  yield* repeated('phase', listed(map.phases, ['phases']))
  yield* repeated('persona', listed(map.personas, ['personas']))
  yield* repeated('system', listed(map.systems, ['systems']))
  // a touchpoint names the customer, a team or a partner by its id alone
  const parties = [...listed(map.teams, ['teams']), ...listed(map.partners, ['partners'])]
  yield* repeated('team or partner', parties)
  for (const { id, path } of parties) {
    if (id === 'customer') yield repeatedId(path, '"customer" stands for the customer')
  }
}

function listed(names: readonly { readonly id: string }[] | undefined, path: Path): readonly Given[] {
  return (names ?? []).map(({ id }, i) => ({ id, path: [...path, i, 'id'] }))
}

function* repeated(kind: string, given: readonly Given[]): Iterable<Complaint> {
  const seen = new Set<string>()
  for (const { id, path } of given) {
    if (seen.has(id)) yield repeatedId(path, `"${id}" is already the id of a ${kind}`)
    seen.add(id)
  }
}

function repeatedId(path: Path, says: string): Complaint {
  return { path, code: 'duplicate-id', says, remedy: 'give each its own id' }
}
