import type { CaseStory, StoryEvent } from '../../insight/cases/answers.ts'
import type { MapDocument, Stage, Step } from '../../map/index.ts'

/** What the map adds to a case's events: a step's title, its stage, what its promise names. */
export interface StepFacts {
  title: string
  stage: Stage | null
  /** the steps promised; null: whichever comes next */
  next: readonly string[] | null
}

export function stepFacts(map: MapDocument | undefined): ReadonlyMap<string, StepFacts> {
  const entries = (map?.phases ?? []).flatMap(({ stage = null, steps }) =>
    steps.map((step) => [step.id, { title: step.title, stage, next: promised(step) }] as const),
  )
  return new Map(entries)
}

function promised({ promise }: Step): readonly string[] | null {
  return promise?.next === undefined ? null : [promise.next].flat()
}

/** A draft's promises are proposals: no time is drawn as late by them. */
export const withoutPromises = (story: CaseStory): CaseStory => ({
  ...story,
  events: story.events.map((event) => ({ ...event, promise: null })),
})

/** Where every event has the same actor, the file did not tell who did what: it is neither drawn nor said. */
export const tellsActors = ({ events }: CaseStory): boolean => new Set(events.map(({ actor }) => actor)).size > 1

export const timeOf = (event: StoryEvent) => Date.parse(event.at)
export const titleOf = (event: StoryEvent, steps: ReadonlyMap<string, StepFacts>) =>
  (event.step === null ? undefined : steps.get(event.step)?.title) ?? event.name

/** Where the drawing ends: at the last event, or for an open case at the latest instant the store knows of. */
export function endOf(story: CaseStory, horizon: string | null): number {
  const last = Date.parse(story.ended)
  return story.open && horizon ? Math.max(last, Date.parse(horizon)) : last
}

/** Who had the case in hand, from one hand to the next. An event that names nobody leaves it where it is. */
export interface Hold {
  who: string
  partner: boolean
  from: number
  to: number
}

export function holdsOf(events: readonly StoryEvent[], end: number): Hold[] {
  const holds: Hold[] = []
  for (const event of events) {
    const who = event.partner || event.team
    const last = holds.at(-1)
    if (who === '' || last?.who === who) continue
    const at = timeOf(event)
    if (last) last.to = at
    holds.push({ who, partner: event.partner !== '', from: at, to: end })
  }
  return holds
}

/** A time in which a promise was broken and what it promised had not come yet. */
export interface Broken {
  /** place of the event whose step promised */
  event: number
  due: number
  to: number
  /** what was promised did come, at `to` */
  came: boolean
}

export function brokenOf(events: readonly StoryEvent[], steps: ReadonlyMap<string, StepFacts>, end: number): Broken[] {
  return events.flatMap((event, i) => {
    if (event.promise?.kept !== false) return []
    const due = Date.parse(event.promise.due)
    const next = (event.step === null ? null : steps.get(event.step)?.next) ?? null
    const answer = events.slice(i + 1).find(({ step }) => step !== null && (next === null || next.includes(step)))
    const to = answer ? timeOf(answer) : end
    return [{ event: i, due, to: Math.max(due, to), came: answer !== undefined }]
  })
}

/** What the list shows, newest first: each event, and each silence worth a line of its own. */
export type Line =
  | { kind: 'event'; index: number; event: StoryEvent }
  | { kind: 'silence'; after: number; seconds: number; broke: { title: string; due: number }[]; still: boolean }

/** A silence has a line if a promise broke in it, or if it is a tenth of the whole and at least a minute. */
export function linesOf(story: CaseStory, steps: ReadonlyMap<string, StepFacts>, end: number): Line[] {
  const { events } = story
  const whole = end - Date.parse(story.started)
  const broken = brokenOf(events, steps, end)
  const lines: Line[] = []
  events.forEach((event, i) => {
    lines.push({ kind: 'event', index: i, event })
    const next = events[i + 1]
    const from = timeOf(event)
    const to = next ? timeOf(next) : end
    const broke = broken
      .filter(({ due }) => due >= from && due < to)
      .map(({ event: at, due }) => ({ title: nameAt(events, at, steps), due }))
    const long = to - from >= Math.max(60_000, whole / 10)
    if (broke.length > 0 || (long && to > from))
      lines.push({ kind: 'silence', after: i, seconds: (to - from) / 1000, broke, still: !next })
  })
  return lines.reverse()
}

function nameAt(events: readonly StoryEvent[], place: number, steps: ReadonlyMap<string, StepFacts>): string {
  const event = events[place]
  return event ? titleOf(event, steps) : ''
}
