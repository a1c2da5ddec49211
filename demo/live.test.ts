import { expect, test } from 'vitest'
import { live, simulate } from './index.ts'

const from = Date.UTC(2026, 10, 20, 12) * 1000
const customers = 1500
const settings = { seed: 3, customers, from, pacePerMinute: 6 }

test('[D7] times never go back, ids never repeat and none is an id of history', () => {
  const history = new Set<string>()
  for (const batch of simulate({ seed: 3, customers, ends: from }))
    for (const { event } of batch) history.add(event.id ?? '')
  const ids = new Set<string>()
  let last = from
  for (const { event } of live(settings).take(5000)) {
    expect(event.at).toBeGreaterThanOrEqual(last)
    expect(ids.has(event.id ?? '') || history.has(event.id ?? '')).toBe(false)
    ids.add(event.id ?? '')
    last = event.at
  }
})

test('[D7] customers on their way go on where history left off', () => {
  const lengths = new Map<string, number>()
  for (const batch of simulate({ seed: 3, customers, ends: from })) {
    for (const { event } of batch) lengths.set(event.case ?? '', (lengths.get(event.case ?? '') ?? 0) + 1)
  }
  let resumed = 0
  for (const { event } of live({ ...settings, pacePerMinute: 0.02 }).take(3000)) {
    const which = event.case ?? ''
    if (!/^lead-\d{6}$/.test(which)) continue
    const told = (lengths.get(which) ?? 0) + 1
    expect(event.id).toBe(`${which.replace('lead', 'hb')}-${told}`)
    lengths.set(which, told)
    resumed++
  }
  expect(resumed).toBeGreaterThan(500)
})

test('[D7] new customers come at the pace', () => {
  const firsts = new Map<string, number>()
  for (const { event } of live(settings).take(3000)) {
    const which = event.case ?? ''
    if (!/^lead-\d{6}$/.test(which) && !firsts.has(which)) firsts.set(which, event.at)
  }
  const at = [...firsts.values()].slice(0, 100)
  expect(at.map((time, place) => Math.abs(time - from - (place + 1) * 10_000_000) < 1000)).toEqual(at.map(() => true))
})

test('[D7] the same call gives the same events; a pace of nothing is refused', () => {
  expect([...live(settings).take(500)]).toEqual([...live(settings).take(500)])
  expect(() => live({ ...settings, pacePerMinute: 0 }).next()).toThrow('pacePerMinute is 0')
})
