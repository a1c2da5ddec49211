import type { MapDocument } from '../../map/index.ts'
import type { LensSpec, Warehouse } from '../../store/index.ts'
import type { CaseFilter } from '../answers.ts'
import { mapLens, promisedNexts, quietOf } from '../lens.ts'
import { codesOf } from '../measure/counted.ts'
import { endsOf } from '../measure/ends.ts'
import { promisedOf } from '../measure/promise.ts'
import { openView, type View } from '../view.ts'
import type { PromiseMade } from './promised.ts'
import type { DrawnEnds } from './silence.ts'
import type { ModelTask } from './work.ts'

/** A map as forecasts see it: its lens, and what it draws of ends and outcomes. */
export interface Asked {
  readonly map: MapDocument
  readonly spec: LensSpec
  readonly view: View
  readonly drawnEnds: DrawnEnds
  /** codes of the steps at which a case is not open (I12) */
  readonly closed: readonly number[]
  readonly outcome: ModelTask['outcome']
  readonly promises: readonly PromiseMade[]
  readonly without: readonly string[]
  /** names the question, and the state of the store it is asked of */
  readonly question: string
  readonly state: string
}

export async function ask(
  warehouse: Warehouse,
  map: MapDocument,
  filter: CaseFilter,
  without: readonly string[],
): Promise<Asked> {
  const spec = mapLens(map)
  const view = await openView(warehouse, spec, filter)
  const good = codesOf(view, map.outcome?.good ?? [])
  const bad = codesOf(view, map.outcome?.bad ?? [])
  // Who stands at an end is not open; but cases go on from an outcome where events say so, so that only steps that close a
  // case are learned as ends.
  const drawnEnds = { ends: codesOf(view, map.case?.ends?.step ?? []), quiet: quietOf(map) }
  return {
    map,
    spec,
    view,
    drawnEnds,
    closed: codesOf(view, endsOf(map)),
    promises: promisesOf(map, view),
    outcome: good.length + bad.length === 0 ? null : { good, bad },
    without,
    question: JSON.stringify([map, filter, without]),
    state: `${view.lens.trace} ${view.lens.horizon} ${view.lens.visits}`,
  }
}

function promisesOf(map: MapDocument, view: View): readonly PromiseMade[] {
  const next = promisedNexts(map, view.lens.steps)
  return promisedOf(map, view.lens).map(({ code, within, isNamed }) => ({
    code,
    within,
    next: isNamed ? (next.get(code) ?? []) : [],
  }))
}
