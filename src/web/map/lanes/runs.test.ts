import { expect, test } from 'vitest'
import { handOffs, runsOf } from './runs.ts'

const values = ['sales', 'sales', 'lending', null, 'lending', 'sales']

test('[M30] steps next to each other with one team are one bar; a step without a team breaks it', () => {
  expect(runsOf(values)).toEqual([
    { says: 'sales', from: 0, to: 1 },
    { says: 'lending', from: 2, to: 2 },
    { says: 'lending', from: 4, to: 4 },
    { says: 'sales', from: 5, to: 5 },
  ])
})

test('[M31] a hand-off is where one bar ends and another begins at the next step', () => {
  expect(handOffs(runsOf(values))).toEqual([
    { at: 2, from: 'sales', to: 'lending' },
    { at: 5, from: 'lending', to: 'sales' },
  ])
})
