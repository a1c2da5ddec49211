import type { Measure } from '../../insight/answers.ts'
import type { MapDocument } from '../../map/index.ts'

/** What can be changed: the steps anybody came to, those that promise, the teams that do steps of their own accord. */
export interface Ground {
  readonly steps: readonly string[]
  /** with the share of their promises that is kept, the worst first */
  readonly promising: readonly { readonly step: string; readonly kept: number | null }[]
  readonly teams: readonly { readonly id: string; readonly title: string }[]
  /** the steps that are the outcome cannot be removed */
  readonly good: readonly string[]
  /** the step that most are lost at, for a first question where nothing is promised */
  readonly slowest: string | null
}

export function ground(measure: Measure, map: MapDocument | undefined): Ground {
  const seen = measure.steps.filter((step) => step.visits > 0)
  const order = new Set(seen.map((step) => step.id))
  const partners = new Set(map?.partners?.map(({ id }) => id))
  const teams = new Set(
    (map?.phases ?? [])
      .flatMap((phase) => phase.steps)
      .flatMap((step) =>
        order.has(step.id) && step.initiator !== 'customer' && !partners.has(step.initiator ?? '')
          ? (step.team ?? [])
          : [],
      ),
  )
  return {
    steps: seen.map((step) => step.id),
    promising: seen
      .flatMap((step) => (step.promise === null ? [] : { step: step.id, kept: step.promise.share }))
      .toSorted((a, b) => (a.kept ?? 1) - (b.kept ?? 1)),
    teams: [...teams].map((id) => ({ id, title: map?.teams?.find((team) => team.id === id)?.title ?? id })),
    good: map?.outcome?.good ?? [],
    slowest: seen.toSorted((a, b) => (b.toNext.p50 ?? 0) - (a.toNext.p50 ?? 0))[0]?.id ?? null,
  }
}
