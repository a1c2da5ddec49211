import type { LensSpec, Query, Warehouse } from '../../store/index.ts'
import type { CaseFilter, Funnel } from '../answers.ts'
import { wilson } from '../interval.ts'
import { QuestionProblem } from '../problem.ts'
import { codeList, codeOf, fromTrace, openView, question, type View } from '../view.ts'

export interface FunnelAsked {
  readonly steps: readonly string[]
  /** microseconds from the first step; null: no limit */
  readonly within: number | null
}

/**
 * How far each case comes through the steps in order (I9). `level1` holds at each place the latest start so far (0: none);
 * `levelN` the latest start of a passage that has come to step N by then: the newest start has the most time left, so
 * keeping only that one loses nothing. A level looks at the place before (the level below, shifted by one), so that one
 * event is never two steps and events of equal time keep the source's order: the engine's own windowFunnel takes them
 * as if they came in the order asked for. Times are counted from the case's first event, plus one so that 0 means none.
 */
export function funnelDepths(view: View, codes: readonly number[], within: number | null): Query {
  const levels = codes.map((code, place) => {
    const before = place === 0 ? 'ticks' : `arrayPushFront(arrayPopBack(level${place}), toInt64(0))`
    const fits = place === 0 || within === null ? '' : ' AND tick - start <= {within:Int64}'
    const reached = `arrayMap((step, tick, start) -> if(step = ${code} AND start > 0${fits}, start, 0), marks, ticks, ${before})`
    return `arrayFill(start -> start > 0, ${reached}) AS level${place + 1}`
  })
  const isAsked = `has(${codeList([...new Set(codes)])}, step)`
  return question(
    view,
    `WITH arrayFilter((tick, step) -> ${isAsked}, arrayMap(t -> dateDiff('microsecond', started, t) + 1, at), steps) AS ticks, ` +
      `arrayFilter(step -> ${isAsked}, steps) AS marks, ${levels.join(', ')} ` +
      `SELECT ${codes.map((_, place) => `countIf(level${place + 1}[-1] > 0) AS reached${place + 1}`).join(', ')} ${fromTrace(view, `has(steps, ${codes[0] ?? 0})`)}`,
    within === null ? {} : { within },
  )
}

/** Distinct cases that come to each of the steps in order, within a time from the first (I9). */
export async function funnel(
  warehouse: Warehouse,
  spec: LensSpec,
  { steps, within }: FunnelAsked,
  filter: CaseFilter = {},
): Promise<Funnel> {
  if (steps.length === 0)
    throw new QuestionProblem('question-invalid', 'A funnel of no steps has no figure.', 'Give its steps in order.')
  const view = await openView(warehouse, spec, filter)
  const codes = steps.map((step) => codeOf(view.lens, step))
  const [row = {}] = await warehouse.rows<Record<string, number>>(funnelDepths(view, codes, within))
  const reached = steps.map((_, place) => row[`reached${place + 1}`] ?? 0)
  return {
    steps: steps.map((name, place) => ({
      name,
      cases: reached[place] ?? 0,
      share: wilson(reached[place] ?? 0, reached[0] ?? 0),
    })),
  }
}
