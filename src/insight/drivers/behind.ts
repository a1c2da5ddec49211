import type { MapDocument } from '../../map/index.ts'
import type { Warehouse } from '../../store/index.ts'
import type { CaseFilter } from '../answers.ts'
import type { Behind } from '../cases/answers.ts'
import { placeOf } from '../friction/friction.ts'
import { mapLens } from '../lens.ts'
import { QuestionProblem } from '../problem.ts'
import type { View } from '../view.ts'
import { carriedCohort } from './carried.ts'
import { baseCondition, type Condition, factorCondition } from './condition.ts'
import { sampleOf } from './counted.ts'
import type { Factor } from './factor.ts'
import { scoreCohort } from './score.ts'
import { struckBefore } from './struck.ts'
import { type Cohort, cohortOf, isCarried, parseTarget } from './target.ts'

/** The cases behind a driver's figure, as a condition on `trace` (D8). */
export async function factorCases(
  warehouse: Warehouse,
  view: View,
  { map, filter }: { readonly map: MapDocument; readonly filter: CaseFilter },
  behind: Behind & { readonly kind: 'factor' },
): Promise<Condition> {
  const spec = mapLens(map)
  const whole = await cohortAsked(warehouse, view, map, behind.of)
  const cohort = behind.sampled === true ? await sampleOf(warehouse, whole) : whole
  const found = behind.factor === null ? null : await conditionOf(behind.factor)
  const base = behind.factor === null ? null : baseCondition(view, spec, cohort, behind.factor)
  const conditions = [
    ...(found === null ? [] : [behind.has ? `(${found.sql})` : `NOT (${found.sql})`]),
    ...(base === null ? [] : [`(${base.sql})`]),
    ...(behind.reached === undefined ? [] : [`y = ${behind.reached ? 1 : 0}`]),
  ]
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`
  return {
    sql: `key IN (SELECT key FROM ${cohort.sql}${where})`,
    params: { ...cohort.params, ...base?.params, ...found?.params },
  }

  async function conditionOf(factor: Factor): Promise<Condition> {
    if (factor.kind !== 'friction') return factorCondition(view, spec, cohort, factor)
    const place = await placeOf(warehouse, map, filter, { ...factor, cause: factor.cause ?? undefined })
    if (place === null) return { sql: '0', params: {} }
    const { sql, params } = struckBefore(cohort, place)
    return { sql: `key IN (SELECT key FROM (${sql}))`, params }
  }
}

async function cohortAsked(warehouse: Warehouse, view: View, map: MapDocument, of: string): Promise<Cohort> {
  const target = parseTarget(of)
  if (isCarried(target)) return carriedCohort(warehouse, { view, spec: mapLens(map), map }, target)
  if (target.kind !== 'score') return cohortOf(view, map, target)
  if (target.score !== null) return scoreCohort(view, mapLens(map), target.score)
  throw new QuestionProblem(
    'question-invalid',
    `of: "${of}" does not say which score.`,
    'Give score:nps, score:csat or score:ces.',
  )
}
