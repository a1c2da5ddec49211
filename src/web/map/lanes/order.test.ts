import fc from 'fast-check'
import { expect, test } from 'vitest'
import { laneIds } from './lane.ts'
import { arrange, moveLane, putLane, readKept } from './order.ts'

const all = () => true

test('[M20] the lens has its lanes first and open, the others after it and folded', () => {
  const lanes = arrange('draw', {}, all)
  expect(lanes.slice(0, 3)).toEqual([
    { id: 'does', folded: false },
    { id: 'thinks', folded: false },
    { id: 'expects', folded: false },
  ])
  expect(lanes.find((lane) => lane.id === 'flow')).toEqual({ id: 'flow', folded: true })
})

test('[M21] a lane that no step fills folds, until a person opens it', () => {
  const noTeams = (id: string) => id !== 'teams'
  expect(arrange('measure', {}, noTeams).find((lane) => lane.id === 'teams')?.folded).toBe(true)
  expect(arrange('measure', { folded: { teams: false } }, noTeams).find((lane) => lane.id === 'teams')?.folded).toBe(
    false,
  )
})

test('[M22] whatever was kept, every lane is there once', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.constantFrom(...laneIds)), (order) => {
      expect(
        arrange('measure', { order }, all)
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
