import type { MapDocument } from '../../document.ts'
import type { Path } from '../../problem.ts'
import type { Rule } from '../rule.ts'
import { stepsAt } from '../steps-at.ts'

interface Reference {
  readonly id: string
  readonly path: Path
}

/** Where the list exists, a name that is not in it keeps the document from parsing. */
export const undeclared: Rule = {
  name: 'undeclared',
  *check(map) {
    for (const [kind, references] of Object.entries(missingLists(map))) {
      const [first] = references
      if (first === undefined) continue
      const ids = [...new Set(references.map(({ id }) => id))]
      const says = `steps refer to ${ids.join(', ')}, and the map has no list of ${kind}`
      yield {
        path: first.path,
        says,
        remedy: `list them under "${kind}" with their titles; misspelt ones are found from then on`,
      }
    }
  },
}

function missingLists(map: MapDocument): Readonly<Record<'teams' | 'systems' | 'partners', readonly Reference[]>> {
  const steps = stepsAt(map)
  const teams = steps.flatMap(({ step, path }) => [
    ...one(step.team, [...path, 'team']),
    ...(step.backstage ?? []).flatMap((work, i) => one(work.team, [...path, 'backstage', i, 'team'])),
  ])
  const systems = steps.flatMap(({ step, path }) => [
    ...many(step.systems, [...path, 'systems']),
    ...(step.backstage ?? []).flatMap((work, i) => one(work.system, [...path, 'backstage', i, 'system'])),
  ])
  const partners = steps.flatMap(({ step, path }) => many(step.partners, [...path, 'partners']))
  return {
    teams: map.teams === undefined ? teams : [],
    systems: map.systems === undefined ? systems : [],
    partners: map.partners === undefined ? partners : [],
  }
}

function one(id: string | undefined, path: Path): readonly Reference[] {
  return id === undefined ? [] : [{ id, path }]
}

function many(ids: readonly string[] | undefined, path: Path): readonly Reference[] {
  return (ids ?? []).map((id, i) => ({ id, path: [...path, i] }))
}
