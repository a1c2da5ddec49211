import { expect, test } from 'vitest'
import type { JourneyCard } from '../../api/contract.ts'
import { byHealth, byStage, isOnlyMissing, promiseOverall, sponsorsOf, wilson } from './index-order.ts'
import { freeId, starterMap } from './starter-map.ts'
import { weeklyLine } from './weekly-line.ts'

const card = (id: string, more: Partial<JourneyCard> = {}): JourneyCard => ({
  id,
  title: id,
  state: 'as-is',
  draft: false,
  version: 1,
  simulated: false,
  sponsor: null,
  stages: ['buy'],
  steps: 3,
  stepsMeasured: 3,
  unseen: [],
  cases: 10,
  promise: null,
  outcome: null,
  weeks: [],
  failed: null,
  ...more,
})

test('[W14] every stage has its place in the index, with its blind spots; a journey without a stage has one too', () => {
  const blind = { stage: 'need' as const, says: 'nobody looks' }
  const shelves = byStage({
    journeys: [card('a', { stages: ['buy', 'own'] }), card('b', { stages: [] })],
    blindSpots: [blind],
  })
  expect(shelves.map(({ stage, cards, blindSpots }) => [stage, cards.map(({ id }) => id), blindSpots])).toEqual([
    ['need', [], [blind]],
    ['buy', ['a'], []],
    ['own', [], []],
    ['advocate', [], []],
    [null, ['b'], []],
  ])
  expect(shelves.filter(isOnlyMissing).map(({ stage }) => stage)).toEqual(['need', 'advocate'])
})

test('[W14] where no journey has a stage, the journeys come before the stages they miss', () => {
  const shelves = byStage({ journeys: [card('a', { stages: [] })], blindSpots: [] })
  expect(shelves.map(({ stage }) => stage)).toEqual([null, 'need', 'buy', 'own', 'advocate'])
})

test('[W14] by health: what cannot be measured, then the least kept, then what promises nothing', () => {
  const journeys = [
    card('none'),
    card('good', { promise: wilson(9, 10) }),
    card('failed', { failed: 'why' }),
    card('bad', { promise: wilson(1, 10) }),
  ]
  expect(byHealth(journeys).map(({ id }) => id)).toEqual(['failed', 'bad', 'good', 'none'])
})

test('[W27] promises of all as-is journeys are counted together, without what drafts propose', () => {
  const journeys = [
    card('a', { promise: wilson(9, 10) }),
    card('b', { promise: wilson(10, 30) }),
    card('c', { state: 'to-be', promise: wilson(1, 1000) }),
    card('d', { draft: true, promise: wilson(1, 1000) }),
  ]
  expect(promiseOverall(journeys)).toMatchObject({ share: 19 / 40, n: 40 })
  expect(promiseOverall([card('d')])).toBeNull()
  expect(
    sponsorsOf([card('a', { sponsor: 'B' }), card('b', { sponsor: 'A' }), card('c', { sponsor: 'B' }), card('d')]),
  ).toEqual(['A', 'B'])
})

test('[W11] Wilson’s interval is the known one', () => {
  const { low, high } = wilson(8, 10)
  expect(low).toBeCloseTo(0.4902, 4)
  expect(high).toBeCloseTo(0.9433, 4)
  expect(wilson(0, 0).share).toBeNull()
})

test('[W15] a week without a value is a gap in the line; a lonely one is a dot', () => {
  const { paths, dots, last } = weeklyLine([0.5, 0.6, null, 0.7, null], { width: 100, height: 30, least: 0.1 })
  expect(paths).toHaveLength(1)
  expect(dots).toHaveLength(1)
  expect(last).toMatchObject({ value: 0.7 })
  expect(weeklyLine([null], { width: 100, height: 30, least: 1 })).toEqual({ paths: [], dots: [], last: null })
})

test('[W15] noise is not drawn as drama: small differences stay small', () => {
  const { paths } = weeklyLine([0.71, 0.72], { width: 100, height: 30, least: 0.1 })
  const ys = [...(paths[0] ?? '').matchAll(/[ML][\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y))
  expect(Math.abs((ys[0] ?? 0) - (ys[1] ?? 0))).toBeLessThan(4)
})

test('[W16] a new map’s id is kebab-case and free, and its title is quoted', () => {
  expect(freeId('Getting a mörtgage!', ['getting-a-mortgage'])).toBe('getting-a-mortgage-2')
  expect(freeId('90 days', [])).toBe('journey-90-days')
  expect(freeId('…', [])).toBe('journey')
  expect(starterMap('Say "yes": now', [])).toContain('title: "Say \\"yes\\": now"')
  expect(starterMap('After the purchase', [], 'own')).toContain('stage: own')
})
