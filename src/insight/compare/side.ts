import type { MapDocument } from '../../map/index.ts'
import type { Warehouse } from '../../store/index.ts'
import type { CaseFilter } from '../answers.ts'
import { type TransitionCount, transitionCounts } from '../explore/dfg.ts'
import { codesOf, opennessOf } from '../measure/counted.ts'
import { promisedOf } from '../measure/promise.ts'
import { type CaseTotals, caseTotals } from '../measure/questions.ts'
import type { View } from '../view.ts'
import {
  begunBefore,
  type KeptRow,
  type Known,
  keptPromises,
  type OutcomeRow,
  outcomes,
  type ReachRow,
  reaches,
  type WaitRow,
  type WayRow,
  waits,
  ways,
} from './questions.ts'

/** All that was counted of one side. */
export interface Side {
  readonly filter: CaseFilter
  readonly view: View
  readonly totals: CaseTotals
  /** all, however young: what the case lists hold */
  readonly transitions: readonly TransitionCount[]
  readonly waits: readonly WaitRow[]
  readonly ways: readonly WayRow[]
  readonly reaches: readonly ReachRow[]
  /** cases of which it is known whether they came to the step, by its code */
  readonly begun: ReadonlyMap<number, number>
  readonly kept: readonly KeptRow[]
  readonly outcome: OutcomeRow
}

export async function totalsOf(warehouse: Warehouse, map: MapDocument, view: View): Promise<CaseTotals> {
  const good = codesOf(view, map.outcome?.good ?? [])
  const [totals] = await warehouse.rows<CaseTotals>(caseTotals(view, opennessOf(view, map), good))
  return totals ?? { cases: 0, customers: 0, earliest: 0, latest: 0, open: 0, reached: 0 }
}

export async function sideOf(
  warehouse: Warehouse,
  map: MapDocument,
  known: Known,
  { view, filter, totals }: Pick<Side, 'view' | 'filter' | 'totals'>,
): Promise<Side> {
  const good = codesOf(view, map.outcome?.good ?? [])
  const promised = promisedOf(map, view.lens)
  const codes = [...known.follow.reach.keys()]
  const instants = codes.map((code) => known.horizon - (known.follow.reach.get(code) ?? 0))
  const within = known.follow.outcome
  const nothing = { n: 0, reached: 0, p50: [], p90: [] }
  const [transitions, waited, went, reached, [begun], kept, [outcome]] = await Promise.all([
    warehouse.rows<TransitionCount>(transitionCounts(view)),
    warehouse.rows<WaitRow>(waits(view, known)),
    warehouse.rows<WayRow>(ways(view, known)),
    warehouse.rows<ReachRow>(reaches(view, known)),
    codes.length === 0 ? [] : warehouse.rows<{ begun: number[] }>(begunBefore(view, instants)),
    promised.length === 0 ? [] : warehouse.rows<KeptRow>(keptPromises(view, promised, known)),
    good.length === 0 || within === null ? [] : warehouse.rows<OutcomeRow>(outcomes(view, good, within, known.horizon)),
  ])
  return {
    filter,
    view,
    totals,
    transitions,
    waits: waited,
    ways: went,
    reaches: reached,
    begun: new Map(codes.map((code, i) => [code, begun?.begun[i] ?? 0])),
    kept,
    outcome: outcome ?? nothing,
  }
}
