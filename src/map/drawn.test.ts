import { expect, test } from 'vitest'
import { isEnd, type MapDocument, mayEnd, mayStart, stepsOf, transitionsOf } from './index.ts'

const map: MapDocument = {
  throughline: 'map/1',
  id: 'm',
  title: 'M',
  state: 'as-is',
  case: { ends: { step: ['paid'] } },
  phases: [
    {
      id: 'p',
      title: 'P',
      steps: [
        { id: 'asked', title: 'A' },
        { id: 'told', title: 'T', next: ['paid', 'gone', 'paid'] },
      ],
    },
    {
      id: 'q',
      title: 'Q',
      steps: [
        { id: 'paid', title: 'B' },
        { id: 'gone', title: 'G', next: [] },
        { id: 'last', title: 'L' },
      ],
    },
  ],
}

test('[M9] a step leads to its next, else to the step after it, over phases too', () => {
  expect(stepsOf(map).map(({ step, phase, index, follows }) => [step.id, phase.id, index, follows])).toEqual([
    ['asked', 'p', 0, ['told']],
    ['told', 'p', 1, ['paid', 'gone', 'paid']],
    ['paid', 'q', 2, ['gone']],
    ['gone', 'q', 3, []],
    ['last', 'q', 4, []],
  ])
})

test('[M9] the way ends where nothing follows, and where the map ends the case', () => {
  expect(
    stepsOf(map)
      .filter((placed) => isEnd(map, placed))
      .map(({ step }) => step.id),
  ).toEqual(['paid', 'gone', 'last'])
  expect(transitionsOf(map)).toEqual([
    { from: 'asked', to: 'told' },
    { from: 'told', to: 'paid' },
    { from: 'told', to: 'gone' },
  ])
})

test('[M9] a step may also say that the way begins or ends at it', () => {
  const steps = [
    { id: 'a', title: 'A' },
    { id: 'b', title: 'B', starts: true, ends: true },
    { id: 'c', title: 'C' },
  ]
  const loose: MapDocument = { ...map, case: {}, phases: [{ id: 'p', title: 'P', steps }] }
  const ids = (which: (placed: ReturnType<typeof stepsOf>[number]) => boolean) =>
    stepsOf(loose)
      .filter(which)
      .map(({ step }) => step.id)
  expect(ids(mayStart)).toEqual(['a', 'b'])
  expect(ids((placed) => mayEnd(loose, placed))).toEqual(['b', 'c'])
  expect(transitionsOf(loose)).toContainEqual({ from: 'b', to: 'c' })
})
