import { type MapDocument, stepsOf } from '../../map/index.ts'
import type { Warehouse } from '../../store/index.ts'
import type { PropertySummary } from '../answers.ts'
import { properties } from '../cases/properties.ts'
import { mapLens } from '../lens.ts'
import { codesOf } from '../measure/counted.ts'
import { endsOf } from '../measure/ends.ts'
import { promisedOf } from '../measure/promise.ts'
import { openView } from '../view.ts'
import type { DriverTarget, DriverTargets } from './answers.ts'
import { scoreKinds } from './score.ts'
import { printTarget } from './target.ts'
import { areTimes, isTime } from './times.ts'
import { targetWords, titlesOf } from './words.ts'

/** What drivers can be asked of: what the map draws and its events can answer, in the order of the map (D1). */
export async function driverTargets(warehouse: Warehouse, map: MapDocument): Promise<DriverTargets> {
  const spec = mapLens(map)
  const [view, scores, carried] = await Promise.all([
    openView(warehouse, spec, {}),
    scoreKinds(warehouse, spec),
    properties(warehouse),
  ])
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
    ...carried.flatMap(carriedTargets),
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

/** Values beyond so many of one property are asked for by writing them. */
const mostValues = 6
/** A property with more values than this is offered by its number, or not at all: then it is an id or a time. */
const manyValues = 30
const fewCases = 30

/** A property's frequent values, or its number where it has very many. */
function carriedTargets({ kind, name, values, distinct }: PropertySummary): readonly DriverTarget[] {
  if (kind === 'field') return []
  if (areTimes(values.filter(({ value }) => isTime(value)).length, values.length)) return []
  const often = values.filter(({ cases }) => cases >= fewCases)
  const isNumber = values.every(({ value }) => value.trim() !== '' && Number.isFinite(Number(value)))
  const number: DriverTarget[] = isNumber && distinct > 2 ? [{ kind, name, value: null }] : []
  if (distinct < 2) return []
  if (distinct > manyValues || often.length === 0) return number
  return [...number, ...often.slice(0, mostValues).map(({ value }): DriverTarget => ({ kind, name, value }))]
}
