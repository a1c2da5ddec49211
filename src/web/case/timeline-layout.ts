import type { CaseStory } from '../../insight/cases/answers.ts'
import { sayCount } from '../figure/count.ts'
import { sayDuration } from '../figure/duration.ts'
import { bunch, type Placed, placeOnLevels, widthOf } from './levels.ts'
import { type Scale, type Span, scaleOf, type Tick, ticksOf } from './scale.ts'
import { type Broken, brokenOf, type Hold, holdsOf, type StepFacts, timeOf, titleOf } from './story.ts'

const margin = 28
export const levels = 4
export const noteLevels = 3

export interface Mark {
  x: number
  members: number[]
  says: string
  label: Placed | null
}
export interface Note {
  event: number
  x: number
  says: string
  width: number
  place: Placed | null
}
export interface Layout {
  marks: Mark[]
  notes: Note[]
  holds: (Hold & { x: number; width: number; says: string })[]
  late: { x: number; width: number; says: string; event: number }[]
  ticks: (Tick & { x: number })[]
  /** the line itself, between the first event and the last instant, within the span shown */
  line: { from: number; to: number }
  /** every event has the same instant: they stand in their order, and length means nothing */
  instant: boolean
  unplaced: number
}

interface Asked {
  story: CaseStory
  steps: ReadonlyMap<string, StepFacts>
  span: Span
  end: number
  width: number
}

/** Everything the timeline draws, as places on a line of the given width. */
export function layOut({ story, steps, span, end, width }: Asked): Layout {
  const { events } = story
  const instant = events.length > 1 && span.to <= span.from
  const scale = scaleOf(span, width, margin)
  const xs = events.map((event, i) => (instant ? evenly(i, events.length, width) : scale.x(timeOf(event))))
  const shown = events.map((_, i) => i).filter((i) => isOn(xs[i] ?? 0, width))
  const bunches = bunched(shown.map((i) => xs[i] ?? 0))
  const texts = bunches.map(({ members }) =>
    sayBunch(
      members.map((m) => shown[m] ?? 0),
      story,
      steps,
    ),
  )
  const broken = brokenOf(events, steps, end)
  const labels = placeOnLevels(
    bunches.map(({ x, members }, i) => ({
      x,
      width: texts[i] ? widthOf(texts[i] ?? '', 11.5) : 0,
      weight: members.some((m) => broken.some(({ event }) => event === shown[m])) ? 2 : members.length > 1 ? 1 : 0,
    })),
    { width, levels, gap: 7, leads: true },
  )
  const notes = notesOf(story, xs, width)
  return {
    marks: bunches.map(({ x, members }, i) => ({
      x,
      members: members.map((m) => shown[m] ?? 0),
      says: texts[i] ?? '',
      label: texts[i] ? (labels[i] ?? null) : null,
    })),
    notes,
    holds: instant ? [] : barsOf(holdsOf(events, end), scale),
    late: instant ? [] : lateOf(broken, scale, story, steps),
    ticks:
      instant || span.to <= span.from ? [] : ticksOf(span, width).map((tick) => ({ ...tick, x: scale.x(tick.at) })),
    line: instant ? { from: xs[0] ?? 0, to: xs.at(-1) ?? 0 } : lineOf(scale, Date.parse(story.started), end),
    instant,
    unplaced:
      labels.filter((one, i) => one === null && texts[i] !== '').length +
      notes.filter(({ place }) => place === null).length,
  }
}

/** Near neighbours become one mark; where that leaves a row of bunches, wider ones that have room for their number. */
function bunched(xs: readonly number[]): ReturnType<typeof bunch> {
  const close = bunch(xs, 11)
  return close.filter(({ members }) => members.length > 1).length > 6 ? bunch(xs, 30) : close
}

const isOn = (x: number, width: number) => x >= 0 && x <= width
const evenly = (i: number, of: number, width: number) => margin + ((i + 0.5) / of) * (width - 2 * margin)
const within = (x: number, width: number) => Math.min(Math.max(0, x), width)

function sayBunch(places: readonly number[], { events }: CaseStory, steps: ReadonlyMap<string, StepFacts>): string {
  const titles = [...new Set(places.map((i) => events[i]).map((event) => (event ? titleOf(event, steps) : '')))]
  const [only = ''] = titles
  if (places.length === 1) return clip(only, 30)
  if (titles.length === 1) return `${clip(only, 24)} ×${sayCount(places.length)}`
  const all = titles.join(', ')
  return places.length <= 3 && all.length <= 44 ? all : ''
}

function notesOf({ events }: CaseStory, xs: readonly number[], width: number): Note[] {
  const spoken = events.flatMap(({ text }, event) => {
    const x = xs[event] ?? 0
    const says = `“${clip(text.replace(/\s+/g, ' '), 52)}”`
    return text !== '' && isOn(x, width) ? [{ event, x, says, width: widthOf(says, 12) + 14 }] : []
  })
  const places = placeOnLevels(
    spoken.map(({ x, width: wide }) => ({ x: x - 1, width: wide, weight: 0 })),
    { width, levels: noteLevels, gap: 6, leads: false },
  )
  return spoken.map((note, i) => ({ ...note, place: places[i] ?? null }))
}

function barsOf(holds: readonly Hold[], scale: Scale): Layout['holds'] {
  return holds.flatMap((hold) => {
    const from = within(scale.x(hold.from), scale.width)
    const to = within(scale.x(hold.to), scale.width)
    if (to - from < 1) return []
    const name = hold.partner ? `${hold.who} (partner)` : hold.who
    const room = to - from - 16
    const short = [name, hold.who].find((text) => widthOf(text, 12) <= room)
    const says = short ?? (room >= 34 ? clip(hold.who, Math.floor(room / 7)) : '')
    return [{ ...hold, x: from, width: Math.max(2, to - from - 3), says }]
  })
}

/** Times past a promise that overlap are one, and say how many promises they are. */
function lateOf(
  broken: readonly Broken[],
  scale: Scale,
  story: CaseStory,
  steps: ReadonlyMap<string, StepFacts>,
): Layout['late'] {
  const runs: { first: Broken; to: number; came: boolean; of: number }[] = []
  for (const one of [...broken].sort((a, b) => a.due - b.due)) {
    const last = runs.at(-1)
    if (!last || one.due > last.to) runs.push({ first: one, to: one.to, came: one.came, of: 1 })
    else Object.assign(last, { to: Math.max(last.to, one.to), came: last.came && one.came, of: last.of + 1 })
  }
  return runs.flatMap(({ first, to, came, of }) => {
    const x = within(scale.x(first.due), scale.width)
    const width = within(scale.x(to), scale.width) - x
    const source = story.events[first.event]
    const long = `${sayDuration((to - first.due) / 1000)}${came ? '' : ' and still'}`
    const many = `past ${sayCount(of)} promises, ${long}`
    const texts =
      of > 1
        ? [many, long]
        : [
            `past the promise of “${source ? titleOf(source, steps) : ''}” by ${long}`,
            `past the promise by ${long}`,
            `late ${long}`,
          ]
    const says = texts.find((text) => widthOf(text, 11.5) <= width - 6) ?? ''
    return width < 0.5 ? [] : [{ x, width, says, event: first.event }]
  })
}

function lineOf(scale: Scale, from: number, to: number): Layout['line'] {
  return { from: within(scale.x(from), scale.width), to: within(scale.x(to), scale.width) }
}

const clip = (text: string, most: number) =>
  text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1)).trimEnd()}…`
