import fc from 'fast-check'
import { expect, test } from 'vitest'
import { laneIds, lensLanes } from './lane.ts'
import { arrange, laneSetOf, moveLane, overlaidLanes, putLane, readKept } from './order.ts'

const all = () => true

test('[M20] the lens has its lanes first and open, the others after it and folded', () => {
  const lanes = arrange(lensLanes.draw, {}, all)
  expect(lanes.slice(0, 3)).toEqual([
    { id: 'does', folded: false },
    { id: 'thinks', folded: false },
    { id: 'expects', folded: false },
  ])
  expect(lanes.find((lane) => lane.id === 'flow')).toEqual({ id: 'flow', folded: true })
})

test('[M21] a lane that no step fills folds, until a person opens it', () => {
  const noTeams = (id: string) => id !== 'teams'
  expect(arrange(lensLanes.measure, {}, noTeams).find((lane) => lane.id === 'teams')?.folded).toBe(true)
  expect(
    arrange(lensLanes.measure, { folded: { teams: false } }, noTeams).find((lane) => lane.id === 'teams')?.folded,
  ).toBe(false)
})

test('[M22] whatever was kept, every lane is there once', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.constantFrom(...laneIds)), (order) => {
      expect(
        arrange(lensLanes.measure, { order }, all)
          .map((lane) => lane.id)
          .sort(),
      ).toEqual([...laneIds].sort())
    }),
    { seed: 20417 },
  )
})

test('[M23] moving a lane keeps the others in order and stops at the ends', () => {
  expect(moveLane(['flow', 'time', 'drop'], 'time', 1)).toEqual(['flow', 'drop', 'time'])
  expect(moveLane(['flow', 'time', 'drop'], 'flow', -1)).toEqual(['flow', 'time', 'drop'])
  expect(putLane(['flow', 'time', 'drop'], 'drop', 0)).toEqual(['drop', 'flow', 'time'])
})

test('[M24] a setting that was stored by another version is read as far as it is known', () => {
  expect(
    readKept({ measure: { order: ['time', 'gone', 7], folded: { flow: true, teams: 'yes' } }, voice: {} }),
  ).toEqual({
    measure: { order: ['time'], folded: { flow: true } },
  })
  expect(readKept('nothing')).toEqual({})
})

test("[M50] an overlay's lanes stand under the flow, those it replaces fold, and all else is as it was", () => {
  const lanes = arrange(overlaidLanes(['show-fit'], ['time']), {}, all)
  expect(lanes.slice(0, 3)).toEqual([
    { id: 'flow', folded: false },
    { id: 'show-fit', folded: false },
    { id: 'drop', folded: false },
  ])
  expect(lanes.find((lane) => lane.id === 'time')).toEqual({ id: 'time', folded: true })
  expect(lanes).toHaveLength(laneIds.length + 1)
})

test('[M51] lanes of an overlay are kept apart from those of the lens, and one that is gone takes no row', () => {
  expect([laneSetOf('promises'), laneSetOf('friction')]).toEqual(['measure', 'measure-friction'])
  const kept = readKept({ 'measure-friction': { order: ['show-old', 'flow'], folded: { 'show-cost': true } } })
  const lanes = arrange(overlaidLanes(['show-cost'], []), kept['measure-friction'] ?? {}, all)
  expect(lanes.map((lane) => lane.id)).not.toContain('show-old')
  expect(lanes.find((lane) => lane.id === 'show-cost')).toEqual({ id: 'show-cost', folded: true })
})
