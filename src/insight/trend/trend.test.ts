import { expect, test } from 'vitest'
import { parseMap } from '../../map/index.ts'
import { caseList } from '../cases/list.ts'
import { eventsOf, type Row, storeOf } from '../fixture/log.ts'
import { randomOf } from '../stats/random.ts'
import { trend } from './trend.ts'

const week = 168
const text = `throughline: map/1
id: order
title: Order
state: as-is
case: { by: order, ends: { quiet: 90 days } }
outcome: { good: [paid] }
phases:
  - id: p
    title: P
    steps:
      - { id: asked, title: Asks, match: { event: A }, promise: { next: paid, within: 2 days } }
      - { id: paid, title: Pays, match: { event: B }, next: [] }
`
const parsed = parseMap(text)
if (!parsed.ok) throw new Error('the map of this test does not parse')
const { map } = parsed

/** Forty cases a week for thirty weeks, over all hours; `wait` says after how many hours a case of this week pays. */
function orders(wait: (week: number, chance: number) => number | null, until = 30 * week): readonly Row[] {
  const random = randomOf(41)
  return Array.from({ length: 30 * 40 }, (_, i) => i).flatMap((i): Row[] => {
    const begun = Math.floor(i / 40) * week + random() * week
    const after = wait(Math.floor(i / 40), random())
    const paid = after === null ? null : begun + after
    const steps: Row[] = [[`c${i}`, 'A', begun]]
    if (paid !== null) steps.push([`c${i}`, 'B', paid])
    return steps.filter(([, , hours]) => hours <= until)
  })
}

test('[T1][T5] nothing shifts where nothing does, though the last cases have not paid yet', async () => {
  await using store = await storeOf(eventsOf(orders((_, chance) => 20 + 200 * chance)))
  const found = await trend(store.warehouse, map, {}, { charts: 'all' })
  expect(found).toMatchObject({ bucket: 'week', cases: 1200, shifts: [] })
  expect(found.tested).toBeGreaterThan(4)
  const kept = found.charts.find((chart) => chart.metric === 'kept')
  expect(kept?.unfinished).toBe('2026-07-27')
})

test('[T5][T6][T7] a step that becomes slow is found, dated to the week, with both levels', async () => {
  await using store = await storeOf(eventsOf(orders((at, chance) => (at >= 18 ? 40 : 10) * (0.5 + chance))))
  const { shifts } = await trend(store.warehouse, map)
  const slow = shifts.find((shift) => shift.metric === 'p50')
  expect(slow).toMatchObject({ at: 'asked', unit: 'seconds', when: '2026-05-11', until: null })
  expect(slow?.before).toBeCloseTo(10 * 3600, -4)
  expect(slow?.after).toBeCloseTo(40 * 3600, -4)
  expect(slow?.low).toBeGreaterThan(25 * 3600)
  expect(slow?.high).toBeLessThan(32 * 3600)
  expect(new Set(shifts.map(({ when }) => when))).toEqual(new Set(['2026-05-11']))
})

test('[T6][T9] a spell has an end, and its cases are listed one for one', async () => {
  await using store = await storeOf(
    eventsOf(orders((at, chance) => (at === 14 || at === 15 ? 60 : 10) * (0.5 + chance))),
  )
  const { shifts } = await trend(store.warehouse, map)
  const spell = shifts.find((shift) => shift.metric === 'p50' && shift.at === 'asked')
  expect(spell).toMatchObject({ when: '2026-04-13', until: '2026-04-27' })
  expect(spell?.sides.after).toMatchObject({ from: '2026-04-13', to: '2026-04-27', n: 80, cases: 80 })
  for (const side of [spell?.sides.before, spell?.sides.after]) {
    if (side === undefined) throw new Error('the spell has two sides')
    const list = await caseList(store.warehouse, map, { kind: 'during', step: 'asked', from: side.from, to: side.to })
    expect(list.total).toBe(side.cases)
  }
  const begun = await caseList(store.warehouse, map, {
    kind: 'during',
    step: null,
    from: '2026-04-13',
    to: '2026-04-27',
  })
  expect(begun.total).toBe(80)
})

test('[T5] a share that falls is found where cases go and where the journey ends', async () => {
  await using store = await storeOf(
    eventsOf(orders((at, chance) => (chance < (at >= 15 ? 0.5 : 0.9) ? 5 + 10 * chance : null))),
  )
  const { shifts } = await trend(store.warehouse, map)
  const found = (metric: string) => shifts.find((shift) => shift.metric === metric)
  expect(found('outcome')).toMatchObject({ at: null, when: '2026-04-20' })
  expect(found('reached')).toMatchObject({ at: 'paid', when: '2026-04-20' })
  expect(found('dropped')).toMatchObject({ at: 'asked', when: '2026-04-20' })
  expect(found('dropped')?.after).toBeGreaterThan(0.4)
})

test('[T10] a few days are too short a time, and no case at all is no question', async () => {
  await using store = await storeOf(
    eventsOf([
      ['a', 'A', 0],
      ['a', 'B', 5],
    ]),
  )
  expect(await trend(store.warehouse, map)).toMatchObject({ bucket: null, cases: 1, shifts: [], charts: [] })
  expect(await trend(store.warehouse, map, { from: '2030-01-01' })).toMatchObject({ bucket: null, cases: 0 })
})
