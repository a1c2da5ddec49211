import type { MapDocument } from '../../map/index.ts'
import type { Warehouse } from '../../store/index.ts'
import { type Gaps, gaps } from '../gaps.ts'
import { quietOf } from '../lens.ts'
import { countedView, type View } from '../view.ts'
import { endsOf } from './ends.ts'
import {
  isCountedByClass,
  type PromiseCount,
  type Promised,
  promiseCounts,
  promiseCountsByClass,
  promisedOf,
} from './promise.ts'
import { type Openness, type OpenVisit, openVisits } from './questions.ts'

/** All that was counted for one measure, before it is laid on the map. */
export interface Counted {
  readonly view: View
  readonly map: MapDocument
  readonly promised: readonly Promised[]
  /** with p50 and p90 */
  readonly transitions: readonly Gaps[]
  readonly nexts: readonly Gaps[]
  readonly open: readonly OpenVisit[]
  /** the map says after which quiet time a case is over */
  readonly knowsOpen: boolean
  readonly promises: readonly PromiseCount[]
}

export function codesOf(view: View, steps: Iterable<string>): readonly number[] {
  return [...steps].map((step) => view.lens.steps.indexOf(step) + 1).filter((code) => code > 0)
}

export function opennessOf(view: View, map: MapDocument): Openness {
  return { quiet: quietOf(map), ends: codesOf(view, endsOf(map)) }
}

/** The counts that the steps' figures rest on. */
export async function count(warehouse: Warehouse, view: View, map: MapDocument, openness: Openness): Promise<Counted> {
  const promised = promisedOf(map, view.lens)
  const [[transitions, nexts, promises], open] = await Promise.all([
    countedView(warehouse, view).then((counted) =>
      Promise.all([
        warehouse.rows<Gaps>(gaps(counted, 'transition', [0.5, 0.9])),
        warehouse.rows<Gaps>(gaps(counted, 'step', [0.5, 0.9])),
        promisesOf(warehouse, counted, promised),
      ]),
    ),
    openness.quiet === null ? [] : warehouse.rows<OpenVisit>(openVisits(view, openness)),
  ])
  return { view, map, promised, transitions, nexts, open, knowsOpen: openness.quiet !== null, promises }
}

async function promisesOf(
  warehouse: Warehouse,
  view: View,
  promised: readonly Promised[],
): Promise<readonly PromiseCount[]> {
  const byClass = promised.filter(isCountedByClass)
  const others = promised.filter((promise) => !isCountedByClass(promise))
  const counts = await Promise.all([
    byClass.length === 0 ? [] : warehouse.rows<PromiseCount>(promiseCountsByClass(view, byClass)),
    others.length === 0 ? [] : warehouse.rows<PromiseCount>(promiseCounts(view, others)),
  ])
  return counts.flat()
}
