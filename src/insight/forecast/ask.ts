import type { MapDocument } from '../../map/index.ts'
import type { LensSpec, Warehouse } from '../../store/index.ts'
import type { CaseFilter } from '../answers.ts'
import { mapLens, quietOf } from '../lens.ts'
import { codesOf } from '../measure/counted.ts'
import { openView, type View } from '../view.ts'
import type { DrawnEnds } from './silence.ts'
import type { Task } from './work.ts'

/** A map as forecasts see it: its lens, and what it draws of ends and outcomes. */
export interface Asked {
  readonly map: MapDocument
  readonly spec: LensSpec
  readonly view: View
  readonly drawnEnds: DrawnEnds
  readonly outcome: Task['outcome']
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
  // A case goes on after a good or bad step wherever events say so: only steps that close it are sure ends.
  const drawnEnds = { ends: codesOf(view, map.case?.ends?.step ?? []), quiet: quietOf(map) }
  return {
    map,
    spec,
    view,
    drawnEnds,
    outcome: good.length + bad.length === 0 ? null : { good, bad },
    without,
    question: JSON.stringify([map, filter, without]),
    state: `${view.lens.trace} ${view.lens.horizon} ${view.lens.visits}`,
  }
}
