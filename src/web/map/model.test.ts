import { expect, test } from 'vitest'
import type { Measure, StepMeasure } from '../../insight/answers.ts'
import type { MapDocument } from '../../map/index.ts'
import { droppedCases, flowInput, known, modelOf } from './model.ts'

const map: MapDocument = {
  throughline: 'map/1',
  id: 'm',
  title: 'M',
  state: 'as-is',
  teams: [{ id: 'sales', title: 'Sales' }],
  phases: [
    {
      id: 'p',
      title: 'P',
      steps: [
        { id: 'a', title: 'Applies' },
        { id: 'b', title: 'Gets an answer' },
      ],
    },
  ],
}
const nobody = { share: null, n: 0, low: null, high: null }
const step: StepMeasure = {
  id: 'a',
  cases: 10,
  visits: 12,
  repeats: { visits: 2, share: 0.2, n: 10, low: 0.1, high: 0.4 },
  toNext: { p50: 60, p90: 120, n: 9 },
  promise: null,
  dropped: { share: 0.25, n: 8, low: 0.1, high: 0.5 },
  here: { cases: 2 },
}
const measure: Measure = {
  journey: 'm',
  title: 'M',
  draft: false,
  cases: 10,
  open: 2,
  customers: 10,
  period: null,
  outcome: null,
  toOutcome: { p50: null, p90: null, n: 0 },
  promise: null,
  steps: [step],
  transitions: [{ from: 'a', to: 'b', cases: 7, visits: 9, p50: 60, p90: 120 }],
  ties: { pairs: 0, moved: 0 },
  unmatched: { events: 0, names: [] },
}

test('[M13] who drops out is counted over cases that have ended, and null where the way ends', () => {
  expect(droppedCases(step)).toBe(2)
  expect(droppedCases({ ...step, dropped: nobody })).toBeNull()
})

test('[M13] the ribbon takes its steps from the document, also those that nothing was measured of', () => {
  expect(flowInput(modelOf(map, known(measure)), 100)).toEqual({
    steps: [
      { id: 'a', cases: 10, dropped: 2 },
      { id: 'b', cases: 0, dropped: null },
    ],
    ways: measure.transitions,
    column: 100,
  })
})

test('[M14] ids are said by their titles, and as they are where the map gives none', () => {
  const { nameOf } = modelOf(map, { state: 'loading' })
  expect(['sales', 'b', 'customer', 'bureau'].map(nameOf)).toEqual(['Sales', 'Gets an answer', 'Customer', 'bureau'])
})
