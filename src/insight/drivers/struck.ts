import type { MapDocument } from '../../map/index.ts'
import type { Warehouse } from '../../store/index.ts'
import type { CaseFilter } from '../answers.ts'
import { frictionPlaces } from '../friction/friction.ts'
import type { Place } from '../friction/place.ts'
import { stepOf, type View } from '../view.ts'
import type { KnownEvents } from './events.ts'
import type { Factor } from './factor.ts'
import { factCode } from './facts.ts'
import type { Cohort } from './target.ts'

/** The frictions of the map as factors: which there are, and the SQL that finds whom they struck beforehand (D5). */
export interface StruckBook {
  readonly factors: ReadonlyMap<number, Factor>
  /** the step's code of each, whose visitors are compared */
  readonly steps: readonly number[]
  facts(cohort: Cohort): KnownEvents | null
}

export async function struckBook(
  warehouse: Warehouse,
  view: View,
  map: MapDocument,
  filter: CaseFilter,
): Promise<StruckBook> {
  const places = await frictionPlaces(warehouse, map, filter)
  return {
    factors: new Map(places.map((place, i) => [factCode('friction', i), factorOf(view, place)])),
    steps: places.map(({ code }) => code),
    facts: (cohort) => (places.length === 0 ? null : struckFacts(cohort, places)),
  }
}

function factorOf(view: View, { kind, code, cause }: Place): Factor {
  return { kind: 'friction', friction: kind, step: stepOf(view.lens, code), cause }
}

function struckFacts(cohort: Cohort, places: readonly Place[]): KnownEvents {
  const struck = places.map(
    (place, i) => `SELECT key, toUInt64(${factCode('friction', i)}) AS fact FROM (${struckBefore(cohort, place).sql})`,
  )
  return {
    sql: `(SELECT key, any(came_of_it) AS y, groupUniqArray(fact) AS facts FROM (${struck.join(' UNION ALL ')}) AS s INNER JOIN (SELECT key, y AS came_of_it FROM ${cohort.sql}) AS c USING (key) GROUP BY key)`,
    params: Object.assign({ ...cohort.params }, ...places.map(({ strikes }) => strikes.params)),
  }
}

/** The cases of the cohort that a friction struck, and in which it was plain that it had: a wait only when its time was over. */
export function struckBefore(cohort: Cohort, { strikes, limit }: Place): KnownEvents {
  const after = limit.unit === 'seconds' ? Math.round(limit.value * 1e6) : 0
  const isBefore = cohort.at === null ? '<' : '<='
  return {
    sql: `SELECT DISTINCT key FROM (SELECT key, moment + ${after} AS plain_at FROM (${strikes.sql})) AS s INNER JOIN (SELECT key, until FROM ${cohort.sql}) AS c USING (key) WHERE plain_at ${isBefore} until`,
    params: { ...cohort.params, ...strikes.params },
  }
}
