import type { Conformance, Deviation, DeviationKind } from '../../../../insight/conform/answers.ts'
import type { OverlayPlace } from '../overlay.tsx'

/** Where the smaller journeys behind steps were put in their place, the lists of cases have to be asked so too. */
function isOpened({ journeys }: Pick<Conformance, 'journeys'>): boolean {
  return journeys.some((one) => one.opened)
}

/** The steps of the smaller journey behind a step that cases leave the map at, most cases first. */
export function deviationsInside(
  { deviations }: Pick<Conformance, 'deviations'>,
  kind: DeviationKind,
  step: string,
): readonly Deviation[] {
  return deviations.filter((one) => one.kind === kind && one.step.startsWith(`${step}.`))
}

/** Inner steps have no column, so the answer brings their titles. */
export function nameInside(
  { inside }: Pick<Conformance, 'inside'>,
  nameOf: (step: string) => string,
): (step: string) => string {
  const titles = new Map(inside.map(({ step, title }) => [step, title]))
  return (step) => titles.get(step) ?? nameOf(step)
}

/** Beside the step that it stands behind, an inner step's title goes without that step's. */
export function nameWithin(step: string, nameOf: (step: string) => string): (inner: string) => string {
  const outer = `${nameOf(step)}: `
  return (inner) => (nameOf(inner).startsWith(outer) ? nameOf(inner).slice(outer.length) : nameOf(inner))
}

export interface ConformancePlace extends OverlayPlace {
  readonly opened: boolean
}

export function placeInside(data: Conformance, place: OverlayPlace): ConformancePlace {
  return {
    ...place,
    model: { ...place.model, nameOf: nameInside(data, place.model.nameOf) },
    opened: isOpened(data),
  }
}

/** What a link to cases adds where the figure is of the opened map. */
export function asOpened({ opened }: ConformancePlace): { readonly opened?: true } {
  return opened ? { opened: true } : {}
}
