import type { MapDocument, Stage } from '../../map/index.ts'

export interface StepNames {
  title(step: string): string
  stage(step: string): Stage | undefined
}

/** Steps as the map calls them; without a map an event's name is its title. */
export function stepNames(map: MapDocument | undefined): StepNames {
  const steps = new Map(
    (map?.phases ?? []).flatMap((phase) =>
      phase.steps.map((step) => [step.id, { title: step.title, stage: phase.stage }] as const),
    ),
  )
  return { title: (step) => steps.get(step)?.title ?? within(step) ?? step, stage: (step) => steps.get(step)?.stage }

  /** `step.inner`: a step of the smaller journey that stands behind a step of this map. */
  function within(id: string): string | undefined {
    const dot = id.indexOf('.')
    const outer = dot < 0 ? undefined : steps.get(id.slice(0, dot))?.title
    return outer === undefined ? undefined : `${outer}: ${id.slice(dot + 1).replaceAll('-', ' ')}`
  }
}
