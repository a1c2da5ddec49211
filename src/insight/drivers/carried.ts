import type { MapDocument } from '../../map/index.ts'
import type { LensSpec, Warehouse } from '../../store/index.ts'
import { codesOf, opennessOf } from '../measure/counted.ts'
import { endsOf } from '../measure/ends.ts'
import { isOpenSql } from '../measure/questions.ts'
import { QuestionProblem } from '../problem.ts'
import { codeList, fromTrace, type View } from '../view.ts'
import type { DriverTarget } from './answers.ts'
import { ownerOf, sourceCondition } from './events.ts'
import { type Cohort, cohort, never } from './target.ts'

/** A property or trait as a target: cases that end with a value of it, or the number that they end with. */
export type CarriedTarget = Extract<DriverTarget, { kind: 'property' | 'trait' }>

const column = { property: 'properties', trait: 'traits' } as const

/** From this share of cases in which it changed on, those in which it did not are looked at for as long as those. */
const oftenChanged = 0.05

/**
 * The finished cases that carry the property, by the value that their last event with one has (D11). Where it changed within
 * the case, known is what happened strictly before the event from which on it stayed so. Were all that happened known of the
 * others, whatever comes late in a case would go with no change; so of each of them as many visits are known as of one of
 * those that changed, drawn by the hash of its key (sampling from the risk set, as in nested case-control studies). Where hardly any case changed, events
 * do not say when it was decided, and all that happened counts.
 */
export async function carriedCohort(
  warehouse: Warehouse,
  { view, spec, map }: { readonly view: View; readonly spec: LensSpec; readonly map: MapDocument },
  target: CarriedTarget,
): Promise<Cohort> {
  const { from, params } = carriedCases(view, spec, map, target)
  const known = 'countEqual(arrayMap(t -> toUnixTimestamp64Micro(t) < changed, at), 1)'
  const [found] = await warehouse.rows<{ share: number; visits: readonly number[] }>({
    sql: `SELECT countIf(other > 0) / count() AS share, quantilesExactIf(${percents.join(', ')})(${known}, other > 0) AS visits ${from}`,
    params,
  })
  const isOften = (found?.share ?? 0) >= oftenChanged
  const visits = isOften ? (found?.visits ?? []) : []
  const micros = (place: string) => `toUnixTimestamp64Micro(at[${place}])`
  const drawn = `[${visits.join(', ')}][1 + cityHash64(key, 'drawn') % ${percents.length}]`
  const ended = `arrayFirstIndex(s -> has(${codeList(codesOf(view, endsOf(map)))}, s), steps)`
  // A case that is shorter than what was drawn is known up to the end of its way.
  const left =
    visits.length === 0
      ? never
      : `least(if(${drawn} >= length(at), ${never}, ${micros(`${drawn} + 1`)}), if(${ended} = 0, ${never}, ${micros(ended)}))`
  const y = target.value === null ? 'toFloat64(final)' : 'final = {carried_value:String}'
  const until = `if(other = 0, ${left}, changed)`
  return {
    sql: cohort(
      from,
      `${until} AS until, countEqual(arrayMap(t -> toUnixTimestamp64Micro(t) < until, at), 1) AS known, ${y} AS y`,
    ),
    params,
    at: null,
    own: { kind: target.kind, name: target.name },
  }
}

const percents = Array.from({ length: 100 }, (_, i) => (i + 0.5) / 100)

/** Each finished case with its last value, and when it took it: `other` is 0 where it never had another. */
function carriedCases(view: View, spec: LensSpec, map: MapDocument, target: CarriedTarget) {
  const own = sourceCondition(spec)
  const text = `${column[target.kind]}[{carried_name:String}]`
  const isSaid = target.value === null ? `isFinite(toFloat64OrNull(${text}))` : `${text} != ''`
  const said = `SELECT ${ownerOf(spec)} AS owner, toUnixTimestamp64Micro(at) AS moment, seq AS place, ${text} AS value FROM event WHERE ${isSaid}${own.sql}`
  const finished = fromTrace(view, `NOT (${isOpenSql(view, opennessOf(view, map))})`)
  const passages = `SELECT key, case, if(ordinal = 1, -${never}, toUnixTimestamp64Micro(started)) AS begins ${finished}`
  const values =
    'SELECT key, arraySort(groupArray((moment, place, value))) AS says FROM ' +
    `(${said}) AS g ASOF JOIN (${passages}) AS p ON g.owner = p.case AND g.moment >= p.begins GROUP BY key`
  const last = `SELECT key, says[-1].3 AS final, arrayLastIndex(v -> v.3 != final, says) AS other, says[other + 1].1 AS changed FROM (${values})`
  return {
    from: `FROM (SELECT * ${finished}) AS t INNER JOIN (${last}) AS f USING (key)`,
    params: {
      ...view.cases?.params,
      ...own.params,
      carried_name: target.name,
      ...(target.value === null ? {} : { carried_value: target.value }),
    },
  }
}

/** @throws QuestionProblem where no event carries the property, or none of them the value or a number */
export async function assertCarried(warehouse: Warehouse, spec: LensSpec, target: CarriedTarget): Promise<void> {
  const own = sourceCondition(spec)
  const text = `${column[target.kind]}[{carried_name:String}]`
  const [found] = await warehouse.rows<{ said: number; numbers: number; same: number; some: readonly string[] }>({
    sql: `SELECT countIf(value != '') AS said, countIf(isFinite(toFloat64OrNull(value))) AS numbers, countIf(value = {carried_value:String}) AS same, arraySort(topKIf(8)(value, value != '')) AS some FROM (SELECT ${text} AS value FROM event WHERE 1${own.sql})`,
    params: { ...own.params, carried_name: target.name, carried_value: target.value ?? '' },
  })
  const { said, numbers, same, some } = found ?? { said: 0, numbers: 0, same: 0, some: [] }
  const values = `It is ${some.map((value) => `"${value}"`).join(', ')}${some.length === 8 ? ', …' : ''}.`
  if (said === 0) {
    throw new QuestionProblem(
      'question-invalid',
      `No event carries the ${target.kind} "${target.name}".`,
      'See the properties under Segment on the page, or with GET /api/properties; names are written as in the file.',
    )
  }
  if (target.value !== null && same === 0) {
    throw new QuestionProblem(
      'question-invalid',
      `The ${target.kind} "${target.name}" is never "${target.value}".`,
      values,
    )
  }
  if (target.value === null && numbers * 2 < said) {
    throw new QuestionProblem(
      'question-invalid',
      `The ${target.kind} "${target.name}" is not a number, so it has no average.`,
      `Ask for one of its values: ${target.kind}:${target.name}=VALUE. ${values}`,
    )
  }
}
