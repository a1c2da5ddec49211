import type { MapDocument } from '../../map/index.ts'
import type { Warehouse } from '../../store/index.ts'
import type { CaseFilter } from '../answers.ts'
import { cancellable } from '../cancellable.ts'
import { isoOf } from '../instant.ts'
import { mapLens } from '../lens.ts'
import { type Extent, extentOf, followOf } from '../trend/follow.ts'
import { openView } from '../view.ts'
import type { Compare, CompareSide, Difference } from './answers.ts'
import { judge, rate, testedIn } from './family.ts'
import { overallOf, stepDifferences, transitionDifferences } from './figures.ts'
import { narrowed } from './narrow.ts'
import { pathDifferences } from './paths.ts'
import { type Side, sideOf, totalsOf } from './side.ts'
import { toBeOf } from './to-be.ts'

export interface CompareAsked {
  readonly a: CaseFilter
  readonly b: CaseFilter
  /** asked of both */
  readonly common?: CaseFilter
  readonly toBe?: MapDocument | undefined
  readonly signal?: AbortSignal
}

/** Two sets of cases side by side on one map (V1 to V9). */
export async function compare(
  store: Warehouse,
  map: MapDocument,
  { a, b, common = {}, toBe, signal }: CompareAsked,
): Promise<Compare> {
  const warehouse = cancellable(store, signal)
  const spec = mapLens(map)
  const filters = { a: narrowed(common, a), b: narrowed(common, b) }
  const all = await openView(warehouse, spec, common)
  const [extent = nobody] = await warehouse.rows<Extent>(extentOf(all))
  const [viewA, viewB] = [await openView(warehouse, spec, filters.a), await openView(warehouse, spec, filters.b)]
  const totals = { a: await totalsOf(warehouse, map, viewA), b: await totalsOf(warehouse, map, viewB) }
  const horizon = Math.max(...[totals.a, totals.b].filter(({ cases }) => cases > 0).map(({ latest }) => latest), 0)
  const known = { horizon, follow: await followOf(warehouse, all, map, extent) }
  // One side after the other: both at once would hold twice the times in memory.
  const left = await sideOf(warehouse, map, known, { view: viewA, filter: filters.a, totals: totals.a })
  const right = await sideOf(warehouse, map, known, { view: viewB, filter: filters.b, totals: totals.b })
  const young = await pathDifferences(
    warehouse,
    { lens: all.lens, a: viewA.cases?.sql ?? '1', b: viewB.cases?.sql ?? '1' },
    { view: all, extent, horizon },
  )
  const found = together(left, right, map)
  return {
    journey: map.id,
    title: map.title,
    a: described(left),
    b: described(right),
    horizon: totals.a.cases + totals.b.cases === 0 ? null : isoOf(horizon),
    ...young,
    rate,
    ...found,
    toBe: toBe === undefined ? null : await toBeOf(warehouse, map, toBe, filters.a),
  }
}

const nobody: Extent = { cases: 0, first: 0, last: 0, horizon: 0 }

/** All that is tested together is one family. */
function together(a: Side, b: Side, map: MapDocument): Pick<Compare, 'tested' | 'overall' | 'steps' | 'transitions'> {
  const overall = overallOf(a, b, map)
  const steps = stepDifferences(a, b, map)
  const transitions = transitionDifferences(a, b)
  const family = [
    ...overall,
    ...steps.flatMap(({ figures }) => figures),
    ...transitions.flatMap(({ taken, p50 }): Difference[] => [taken, p50]),
  ]
  const judged = judge(family)
  return {
    tested: testedIn(family),
    overall: overall.map(judged),
    steps: steps.map((step) => ({ ...step, figures: step.figures.map(judged) })),
    transitions: transitions.map((row) => ({ ...row, taken: judged(row.taken), p50: judged(row.p50) })),
  }
}

function described({ filter, totals }: Side): CompareSide {
  return {
    filter,
    cases: totals.cases,
    open: totals.open,
    period: totals.cases === 0 ? null : { from: isoOf(totals.earliest), to: isoOf(totals.latest) },
  }
}
