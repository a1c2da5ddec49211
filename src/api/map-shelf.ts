import { mapLens, namesLens, namesMap } from '../insight/index.ts'
import { type MapDocument, parseMap } from '../map/index.ts'
import type { LensSpec, Store, StoredMap } from '../store/index.ts'
import { ApiProblem } from './problem.ts'

/** Stands where a map's id would: each event name is a step. */
export const eachName = '-'

export function isEachName(id: string | undefined): boolean {
  return id === undefined || id === '' || id === eachName
}

/** @throws ApiProblem map-not-found, naming the maps that there are */
export async function storedMap(store: Store, id: string, version?: number): Promise<StoredMap> {
  const { maps } = await store.ledger()
  const found = await maps.get(id, version)
  if (found !== null) return found
  const ids = (await maps.list()).map((map) => map.id)
  throw new ApiProblem(
    'map-not-found',
    version === undefined ? `There is no map "${id}".` : `The map "${id}" has no version ${version}.`,
    ids.length === 0 ? 'No map is kept yet: discover one from events, or draw one.' : `There are: ${ids.join(', ')}.`,
  )
}

/** A map that was kept parses; were it not to, what is wrong is said as for a new one. */
export async function mapOf(store: Store, id: string | undefined): Promise<MapDocument> {
  if (id === undefined || isEachName(id)) return namesMap(store.warehouse)
  return parsed((await storedMap(store, id)).text)
}

export async function lensOf(store: Store, id: string | undefined): Promise<LensSpec> {
  return isEachName(id) ? namesLens(store.warehouse) : mapLens(await mapOf(store, id))
}

/** @throws ApiProblem map-invalid with every problem's line and column */
export function parsed(text: string): MapDocument {
  const result = parseMap(text)
  if (result.ok) return result.map
  const [first] = result.problems
  throw new ApiProblem(
    'map-invalid',
    `${result.problems.length} ${result.problems.length === 1 ? 'problem' : 'problems'}; line ${first?.line}, column ${first?.column}: ${first?.says}`,
    first?.remedy ?? 'Mend the lines named.',
    result.problems,
  )
}
