import { type MapDocument, stepsOf } from '../../map/index.ts'
import type { Warehouse } from '../../store/index.ts'
import { mapLens } from '../lens.ts'
import { codesOf } from '../measure/counted.ts'
import { endsOf } from '../measure/ends.ts'
import { promisedOf } from '../measure/promise.ts'
import { openView } from '../view.ts'
import type { DriverTarget, DriverTargets } from './answers.ts'
import { scoreKinds } from './score.ts'
import { printTarget } from './target.ts'
import { targetWords, titlesOf } from './words.ts'

/** What drivers can be asked of: what the map draws and its events can answer, in the order of the map (D1). */
export async function driverTargets(warehouse: Warehouse, map: MapDocument): Promise<DriverTargets> {
  const spec = mapLens(map)
  const [view, scores] = await Promise.all([openView(warehouse, spec, {}), scoreKinds(warehouse, spec)])
  const ends = endsOf(map)
  const steps = stepsOf(map)
    .map(({ step }) => step.id)
    .filter((id) => view.lens.steps.includes(id))
  const targets: readonly DriverTarget[] = [
    ...(codesOf(view, map.outcome?.good ?? []).length === 0 ? [] : [{ kind: 'outcome' } as const]),
    ...scores.map((score) => ({ kind: 'score', score }) as const),
    ...promisedOf(map, view.lens).map(({ step }) => ({ kind: 'late', step }) as const),
    ...steps.filter((step) => !ends.has(step)).map((step) => ({ kind: 'dropped', step }) as const),
    ...steps.map((step) => ({ kind: 'reached', step }) as const),
  ]
  const title = titlesOf(map)
  return {
    targets: targets.map((target) => ({
      of: printTarget(target),
      kind: target.kind,
      says: targetWords(target, title).says,
    })),
  }
}
