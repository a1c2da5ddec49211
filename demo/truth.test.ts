import { beforeAll, expect, test } from 'vitest'
import type { Event, Micros } from '../src/event/index.ts'
import { simulate, type Truth, truth } from './index.ts'

/**
 * Counts every friction and every effect from the events alone, by the rules that the truth itself states in `seen`, with
 * no look at how the stories are told.
 */
const day = 86_400_000_000
const ends = Date.UTC(2026, 10, 20, 12) * 1000
const settings = { seed: 11, customers: 8000, ends }

let planted: Truth
const cases = new Map<string, Event[]>()
beforeAll(() => {
  planted = truth(settings)
  for (const batch of simulate(settings)) {
    for (const { event } of batch) {
      const which = event.case ?? ''
      const events = cases.get(which)
      if (events === undefined) cases.set(which, [event])
      else events.push(event)
    }
  }
})

const find = (kind: string) => {
  const found = planted.planted.find((one) => one.kind === kind)
  if (found === undefined) throw new Error(`the truth lists no ${kind}`)
  return found
}
const casesWhere = (shows: (events: readonly Event[]) => boolean) =>
  [...cases].filter(([, events]) => shows(events)).map(([which]) => which)

/** A `from` with no `to` in the time after it, and that time is over. */
const isLeft = (from: string, to: string, time: Micros) => (events: readonly Event[]) =>
  events.some(
    ({ name, at }) =>
      name === from &&
      at + time <= ends &&
      !events.some((other) => other.name === to && other.at >= at && other.at <= at + time),
  )

const recounts: Record<string, (events: readonly Event[]) => boolean> = {
  'missed-hand-off': isLeft('Papers Sent', 'Papers Handed Over', 6 * day),
  'dropped-ball': isLeft('Card Ordered', 'Card Made', 20 * day),
  'delayed-communication': (events) =>
    events.some(({ name, at }) => {
      const checked = events.findLast((other) => other.name === 'Papers Checked' && other.at < at)
      return name === 'Papers Result Sent' && checked !== undefined && at - checked.at > 5 * day
    }),
  'repeated-request': (events) => {
    const asked = events.filter(({ name }) => name === 'Papers Requested').map(({ properties }) => properties['papers'])
    return asked.some((papers, place) => place > 0 && asked[place - 1] === papers)
  },
  loop: (events) => events.filter(({ name }) => name === 'Identity Check Started').length >= 3,
  'channel-bounce': (events) => events.some(({ name }) => name === 'Branch Visited'),
  'broken-touchpoint': (events) =>
    events.some(
      ({ name, properties }) => name === 'Upload Failed' && properties['error'] === 'upload page did not load',
    ),
  'too-many-hands': (events) => {
    const moves = events
      .filter(({ name }) => name === 'Ticket Transferred')
      .map(({ properties }) => properties['ticket'])
    return moves.some((ticket) => moves.filter((other) => other === ticket).length >= 3)
  },
}

test.each(Object.keys(recounts))('[D5] %s: the truth lists the cases that the events show', (kind) => {
  const counted = casesWhere(recounts[kind] ?? (() => false))
  const { cases: listed, affected } = find(kind)
  expect(affected).toBe(counted.length)
  expect([...listed].sort()).toEqual(counted.sort())
  expect(affected).toBeGreaterThan(20)
})

test('[D5] every friction and effect of the truth is recounted here', () => {
  expect(planted.planted.map(({ kind }) => kind).sort()).toEqual(
    [...Object.keys(recounts), 'queue', 'segment', 'shift'].sort(),
  )
})

test('[D5] the broken touchpoint lies within its period', () => {
  const [period] = find('broken-touchpoint').periods
  const at = [...cases.values()].flat().filter(({ properties }) => properties['error'] === 'upload page did not load')
  const days = at.map((event) => new Date(event.at / 1000).toISOString()).sort()
  expect(days[0]?.localeCompare(period?.from ?? '')).toBe(1)
  // an upload tried again in the last minutes may end just after the period
  expect(Date.parse(days.at(-1) ?? '')).toBeLessThan(Date.parse(period?.to ?? '') + 3_600_000)
})

const median = (waits: number[]) => {
  const sorted = waits.sort((a, b) => a - b)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]]
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2 / 1e6
}

type Wait = { readonly wait: number; readonly isStruck: boolean }
const waits: Record<string, (events: readonly Event[]) => Wait[]> = {
  shift: (events) => {
    const from = Date.parse(find('shift').periods[0]?.from ?? '') * 1000
    const start = events.find(({ name }) => name === 'Identity Check Started')
    const answer = events.find(({ name }) => name === 'Identity Check Failed' || name === 'Identity Check Passed')
    return start && answer ? [{ wait: answer.at - start.at, isStruck: start.at >= from }] : []
  },
  segment: (events) => {
    const report = events.find(({ name }) => name === 'Credit Report Received')
    const decision = events.find(({ name }) => name === 'Application Approved' || name === 'Application Declined')
    const applied = events.find(({ name }) => name === 'Application Submitted')
    if (!report || !decision || applied?.properties['segment'] !== 'sole trader') return []
    return [{ wait: decision.at - report.at, isStruck: applied.channel === 'app' }]
  },
  queue: (events) => {
    const begins = (checked: Event) =>
      events.findLast(
        ({ name, at }) => (name === 'Papers Handed Over' || name === 'Identity Check Passed') && at < checked.at,
      )?.at ?? 0
    const isSlow = (at: Micros) =>
      find('queue').periods.some(({ from, to }) => at >= Date.parse(from) * 1000 && at < Date.parse(to ?? '') * 1000)
    return events
      .filter(({ name }) => name === 'Papers Checked')
      .map((checked) => ({ wait: checked.at - begins(checked), isStruck: isSlow(begins(checked)) }))
  },
}

test.each(Object.keys(waits))('[D5] %s: the truth gives the medians that the events show', (kind) => {
  const all = [...cases.values()].flatMap((events) => waits[kind]?.(events) ?? [])
  const part = (isStruck: boolean) => all.filter((one) => one.isStruck === isStruck).map(({ wait }) => wait)
  const { waits: stated, passages, struck } = find(kind)
  expect({ passages, struck }).toEqual({ passages: all.length, struck: part(true).length })
  expect(stated?.struck).toBeCloseTo(median(part(true)), 3)
  expect(stated?.spared).toBeCloseTo(median(part(false)), 3)
})

test('[D6] frictions strike at their rate, effects move the median', () => {
  for (const { kind, rate, passages, struck, waits: stated } of planted.planted) {
    if (rate === null) expect((stated?.struck ?? 0) / (stated?.spared ?? 1), kind).toBeGreaterThan(1.8)
    else expect(Math.abs(struck / passages - rate), kind).toBeLessThan(4 * Math.sqrt((rate * (1 - rate)) / passages))
  }
})
