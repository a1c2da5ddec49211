import { expect, test } from 'vitest'
import { parseMap } from '../../map/index.ts'
import { caseList } from '../cases/list.ts'
import { eventsOf, type Row, storeOf } from '../fixture/log.ts'
import { randomOf } from '../stats/random.ts'
import type { Compare, Difference } from './answers.ts'
import { compare } from './compare.ts'

const asIs = (paid: string, id = 'order', state = 'as-is') => `throughline: map/1
id: ${id}
title: Order
state: ${state}
case: { by: order, ends: { quiet: 20 days } }
outcome: { good: [paid] }
phases:
  - id: p
    title: P
    steps:
      - { id: asked, title: Asks, match: { event: A }, ${paid} }
      - { id: checked, title: Checked, match: { event: C } }
      - { id: paid, title: Pays, match: { event: B }, next: [] }
`
function parsed(text: string) {
  const result = parseMap(text)
  if (!result.ok) throw new Error(result.problems.map((problem) => problem.says).join('; '))
  return result.map
}
const map = parsed(asIs('promise: { next: paid, within: 2 days }'))
const web = { segment: { where: { channel: 'web' } } } as const
const app = { segment: { where: { channel: 'app' } } } as const

/** Cases over sixty days, half of them web, half app; what each does is asked with a number of its own in 0..1. */
function orders(
  cases: number,
  does: (channel: 'web' | 'app', chance: number, begun: number) => readonly (readonly [string, number])[],
): readonly Row[] {
  const random = randomOf(99)
  return Array.from({ length: cases }, (_, i) => i).flatMap((i): Row[] => {
    const channel = i % 2 === 0 ? 'web' : 'app'
    const begun = random() * 60 * 24
    return does(channel, random(), begun).map(([name, after]) => [`c${i}`, name, begun + after, { channel }])
  })
}
const figure = (found: Compare, step: string, metric: string): Difference => {
  const one = found.steps.find(({ id }) => id === step)?.figures.find((other) => other.metric === metric)
  if (one === undefined) throw new Error(`there is no ${metric} of ${step}`)
  return one
}

test('[T14] two sides that differ by chance alone have no clear difference', async () => {
  const rows = orders(1200, (_, chance) => [
    ['A', 0],
    ...(chance < 0.3 ? [['C', 5 + 20 * chance] as const] : []),
    ...(chance < 0.8 ? [['B', 20 + 60 * chance] as const] : []),
  ])
  await using store = await storeOf(eventsOf(rows))
  const found = await compare(store.warehouse, map, { a: web, b: app })
  expect(found).toMatchObject({ a: { cases: 600 }, b: { cases: 600 }, both: 0 })
  expect(found.tested).toBeGreaterThan(12)
  const all = [...found.overall, ...found.steps.flatMap(({ figures }) => figures)]
  expect(all.filter(({ mark }) => mark === 'clear')).toEqual([])
})

test('[T12][T13][T16] shares and times of both sides, their difference, and the cases behind', async () => {
  const rows = orders(800, (channel, chance) => [
    ['A', 0],
    ...(chance < (channel === 'web' ? 0.9 : 0.5)
      ? [['B', (channel === 'web' ? 10 : 30) * (0.5 + chance)] as const]
      : []),
  ])
  await using store = await storeOf(eventsOf(rows))
  const found = await compare(store.warehouse, map, { a: web, b: app })
  const reached = figure(found, 'paid', 'reached')
  expect(reached.mark).toBe('clear')
  expect(reached.low).toBeLessThan(-0.4)
  expect(reached.high).toBeGreaterThan(-0.4)
  expect(reached.q).toBeLessThan(1e-10)
  const median = figure(found, 'asked', 'p50')
  expect(median).toMatchObject({ mark: 'clear', unit: 'seconds' })
  expect((median.a.value ?? 0) / 3600).toBeCloseTo(9.5, 0)
  expect((median.difference ?? 0) / 3600).toBeCloseTo(13, 0)
  expect(found.overall.find(({ metric }) => metric === 'outcome')?.mark).toBe('clear')
  for (const [side, filter] of [
    ['a', web],
    ['b', app],
  ] as const) {
    const list = await caseList(store.warehouse, map, { kind: 'visited', step: 'paid' }, filter)
    expect(list.total).toBe(found.steps.find(({ id }) => id === 'paid')?.cases[side])
  }
})

test('[T11] the young are left out on both sides: a later period does not look worse for being late', async () => {
  const rows = orders(1600, (_, chance, begun) =>
    (
      [
        ['A', 0],
        ['B', 40 + 200 * chance],
      ] as const
    ).filter(([, after]) => begun + after < 60 * 24),
  )
  await using store = await storeOf(eventsOf(rows))
  const found = await compare(store.warehouse, map, { a: { to: '2026-02-01' }, b: { from: '2026-02-01' } })
  const plain = await caseList(store.warehouse, map, { kind: 'visited', step: 'paid' }, { from: '2026-02-01' })
  expect(plain.total / found.b.cases).toBeLessThan(0.9)
  // The window holds 95 % of the waits, and so it does on both sides.
  const reached = figure(found, 'paid', 'reached')
  expect(reached.mark).toBe('not-clear')
  expect(reached.b.value).toBeGreaterThan(0.93)
  expect(figure(found, 'asked', 'dropped')).toMatchObject({ a: { value: 0 }, b: { value: 0 } })
  expect(figure(found, 'asked', 'p50').mark).toBe('not-clear')
})

test('[T15] new and vanished paths and transitions, counted, with what chance would do', async () => {
  const rows = orders(400, (channel, chance) => {
    if (channel === 'app' && chance < 0.3)
      return [
        ['A', 0],
        ['C', 1],
        ['B', 2],
      ]
    if (channel === 'web' && chance < 0.02)
      return [
        ['A', 0],
        ['A', 1],
        ['B', 2],
      ]
    return [
      ['A', 0],
      ['B', 2],
    ]
  })
  await using store = await storeOf(eventsOf(rows))
  const { paths, pathsUntil, transitions } = await compare(store.warehouse, map, { a: web, b: app })
  const listed = await caseList(
    store.warehouse,
    map,
    { kind: 'all' },
    {
      ...app,
      variant: paths.new[0]?.variant,
      to: pathsUntil?.slice(0, 10),
    },
  )
  expect(listed.total).toBe(paths.new[0]?.cases.b)
  expect(paths.new).toMatchObject([{ steps: ['asked', 'checked', 'paid'], cases: { a: 0 }, taken: { mark: 'clear' } }])
  expect(paths.vanished).toMatchObject([
    { steps: ['asked', 'asked', 'paid'], cases: { b: 0 }, taken: { mark: 'not-clear' } },
  ])
  expect(paths.onlyB).toEqual({ variants: 1, cases: paths.new[0]?.cases.b })
  expect(paths.changed[0]).toMatchObject({ steps: ['asked', 'paid'], taken: { mark: 'clear' } })
  expect(transitions.map(({ from, to, is }) => `${from} ${to} ${is}`).toSorted()).toEqual([
    'asked asked vanished',
    'asked checked new',
    'asked paid in-both',
    'checked paid new',
  ])
})

test('[T13][T17] few are not tested, and who is on both sides is said', async () => {
  const rows = orders(16, () => [
    ['A', 0],
    ['B', 2],
  ])
  await using store = await storeOf(eventsOf(rows))
  const found = await compare(store.warehouse, map, { a: web, b: {} })
  expect(found.both).toBe(8)
  expect(found.tested).toBe(0)
  expect(figure(found, 'paid', 'reached')).toMatchObject({ mark: 'too-few', low: null, p: null, q: null })
  const nobody = await compare(store.warehouse, map, { a: web, b: { from: '2030-01-01' } })
  expect(nobody).toMatchObject({ b: { cases: 0, period: null }, tested: 0, paths: { new: [], vanished: [] } })
})

test('[T18] a to-be map: steps by id, its promise held against what happened', async () => {
  const rows = orders(100, (_, chance) => [
    ['A', 0],
    ['B', chance < 0.5 ? 10 : 40],
  ])
  await using store = await storeOf(eventsOf(rows))
  const later = asIs('promise: { next: paid, within: 1 day }', 'order-to-be', 'to-be').replace(
    /- \{ id: checked.*\n/,
    '- { id: told, title: Is told at once }\n',
  )
  const { toBe } = await compare(store.warehouse, map, { a: {}, b: {}, toBe: parsed(later) })
  expect(toBe).toMatchObject({
    id: 'order-to-be',
    onlyAsIs: [{ id: 'checked' }],
    onlyToBe: [{ id: 'told', phase: 'P' }],
  })
  const asked = toBe?.steps.find(({ id }) => id === 'asked')
  expect(asked).toMatchObject({ asIs: 172_800, toBe: 86_400, wouldKeep: { n: 100 } })
  expect(asked?.wouldKeep?.value).toBeGreaterThan(0.3)
  expect(asked?.wouldKeep?.value).toBeLessThan(0.7)
})
