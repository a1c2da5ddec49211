import type { LensSpec, Warehouse } from '../../store/index.ts'
import { QuestionProblem } from '../problem.ts'
import { fromTrace, type View } from '../view.ts'
import { ownerOf, sourceCondition } from './events.ts'
import { type Cohort, cohort } from './target.ts'

export type ScoreKind = 'nps' | 'csat' | 'ces'

/** The kinds of score that events carry, most frequent first. */
export async function scoreKinds(warehouse: Warehouse, spec: LensSpec): Promise<readonly ScoreKind[]> {
  const own = sourceCondition(spec)
  const rows = await warehouse.rows<{ kind: ScoreKind }>({
    sql: `SELECT score_kind AS kind FROM event WHERE score_kind IN ('nps', 'csat', 'ces')${own.sql} GROUP BY kind ORDER BY count() DESC, kind`,
    params: own.params,
  })
  return rows.map((row) => row.kind)
}

/** @throws QuestionProblem where no event carries such a score */
export async function chosenScore(warehouse: Warehouse, spec: LensSpec, asked: ScoreKind | null): Promise<ScoreKind> {
  const kinds = await scoreKinds(warehouse, spec)
  const found = asked === null ? kinds[0] : kinds.find((kind) => kind === asked)
  if (found !== undefined) return found
  throw new QuestionProblem(
    'question-invalid',
    asked === null ? 'No event carries a score.' : `No event carries a score of the kind ${asked}.`,
    kinds.length === 0
      ? 'Import answers to a survey with their score (nps, csat or ces), or ask --of outcome.'
      : `There are ${kinds.join(', ')}.`,
  )
}

/** Each case's first score of the kind; known is what happened strictly before it (D4). */
export function scoreCohort(view: View, spec: LensSpec, kind: ScoreKind): Cohort {
  const own = sourceCondition(spec)
  const given = `SELECT ${ownerOf(spec)} AS owner, toUnixTimestamp64Micro(at) AS moment, seq AS place, score_value AS value FROM event WHERE score_kind = {score:String}${own.sql}`
  const passages = `SELECT *, if(ordinal = 1, -9223372036854775807, toUnixTimestamp64Micro(started)) AS begins ${fromTrace(view)}`
  const first =
    'SELECT key, min((moment, place, value)) AS earliest FROM ' +
    `(${given}) AS g ASOF JOIN (SELECT key, case, begins FROM (${passages})) AS p ON g.owner = p.case AND g.moment >= p.begins GROUP BY key`
  return {
    sql: cohort(
      `FROM (SELECT * ${fromTrace(view)}) AS t INNER JOIN (${first}) AS f USING (key)`,
      'earliest.1 AS until, countEqual(arrayMap(t -> toUnixTimestamp64Micro(t) < until, at), 1) AS known, earliest.3 AS y',
    ),
    params: { ...view.cases?.params, ...own.params, score: kind },
    at: null,
  }
}
