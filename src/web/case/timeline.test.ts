import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CaseStory, StoryEvent } from '../../insight/cases/answers.ts'
import { bunch, placeOnLevels, widthOf } from './levels.ts'
import { scaleOf, ticksOf } from './scale.ts'
import { brokenOf, holdsOf, linesOf, stepFacts, tellsActors, withoutPromises } from './story.ts'
import { layOut, levels } from './timeline-layout.ts'
import { pan, zoom } from './zoom.ts'

const seed = 20417
const start = Date.UTC(2026, 10, 12)
const hour = 3_600_000
const noSteps = stepFacts(undefined)

const room = { width: 900, levels: 4, gap: 7, leads: true }
const anyWishes = fc
  .array(
    fc.record({
      x: fc.integer({ min: 0, max: 900 }),
      width: fc.integer({ min: 10, max: 220 }),
      weight: fc.integer({ min: 0, max: 2 }),
    }),
    { maxLength: 60 },
  )
  .map((wishes) => wishes.sort((a, b) => a.x - b.x))

test('[W20] no two texts of a timeline touch, and none leaves its width', () => {
  fc.assert(
    fc.property(anyWishes, (wishes) => {
      const boxes = placeOnLevels(wishes, room).flatMap((place, i) =>
        place ? [{ ...place, right: place.left + (wishes[i]?.width ?? 0) }] : [],
      )
      for (const [i, a] of boxes.entries()) {
        expect(a.left).toBeGreaterThanOrEqual(0)
        expect(a.right).toBeLessThanOrEqual(room.width)
        for (const b of boxes.slice(i + 1))
          if (a.level === b.level) expect(a.right <= b.left || b.right <= a.left).toBe(true)
      }
    }),
    { seed },
  )
})

test('[W20] no line that leads to a text crosses another text', () => {
  fc.assert(
    fc.property(anyWishes, (wishes) => {
      const placed = placeOnLevels(wishes, room)
      for (const [i, upper] of placed.entries()) {
        const x = wishes[i]?.x ?? 0
        for (const [j, lower] of placed.entries()) {
          if (!upper || !lower || lower.level >= upper.level) continue
          expect(x <= lower.left || x >= lower.left + (wishes[j]?.width ?? 0)).toBe(true)
        }
      }
    }),
    { seed },
  )
})

test('[W20] marks that would cover each other become one, and none is lost', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 900 })), (xs) => {
      const sorted = [...xs].sort((a, b) => a - b)
      const bunches = bunch(sorted, 11)
      expect(bunches.flatMap(({ members }) => members)).toEqual(sorted.map((_, i) => i))
      for (const [i, { x }] of bunches.entries())
        if (i > 0) expect(x - (bunches[i - 1]?.x ?? 0)).toBeGreaterThanOrEqual(11)
    }),
    { seed },
  )
})

test('[W19] length is time: twice as long is drawn twice as long', () => {
  const { x } = scaleOf({ from: start, to: start + 10 * hour }, 1000, 28)
  expect(x(start + 4 * hour) - x(start)).toBeCloseTo(2 * (x(start + 6 * hour) - x(start + 4 * hour)))
})

test('[W19] ticks are round, inside the span, and no nearer than a label needs', () => {
  const lengths = [2_000, 90_000, 20 * hour, 240 * hour, 9000 * hour, 200_000 * hour]
  for (const length of lengths) {
    const ticks = ticksOf({ from: start + 1234, to: start + 1234 + length }, 1000)
    expect(ticks.length).toBeGreaterThan(1)
    expect(ticks.length).toBeLessThan(14)
    for (const { at } of ticks) expect(at >= start + 1234 && at <= start + 1234 + length).toBe(true)
  }
  expect(ticksOf({ from: start, to: start + 60 * hour }, 500).map(({ says }) => says)).toEqual([
    '12 Nov 2026',
    '12:00',
    '13 Nov',
    '12:00',
    '14 Nov',
    '12:00',
  ])
})

const event = (at: number, more: Partial<StoryEvent> = {}): StoryEvent => ({
  id: String(at),
  at: new Date(start + at * hour).toISOString(),
  name: 'Called',
  step: 'called',
  gap: null,
  actor: 'customer',
  channel: '',
  team: '',
  system: '',
  partner: '',
  text: '',
  score: null,
  properties: {},
  promise: null,
  ...more,
})
const story = (events: StoryEvent[]): CaseStory => ({
  key: '1',
  case: 'a',
  customer: 'c',
  started: events[0]?.at ?? '',
  ended: events.at(-1)?.at ?? '',
  open: false,
  events,
  of: events.length,
  others: [],
})
const due = (at: number, kept: boolean | null) => ({ due: new Date(start + at * hour).toISOString(), kept })
const draw = (one: CaseStory, width = 1000) =>
  layOut({
    story: one,
    steps: noSteps,
    span: { from: Date.parse(one.started), to: Date.parse(one.ended) },
    end: Date.parse(one.ended),
    width,
  })

test('[W21] one event, or all at one instant, is drawn without pretending a length', () => {
  expect(draw(story([event(0)]))).toMatchObject({ instant: false, marks: [{ x: 500 }], ticks: [] })
  const same = draw(story([event(0), event(0), event(0)]))
  expect(same.instant).toBe(true)
  expect(same.marks.map(({ members }) => members)).toEqual([[0], [1], [2]])
})

test('[W21] a thousand events keep every event on some mark', () => {
  const many = story(
    Array.from({ length: 1000 }, (_, i) =>
      event(i * (i % 3), { text: i % 90 === 0 ? 'How long does this take?' : '' }),
    ).sort((a, b) => a.at.localeCompare(b.at)),
  )
  const { marks } = draw(many)
  expect(marks.flatMap(({ members }) => members)).toHaveLength(1000)
  expect(Math.max(...marks.map(({ label }) => label?.level ?? 0))).toBeLessThan(levels)
})

test('[W22] a case stays in the hand that had it until another takes it', () => {
  const events = [
    event(0, { team: 'Sales' }),
    event(1),
    event(2, { team: 'Sales' }),
    event(3, { team: 'Checks', partner: 'Bureau' }),
  ]
  expect(holdsOf(events, start + 9 * hour)).toEqual([
    { who: 'Sales', partner: false, from: start, to: start + 3 * hour },
    { who: 'Bureau', partner: true, from: start + 3 * hour, to: start + 9 * hour },
  ])
})

test('[W23] a broken promise runs from when it was due to the step it named, or on to the end', () => {
  const steps = new Map([['asked', { title: 'Asked', stage: null, next: ['decided'] }]])
  const asked = event(0, { step: 'asked', promise: due(2, false) })
  expect(brokenOf([asked, event(3), event(5, { step: 'decided' })], steps, start + 9 * hour)).toEqual([
    { event: 0, due: start + 2 * hour, to: start + 5 * hour, came: true },
  ])
  expect(brokenOf([asked, event(3)], steps, start + 9 * hour)).toEqual([
    { event: 0, due: start + 2 * hour, to: start + 9 * hour, came: false },
  ])
  expect(brokenOf([event(0, { promise: due(2, true) })], steps, start)).toEqual([])
})

test('[W23] times past several promises that overlap are drawn once and say how many', () => {
  const late = draw(
    story([
      event(0, { promise: due(2, false) }),
      event(1, { step: null, promise: due(3, false) }),
      event(90, { step: 'decided' }),
    ]),
  ).late
  expect(late).toHaveLength(1)
  expect(late[0]?.says).toBe('past 2 promises, 3.7 d')
})

test('[W24] the list is newest first, and a silence in which a promise broke has its own line', () => {
  const one = story([event(0, { promise: due(2, false) }), event(100), event(100.1)])
  const lines = linesOf(one, noSteps, Date.parse(one.ended))
  expect(lines.map((line) => (line.kind === 'event' ? line.index : `silence after ${line.after}`))).toEqual([
    2,
    1,
    'silence after 0',
    0,
  ])
  expect(lines[2]).toMatchObject({ seconds: 360_000, broke: [{ title: 'Called' }] })
})

test('[W25] zooming and moving never leave the case', () => {
  const whole = { from: start, to: start + 100 * hour }
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), fc.double({ min: 0.1, max: 4, noNaN: true }))), (moves) => {
      let shown = whole
      for (const [near, by] of moves) shown = near ? zoom(shown, whole, by) : pan(shown, whole, by - 2)
      expect(shown.from).toBeGreaterThanOrEqual(whole.from - 1)
      expect(shown.to).toBeLessThanOrEqual(whole.to + 1)
      expect(shown.to).toBeGreaterThan(shown.from)
    }),
    { seed },
  )
  expect(widthOf('abc', 12)).toBeGreaterThan(18)
})

test('[W26] actors are told only where they differ', () => {
  expect(tellsActors(story([event(0), event(1)]))).toBe(false)
  expect(tellsActors(story([event(0), event(1, { actor: 'company' })]))).toBe(true)
})

test('[W27] nothing is late by a promise that is only proposed', () => {
  const late = story([event(0, { promise: due(1, false) }), event(9)])
  expect(draw(late).late).toHaveLength(1)
  expect(draw(withoutPromises(late)).late).toHaveLength(0)
})
