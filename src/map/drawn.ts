import type { MapDocument, Phase, Step } from './document.ts'

/** A step with its place in the map and the steps that may follow it. */
export interface PlacedStep {
  readonly step: Step
  readonly phase: Phase
  /** 0-based, over all phases */
  readonly index: number
  /** its `next`, or else the step after it; empty at an end */
  readonly follows: readonly string[]
}

/** All steps in the order of the document (SPEC M9). */
export function stepsOf(map: MapDocument): readonly PlacedStep[] {
  const flat = map.phases.flatMap((phase) => phase.steps.map((step) => ({ step, phase })))
  return flat.map(({ step, phase }, index) => {
    const after = flat[index + 1]?.step.id
    return { step, phase, index, follows: step.next ?? (after === undefined ? [] : [after]) }
  })
}

/** No way leads on from here, or the map says that the case ends here. */
export function isEnd(map: MapDocument, placed: PlacedStep): boolean {
  return placed.follows.length === 0 || (map.case?.ends?.step?.includes(placed.step.id) ?? false)
}

/** An end, or a step that says the way may end here though it also leads on. */
export function mayEnd(map: MapDocument, placed: PlacedStep): boolean {
  return placed.step.ends === true || isEnd(map, placed)
}

/** Where the way may begin: the first step, and each that says so (SPEC M9). */
export function mayStart({ step, index }: PlacedStep): boolean {
  return index === 0 || step.starts === true
}

/** A step that can directly follow another, as the map draws it. */
export interface DrawnTransition {
  readonly from: string
  readonly to: string
}

/** Every transition that the map draws, in the order of the document. Nothing leads on from an end (SPEC M9). */
export function transitionsOf(map: MapDocument): readonly DrawnTransition[] {
  return stepsOf(map).flatMap((placed) =>
    isEnd(map, placed) ? [] : [...new Set(placed.follows)].map((to) => ({ from: placed.step.id, to })),
  )
}
