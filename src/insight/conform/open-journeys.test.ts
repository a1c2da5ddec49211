import { expect, test } from 'vitest'
import { stepsOf, transitionsOf } from '../../map/index.ts'
import { smallMap } from '../fixture/small-map.ts'
import { waysThrough } from '../fixture/ways-through.ts'
import { closedJourneys, isInner, openJourneys } from './open-journeys.ts'

const outer = smallMap({ a: {}, b: { journey: 'inner', match: undefined }, c: {} })
const inner = smallMap({ x: { next: ['y', 'z'] }, y: { ends: true }, z: {} }, { id: 'inner' })
const journeys = (id: string) => (id === 'inner' ? inner : null)

test('[C8] a smaller journey stands in its step’s place, and its ends lead on', () => {
  const { map, journeys: found } = openJourneys(outer, journeys)
  expect(found).toEqual([{ step: 'b', journey: 'inner', opened: true }])
  expect(stepsOf(map).map(({ step }) => step.id)).toEqual(['a', 'b', 'b.x', 'b.y', 'b.z', 'c'])
  expect(stepsOf(map).flatMap(({ step }) => (isInner(step.id) ? [step.title] : []))).toEqual(['b: x', 'b: y', 'b: z'])
  expect(transitionsOf(map).map(({ from, to }) => `${from} ${to}`)).toEqual([
    'a b',
    'b b.x',
    'b.x b.y',
    'b.x b.z',
    'b.y b.z',
    'b.y c',
    'b.z c',
  ])
  expect(
    waysThrough(map, 9)
      .map((way) => way.join(' '))
      .sort(),
  ).toEqual(['a b.x b.y b.z c', 'a b.x b.y c', 'a b.x b.z c'])
})

test('[C8] at the end of the way its ends end the case; a match of the step’s own comes first', () => {
  const last = smallMap({ a: {}, b: { journey: 'inner' } })
  expect(
    waysThrough(openJourneys(last, journeys).map, 9)
      .map((way) => way.join(' '))
      .sort(),
  ).toEqual(['a b b.x b.y', 'a b b.x b.y b.z', 'a b b.x b.z'])
})

test('[C8] what cannot be opened stays one step and says why', () => {
  const round = smallMap({ x: { journey: 'small' } }, { id: 'inner' })
  const opened = openJourneys(outer, (id) => (id === 'inner' ? round : null))
  expect(opened.journeys).toEqual([
    { step: 'b', journey: 'inner', opened: true },
    { step: 'b.x', journey: 'small', opened: false, says: '"small" leads back to itself' },
  ])
  const unknown = openJourneys(outer, () => null)
  expect(unknown.map).toBe(outer)
  expect(unknown.journeys[0]?.says).toBe('no map "inner" is kept or given')
  const names = (depth: number) => smallMap({ s: { journey: `deeper-${depth}` } }, { id: `deeper-${depth - 1}` })
  const deep = openJourneys(names(0), (id) => names(Number(id.slice(7)) + 1))
  expect(deep.journeys.at(-1)).toMatchObject({ opened: false, says: 'it stands 10 journeys deep' })
  expect(closedJourneys(outer)).toEqual([{ step: 'b', journey: 'inner', opened: false }])
})
