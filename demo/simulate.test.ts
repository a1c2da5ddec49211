import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { actors, type SourcedEvent } from '../src/event/index.ts'
import { isWeekend } from './calendar.ts'
import { catalogue } from './catalogue.ts'
import { simulate, simulation } from './index.ts'

const ends = Date.UTC(2026, 10, 20, 12) * 1000

function hash(seed: number, customers: number): string {
  const sum = createHash('sha256')
  for (const batch of simulate({ seed, customers, ends })) sum.update(JSON.stringify(batch))
  return sum.digest('hex')
}

function* told(customers: number): Generator<SourcedEvent> {
  for (const batch of simulate({ seed: 7, customers, ends })) yield* batch
}

test('[D1] the same seed gives the same bytes, another seed gives others', () => {
  expect(hash(7, 500)).toBe(hash(7, 500))
  expect(hash(7, 500)).not.toBe(hash(8, 500))
})

test('[D2] 60,000 customers have about 1.5 million events in fifteen months, none after the end', () => {
  const { batches, truth } = simulation({ seed: 7, ends })
  let events = 0
  let last = 0
  for (const batch of batches) {
    events += batch.length
    for (const { event } of batch) last = Math.max(last, event.at)
  }
  expect(events).toBeGreaterThan(1_350_000)
  expect(events).toBeLessThan(1_650_000)
  expect(last).toBeLessThanOrEqual(ends)
  expect(truth()).toMatchObject({ events, customers: 60_000, simulated: true, company: 'Harbour Bank (simulated)' })
  expect(Date.parse(truth().from)).toBeGreaterThan(Date.UTC(2025, 7, 15))
})

test('[D3] every event is valid, has an id of its own, and every name of the catalogue occurs', () => {
  const ids = new Set<string>()
  const names = new Set<string>()
  let line = 0
  for (const { event, line: at } of told(6000)) {
    const { id = '', customer } = event
    const isSound =
      at === ++line &&
      /^hb-\d{6}-\d+$/.test(id) &&
      !ids.has(id) &&
      (customer.userId ?? customer.anonymousId) !== undefined &&
      /^lead-\d{6}$/.test(event.case ?? '') &&
      Object.hasOwn(catalogue, event.name) &&
      actors.includes(event.actor) &&
      Number.isSafeInteger(event.at) &&
      Object.values({ ...event.properties, ...event.traits }).every(
        (value) => Number.isFinite(value) || typeof value !== 'number',
      ) &&
      Object.values(event).every((value) => value !== undefined && value !== '')
    if (!isSound) expect.fail(JSON.stringify(event))
    ids.add(id)
    names.add(event.name)
  }
  expect([...names].sort()).toEqual(Object.keys(catalogue).sort())
})

test('[D4] the events of a case come together, oldest first; nothing comes after an account is closed', () => {
  const seen = new Set<string>()
  let before = { case: '', at: 0, name: '' }
  for (const { event } of told(3000)) {
    const { case: which = '', at, name } = event
    if (which !== before.case) expect(seen.has(which)).toBe(false)
    else if (at < before.at || before.name === 'Account Closed') expect.fail(JSON.stringify(event))
    seen.add(which)
    before = { case: which, at, name }
  }
})

test('[D9] staff work in office hours', () => {
  const byStaff = new Set([
    'Papers Requested',
    'Papers Handed Over',
    'Papers Checked',
    'Papers Result Sent',
    'Ticket Answered',
  ])
  const hour = 3_600_000_000
  for (const { event } of told(2000)) {
    if (!byStaff.has(event.name)) continue
    const into = event.at % (24 * hour)
    if (isWeekend(event.at) || into < 9 * hour || into > 17.5 * hour) expect.fail(JSON.stringify(event))
  }
})

test('[D10] verbatims are varied and whole, and the unhappy score lower', () => {
  const texts = new Set<string>()
  const scores: { helped: number[]; passed: number[] } = { helped: [], passed: [] }
  const passed = new Set<unknown>()
  for (const { event } of told(6000)) {
    const ticket = event.properties['ticket']
    if (event.name === 'Ticket Transferred' || event.name === 'Ticket Reopened') passed.add(ticket)
    if (event.score?.kind === 'csat') scores[passed.has(ticket) ? 'passed' : 'helped'].push(event.score.value)
    if (event.text === undefined) continue
    texts.add(event.text)
    expect(event.text).not.toMatch(/[{}]|undefined|null/)
  }
  expect(texts.size).toBeGreaterThan(1000)
  const mean = (list: number[]) => list.reduce((sum, value) => sum + value, 0) / list.length
  expect(mean(scores.helped) - mean(scores.passed)).toBeGreaterThan(0.5)
})
