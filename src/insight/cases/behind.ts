import type { MapDocument } from '../../map/index.ts'
import type { Query } from '../../store/index.ts'
import { cohortCondition } from '../cohorts/cohorts.ts'
import type { ConformanceBehind } from '../conform/behind.ts'
import { codesOf, opennessOf } from '../measure/counted.ts'
import { endsOf } from '../measure/ends.ts'
import { promisedOf, promiseTerms } from '../measure/promise.ts'
import { isOpenSql } from '../measure/questions.ts'
import { QuestionProblem } from '../problem.ts'
import { duringSql } from '../trend/during.ts'
import { followCases, funnelCases, pathCases } from '../usual/behind.ts'
import { codeList, codeOf, fromLinked, question, type View } from '../view.ts'
import type { Behind } from './answers.ts'

/** Figures whose cases `found.ts` finds. */
type FoundBehind = ConformanceBehind | (Behind & { readonly kind: 'factor' | 'friction' | 'cluster' | 'unusual' })

/** A figure as a question for its cases: a condition on the cases themselves, or one on their transitions with a time. */
export type Behindness =
  | {
      readonly over: 'trace'
      readonly condition: string
      readonly params?: Readonly<Record<string, unknown>>
    }
  | {
      readonly over: 'linked'
      readonly total: Query
      readonly page: (bounds: { readonly limit: number; readonly offset: number }) => Query
    }

/** @throws QuestionProblem step-not-found */
export function behindOf(view: View, map: MapDocument, behind: Exclude<Behind, FoundBehind>): Behindness {
  switch (behind.kind) {
    case 'all':
      return trace('1')
    case 'visited':
      return trace(`has(steps, ${codeOf(view.lens, behind.step)})`)
    case 'repeated':
      return trace(`countEqual(steps, ${codeOf(view.lens, behind.step)}) > 1`)
    case 'started':
      return trace(`steps[1] = ${codeOf(view.lens, behind.step)}`)
    case 'ended':
      return trace(`steps[-1] = ${codeOf(view.lens, behind.step)}`)
    case 'dropped':
      return trace(droppedAt(view, map, behind.step))
    case 'open':
      return trace(isOpenSql(view, opennessOf(view, map)))
    case 'here':
      return trace(`steps[-1] = ${codeOf(view.lens, behind.step)} AND ${isOpenSql(view, opennessOf(view, map))}`)
    case 'standing':
      return trace(standingAt(view, behind))
    case 'outcome':
      return trace(outcomeIs(view, map, behind.reached))
    case 'during':
      return during(view, behind)
    case 'follows':
      return followCases(view, behind)
    case 'funnel':
      return trace(funnelCases(view, behind))
    case 'path':
      return trace(pathCases(view, behind))
    case 'cohort': {
      const by = map.case?.by === 'customer' ? 'customer' : 'case'
      const { sql, params } = cohortCondition({ view, by, asked: behind.asked }, behind.cohort, behind.period)
      return { over: 'trace', condition: sql, ...(params === undefined ? {} : { params }) }
    }
    case 'transition':
      return transition(view, codeOf(view.lens, behind.from), codeOf(view.lens, behind.to))
    case 'kept':
    case 'late':
    case 'pending':
      return promise(view, map, behind.step, decided[behind.kind])
  }
}

const decided = { kept: 'in_time', late: 'too_late', pending: 'NOT in_time AND NOT too_late' } as const

function trace(condition: string): Behindness {
  return { over: 'trace', condition }
}

/** The bound is the one that forecasts count by, so that a list holds exactly the cases that were counted. */
function standingAt(view: View, { step, within }: Behind & { kind: 'standing' }): string {
  const here = `steps[-1] = ${codeOf(view.lens, step)}`
  if (within === null) return here
  return `${here} AND ${view.lens.horizon} - toUnixTimestamp64Micro(ended) < ${Math.round(within * 1e6)}`
}

function droppedAt(view: View, map: MapDocument, step: string): string {
  const code = codeOf(view.lens, step)
  return endsOf(map).has(step) ? '0' : `steps[-1] = ${code} AND NOT (${isOpenSql(view, opennessOf(view, map))})`
}

function outcomeIs(view: View, map: MapDocument, reached: boolean): string {
  const good = codesOf(view, map.outcome?.good ?? [])
  if (good.length === 0) return '0'
  return `NOT (${isOpenSql(view, opennessOf(view, map))}) AND ${reached ? '' : 'NOT '}hasAny(steps, ${codeList(good)})`
}

/** Of the visits on those days the longest wait for the next; a case that never went on stands first. */
function during(view: View, { step, from, to }: Behind & { kind: 'during' }): Behindness {
  const [first, last] = [microsOf(from), microsOf(to)]
  if (step === null) return trace(duringSql('begin', first, last))
  const condition = `prev = ${codeOf(view.lens, step)} AND ${duringSql('visit', first, last)}`
  const took = 'if(countIf(step = 0) > 0, NULL, max(gap))'
  return linked(view, '', condition, took, 'took IS NULL DESC, took DESC', {})
}

/** @throws QuestionProblem instant-invalid */
function microsOf(day: string): number {
  const at = Date.parse(day) * 1000
  if (!Number.isNaN(at)) return at
  throw new QuestionProblem('instant-invalid', `"${day}" is not a day.`, 'Write it as 2026-09-30.')
}

function transition(view: View, from: number, to: number): Behindness {
  const condition = `prev = ${from} AND step = ${to}`
  return linked(view, '', condition, 'max(gap)', 'took DESC', {})
}

/** Those to whom the promised step never came stand first and have no time. */
function promise(view: View, map: MapDocument, step: string, condition: string): Behindness {
  const code = codeOf(view.lens, step)
  const promised = promisedOf(map, view.lens).filter((promise) => promise.code === code)
  if (promised.length === 0) return trace('0')
  const took = 'if(min(wait) < 0, NULL, max(wait))'
  return linked(
    view,
    `WITH ${promiseTerms(promised)} `,
    `prev = ${code} AND (${condition})`,
    took,
    'took IS NULL DESC, took DESC',
    {
      horizon: view.lens.horizon,
    },
  )
}

function linked(
  view: View,
  terms: string,
  condition: string,
  took: string,
  order: string,
  params: Readonly<Record<string, unknown>>,
): Behindness {
  const from = fromLinked(view, condition)
  return {
    over: 'linked',
    total: question(view, `${terms}SELECT uniqExact(key) AS cases ${from}`, params),
    page: ({ limit, offset }) =>
      question(
        view,
        `${terms}SELECT toString(key) AS id, ${took} AS took ${from} GROUP BY key ORDER BY ${order}, key LIMIT {limit:UInt64} OFFSET {offset:UInt64}`,
        { ...params, limit, offset },
      ),
  }
}
