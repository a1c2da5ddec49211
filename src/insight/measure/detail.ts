import { type MapDocument, stepsOf } from '../../map/index.ts'
import type { Query, Warehouse } from '../../store/index.ts'
import type { CaseFilter, StepDetail } from '../answers.ts'
import type { TransitionCount } from '../explore/dfg.ts'
import { wilson } from '../interval.ts'
import { mapLens } from '../lens.ts'
import { QuestionProblem } from '../problem.ts'
import { fromLinked, openView, question, seconds, stepOf, type View } from '../view.ts'
import { mondayOf, weekSql } from '../week.ts'
import { count, opennessOf } from './counted.ts'
import { stepMeasures } from './step-measure.ts'
import { type KeptWeek, keptByWeek, keptShare } from './weeks.ts'

const bins = 24

export function longWait(view: View, code: number): Query {
  return question(
    view,
    `SELECT quantileExactInclusive(0.95)(gap) AS p95, count() AS n ${fromLinked(view, `prev = ${code}`, 'step > 0')}`,
  )
}

/** Waits in bins of `width` microseconds; what is beyond p95 is counted under -1. */
export function waitBins(view: View, code: number, width: number, p95: number): Query {
  return question(
    view,
    `SELECT if(gap > {p95:Float64}, -1, least(intDiv(gap, {width:Int64}), ${bins - 1})) AS bin, count() AS visits ${fromLinked(view, `prev = ${code}`, 'step > 0')} GROUP BY bin`,
    { width, p95 },
  )
}

export function visitsByWeek(view: View, code: number): Query {
  return question(
    view,
    `SELECT ${weekSql('toUnixTimestamp64Micro(at)')} AS week, count() AS visits ${fromLinked(view, `step = ${code}`)} GROUP BY week ORDER BY week`,
  )
}

/** One step opened (I16). @throws QuestionProblem step-not-found */
export async function stepDetail(
  warehouse: Warehouse,
  map: MapDocument,
  step: string,
  filter: CaseFilter = {},
): Promise<StepDetail> {
  const known = stepsOf(map).map((placed) => placed.step.id)
  if (!known.includes(step)) {
    throw new QuestionProblem(
      'step-not-found',
      `The map "${map.id}" has no step "${step}".`,
      `Its steps are ${known.slice(0, 20).join(', ')}.`,
    )
  }
  const view = await openView(warehouse, mapLens(map), filter)
  const code = view.lens.steps.indexOf(step) + 1
  const counted = await count(warehouse, view, map, opennessOf(view, map))
  const promised = counted.promised.filter((promise) => promise.code === code)
  const [histogram, kept, visits] = await Promise.all([
    histogramOf(warehouse, view, code),
    promised.length === 0 ? [] : warehouse.rows<KeptWeek>(keptByWeek(view, promised, -10_000)),
    warehouse.rows<{ week: number; visits: number }>(visitsByWeek(view, code)),
  ])
  const measure = stepMeasures(counted).find((figures) => figures.id === step)
  if (measure === undefined) throw new RangeError(`the step "${step}" of the map "${map.id}" was not measured`)
  return {
    step,
    measure,
    histogram,
    to: neighbours(
      view,
      counted.transitions.filter((row) => row.prev === code && code > 0),
      (row) => row.step,
    ),
    from: neighbours(
      view,
      counted.transitions.filter((row) => row.step === code && code > 0),
      (row) => row.prev,
    ),
    kept: kept.map((row) => ({ week: mondayOf(row.week), pending: row.pending, ...keptShare(row) })),
    visits: visits.map((row) => ({ week: mondayOf(row.week), visits: row.visits })),
  }
}

async function histogramOf(warehouse: Warehouse, view: View, code: number): Promise<StepDetail['histogram']> {
  const [wait] = await warehouse.rows<{ p95: number | null; n: number }>(longWait(view, code))
  if (wait === undefined || wait.n === 0 || wait.p95 === null) return null
  // Where nearly all go on at once there is nothing to divide: one bin of a second.
  const width = wait.p95 === 0 ? 1_000_000 : Math.ceil(wait.p95 / bins)
  const rows = await warehouse.rows<{ bin: number; visits: number }>(waitBins(view, code, width, wait.p95))
  const visitsIn = (bin: number) => rows.find((row) => row.bin === bin)?.visits ?? 0
  const shown = wait.p95 === 0 ? 1 : bins
  return { width: seconds(width), bins: Array.from({ length: shown }, (_, bin) => visitsIn(bin)), beyond: visitsIn(-1) }
}

/** Where visits go on to or came from, most first; null is the case's end or beginning. */
function neighbours(
  view: View,
  rows: readonly TransitionCount[],
  other: (row: TransitionCount) => number,
): StepDetail['to'] {
  const total = rows.reduce((sum, row) => sum + row.visits, 0)
  return rows
    .toSorted((a, b) => b.visits - a.visits || other(a) - other(b))
    .map((row) => ({
      step: other(row) === 0 ? null : stepOf(view.lens, other(row)),
      visits: row.visits,
      share: wilson(row.visits, total),
    }))
}
