import type { MapDocument } from '../../map/index.ts'
import type { Query, Warehouse } from '../../store/index.ts'
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
  /** the cases struck, by key: what came of them, and the facts of their frictions */
  readonly cases: ReadonlyMap<string, StruckCase>
}
interface StruckCase {
  readonly y: number
  readonly facts: readonly number[]
}

/** Each case is looked at once, and both counted and put into the model from the same rows. */
export async function struckBook(
  warehouse: Warehouse,
  { view, map, filter, signal }: { view: View; map: MapDocument; filter: CaseFilter; signal: AbortSignal },
  cohort: Cohort,
): Promise<StruckBook> {
  const places = await frictionPlaces(warehouse, map, filter)
  const rows =
    places.length === 0
      ? []
      : await warehouse.rows<{ id: string; y: number; places: number[] }>(struckCases(cohort, places), { signal })
  return {
    factors: new Map(places.map((place, i) => [factCode('friction', i), factorOf(view, place)])),
    steps: places.map(({ code }) => code),
    cases: new Map(rows.map(({ id, y, places }) => [id, { y, facts: places.map((i) => factCode('friction', i)) }])),
  }
}

function factorOf(view: View, { kind, code, cause }: Place): Factor {
  return { kind: 'friction', friction: kind, step: stepOf(view.lens, code), cause }
}

/** All places in one pass, so that the cohort is joined once. */
function struckCases(cohort: Cohort, places: readonly Place[]): Query {
  const strikes = places.map(
    (place, i) => `SELECT key, toUInt16(${i}) AS place, ${plainAt(place)} AS plain_at FROM (${place.strikes.sql})`,
  )
  return {
    sql: `SELECT toString(key) AS id, any(came_of_it) AS y, groupUniqArray(place) AS places FROM (${strikes.join(' UNION ALL ')}) AS s INNER JOIN (SELECT key, until, y AS came_of_it FROM ${cohort.sql}) AS c USING (key) WHERE ${isKnown(cohort)} GROUP BY key`,
    params: Object.assign({ ...cohort.params }, ...places.map(({ strikes }) => strikes.params)),
  }
}

/** The cases of the cohort that a friction struck, and in which it was plain that it had: a wait only when its time was over. */
export function struckBefore(cohort: Cohort, place: Place): KnownEvents {
  return {
    sql: `SELECT DISTINCT key FROM (SELECT key, ${plainAt(place)} AS plain_at FROM (${place.strikes.sql})) AS s INNER JOIN (SELECT key, until FROM ${cohort.sql}) AS c USING (key) WHERE ${isKnown(cohort)}`,
    params: { ...cohort.params, ...place.strikes.params },
  }
}

function plainAt({ limit }: Place): string {
  return `moment + ${limit.unit === 'seconds' ? Math.round(limit.value * 1e6) : 0}`
}

function isKnown(cohort: Cohort): string {
  return `plain_at ${cohort.at === null ? '<' : '<='} until`
}
