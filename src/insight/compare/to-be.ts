import { type MapDocument, type PlacedStep as Placed, type Step, stepsOf } from '../../map/index.ts'
import { durationOf } from '../../match/index.ts'
import type { Warehouse } from '../../store/index.ts'
import type { CaseFilter } from '../answers.ts'
import { measure } from '../measure/measure.ts'
import type { PlacedStep, ToBe, ToBeStep } from './answers.ts'

/** The to-be map's steps laid on the as-is map's by their ids, its promises held against what the cases show. */
export async function toBeOf(
  warehouse: Warehouse,
  asIs: MapDocument,
  toBe: MapDocument,
  filter: CaseFilter,
): Promise<ToBe> {
  const [before, after] = [stepsOf(asIs), stepsOf(toBe)]
  const drawn = new Map(before.map((placed) => [placed.step.id, placed]))
  const wanted = new Map(after.map((placed) => [placed.step.id, placed]))
  const measured = await measure(warehouse, promising(asIs, wanted), filter)
  const figureOf = new Map(measured.steps.map((step) => [step.id, step]))
  return {
    id: toBe.id,
    title: toBe.title,
    onlyAsIs: before.filter(({ step }) => !wanted.has(step.id)).map((placed) => placeOf(asIs, placed)),
    onlyToBe: after.filter(({ step }) => !drawn.has(step.id)).map((placed) => placeOf(toBe, placed)),
    steps: after.flatMap(({ step }): ToBeStep[] => {
      const now = drawn.get(step.id)
      if (now === undefined) return []
      const figure = figureOf.get(step.id)
      const promise = figure?.promise ?? null
      return [
        {
          id: step.id,
          title: step.title,
          asIs: promisedSeconds(now.step),
          toBe: promisedSeconds(step),
          observed: figure?.toNext ?? { p50: null, p90: null, n: 0 },
          wouldKeep:
            promise === null ? null : { value: promise.share, low: promise.low, high: promise.high, n: promise.n },
          changed: changes(now.step, step),
        },
      ]
    }),
  }
}

/** The as-is map with the promises of the other: then measuring says what would have kept them. */
function promising(asIs: MapDocument, wanted: ReadonlyMap<string, Placed>): MapDocument {
  const promised = (step: Step): Step => {
    const { promise: _, ...rest } = step
    const promise = wanted.get(step.id)?.step.promise
    return promise === undefined ? rest : { ...rest, promise }
  }
  return { ...asIs, phases: asIs.phases.map((phase) => ({ ...phase, steps: phase.steps.map(promised) })) }
}

function placeOf(map: MapDocument, { step }: Placed): PlacedStep {
  const phase = map.phases.find((one) => one.steps.some(({ id }) => id === step.id))
  return { id: step.id, title: step.title, phase: phase?.title ?? '' }
}

/** A business day counts as 24 hours here, as in the measured map. */
function promisedSeconds({ promise }: Step): number | null {
  if (promise?.within === undefined) return null
  const duration = durationOf(promise.within)
  return duration.kind === 'business-days' ? duration.days * 86_400 : duration.micros / 1e6
}

const compared = ['title', 'channel', 'team', 'initiator', 'receiver', 'does'] as const

function changes(asIs: Step, toBe: Step): ToBeStep['changed'] {
  return compared.flatMap((field) => {
    const [left, right] = [said(asIs[field]), said(toBe[field])]
    return left === right ? [] : [{ field, asIs: left, toBe: right }]
  })
}

function said(value: unknown): string | null {
  return value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value)
}
