import type { Measure, StepMeasure } from '../../insight/answers.ts'
import type { MapDocument } from '../../map/index.ts'
import { type Column, columnsOf } from './columns.ts'
import type { FlowInput } from './flow/shape.ts'

/** What every lane is drawn from: the document, its columns, and the figures as far as they are known. */
export interface MapModel {
  readonly map: MapDocument
  readonly columns: readonly Column[]
  readonly figures: Figures
  /** the title of a team, system, partner or step by its id; the id itself where the map gives none */
  readonly nameOf: (id: string) => string
  readonly isPartner: (id: string) => boolean
}

export type Figures =
  | { readonly state: 'loading' }
  | { readonly state: 'failed' }
  | { readonly state: 'known'; readonly measure: Measure; readonly of: (step: string) => StepMeasure | undefined }

export function modelOf(map: MapDocument, figures: Figures): MapModel {
  const columns = columnsOf(map)
  const partners = new Set((map.partners ?? []).map((partner) => partner.id))
  const named = [
    ...(map.teams ?? []),
    ...(map.systems ?? []),
    ...(map.partners ?? []),
    ...columns.map((one) => one.step),
  ]
  const titles = new Map(named.map((one) => [one.id, one.title]))
  return {
    map,
    columns,
    figures,
    nameOf: (id) => titles.get(id) ?? (id === 'customer' ? 'Customer' : id),
    isPartner: (id) => partners.has(id),
  }
}

export function known(measure: Measure): Figures {
  const steps = new Map(measure.steps.map((step) => [step.id, step]))
  return { state: 'known', measure, of: (step) => steps.get(step) }
}

/** How many open cases are at a step now; null where nobody knows, and where the figures are not there yet. */
export function hereAt({ figures }: MapModel): (step: string) => number | null {
  return (step) => (figures.state === 'known' ? (figures.of(step)?.here?.cases ?? null) : null)
}

/** How many drop out at a step; null where the way ends or nothing is known. */
export function droppedCases({ dropped }: StepMeasure): number | null {
  return dropped.share === null ? null : Math.round(dropped.share * dropped.n)
}

export function flowInput(model: MapModel, column: number): FlowInput {
  const { figures } = model
  if (figures.state !== 'known') return { steps: [], ways: [], column }
  const steps = model.columns.map(({ step }) => {
    const measure = figures.of(step.id)
    return { id: step.id, cases: measure?.cases ?? 0, dropped: measure ? droppedCases(measure) : null }
  })
  return { steps, ways: figures.measure.transitions, column }
}
