import type { MapDocument } from '../../map/index.ts'
import { addDuration } from '../../match/index.ts'
import { isoOf } from '../instant.ts'
import { promisedNexts } from '../lens.ts'
import { type Promised, promisedOf } from '../measure/promise.ts'
import { seconds, stepOf, type View } from '../view.ts'
import type { StoryEvent } from './answers.ts'

export interface EventRow {
  readonly message: string
  readonly time: number
  readonly name: string
  readonly actor: string
  readonly channel: string
  readonly team: string
  readonly system: string
  readonly partner: string
  readonly text: string
  readonly score_kind: string
  readonly score_value: number
  readonly properties: Readonly<Record<string, string>>
}

interface Trace {
  readonly steps: readonly number[]
  readonly times: readonly number[]
}

/** Each event with the step it is and, where that step promises something, when it was due and whether it came. */
export function storyEvents(
  view: View,
  map: MapDocument,
  trace: Trace,
  rows: readonly EventRow[],
  codes: readonly number[],
): readonly StoryEvent[] {
  const promised = new Map(promisedOf(map, view.lens).map((promise) => [promise.code, promise]))
  const nexts = promisedNexts(map, view.lens.steps)
  let visit = -1
  return rows.map((row, i) => {
    const code = codes[i] ?? 0
    const before = rows[i - 1]
    if (code > 0) visit++
    const promise = promised.get(code)
    return {
      id: row.message,
      at: isoOf(row.time),
      name: row.name,
      step: code === 0 ? null : stepOf(view.lens, code),
      gap: before === undefined ? null : seconds(row.time - before.time),
      actor: row.actor,
      channel: row.channel,
      team: row.team,
      system: row.system,
      partner: row.partner,
      text: row.text,
      score: row.score_kind === '' ? null : { kind: row.score_kind, value: row.score_value },
      properties: row.properties,
      promise:
        promise === undefined ? null : outcomeOf(promise, nexts.get(code) ?? [], trace, visit, view.lens.horizon),
    }
  })
}

function outcomeOf(
  promise: Promised,
  next: readonly number[],
  { steps, times }: Trace,
  visit: number,
  horizon: number,
): StoryEvent['promise'] {
  const due = addDuration(times[visit] ?? 0, promise.within)
  const arrival = times.find((_, i) => i > visit && (!promise.isNamed || next.includes(steps[i] ?? 0)))
  return { due: isoOf(due), kept: arrival === undefined ? (due < horizon ? false : null) : arrival <= due }
}
