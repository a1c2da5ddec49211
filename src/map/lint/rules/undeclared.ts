import type { MapDocument, Named } from '../../document.ts'
import { type Reference, referencesOf } from '../../references.ts'
import type { Rule, Sighting } from '../rule.ts'

/** Where a list exists, a name that is not in it keeps the document from parsing; without one, nothing can be misspelt. */
export const undeclared: Rule = {
  name: 'undeclared',
  *check(map) {
    const references = referencesOf(map)
    for (const kind of ['team', 'system', 'partner'] as const) {
      if (map[`${kind}s`] === undefined)
        yield* missing(
          `"${kind}s"`,
          references.filter((each) => each.kind === kind),
        )
    }
    yield* missing('"teams" or "partners"', unknownParties(map, references))
  },
}

/** Judged while one of the two lists is missing; parse judges them when both are there. */
function unknownParties(map: MapDocument, references: readonly Reference[]): readonly Reference[] {
  if (map.teams !== undefined && map.partners !== undefined) return []
  const known = new Set(['customer', ...idsOf(map.teams), ...idsOf(map.partners)])
  const named = new Set(references.filter(({ kind }) => kind === 'team' || kind === 'partner').map(({ id }) => id))
  return references.filter(({ kind, id }) => kind === 'party' && !known.has(id) && !named.has(id))
}

function idsOf(names: readonly Named[] | undefined): readonly string[] {
  return (names ?? []).map(({ id }) => id)
}

function* missing(list: string, references: readonly Reference[]): Iterable<Sighting> {
  const [first] = references
  if (first === undefined) return
  const ids = [...new Set(references.map(({ id }) => id))].join(', ')
  const says = `steps name ${ids}, and the map lists no such ${list}`
  yield {
    path: first.path,
    says,
    remedy: `list them under ${list} with their titles; misspelt ones are found from then on`,
  }
}
