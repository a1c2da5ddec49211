import { expect, test } from 'vitest'
import { sayChange } from './change-words.ts'
import { band, line, longestOf, points, ticks } from './curve.ts'
import { sayDifference, sayYear } from './figures.ts'
import { readWhatIfSearch } from './search.ts'

test('[S1] the address holds up to three scenarios of changes; what is no change is left out', () => {
  const keep = { kind: 'keep', step: 'a', goOn: true }
  const shorten = { kind: 'shorten', step: 7, by: '0.5' }
  expect(
    readWhatIfSearch({
      scenarios: [[keep, { kind: 'fly' }, 'x'], [shorten, { kind: 'shorten', step: 'a' }], 'y', [keep]],
      at: 3,
      leaving: true,
    }),
  ).toEqual({
    scenarios: [[keep], [{ kind: 'shorten', step: '7', by: 0.5 }], []],
    at: 3,
    leaving: true,
  })
  expect(readWhatIfSearch({ scenarios: [[{ kind: 'enlarge', team: 't', more: 2, of: 8 }]], at: 9 })).toEqual({
    scenarios: [[{ kind: 'enlarge', team: 't', more: 2, of: 8 }]],
  })
  expect(readWhatIfSearch({})).toEqual({})
})

test('[S2] a change in words', () => {
  const say = (change: Parameters<typeof sayChange>[0]) =>
    sayChange(
      change,
      (step) => step.toUpperCase(),
      (team) => team,
    )
  expect(say({ kind: 'keep', step: 'a', goOn: true })).toBe('Keep the promise of “A”; nobody leaves waiting for it')
  expect(say({ kind: 'shorten', step: 'a', to: 'b', by: 0.3 })).toBe('30 % less wait after “A” to “B”')
  expect(say({ kind: 'shorten', step: 'a', most: '2 days' })).toBe('At most 2 days after “A”')
  expect(say({ kind: 'enlarge', team: 't', more: 2, of: 8 })).toBe('2 more beside 8 people in t')
})

test('[S3] a difference is coloured only where its interval keeps off nought', () => {
  const line = { sayDifference: (value: number) => `${value} d`, more: 'bad' } as const
  expect(sayDifference({ value: -2, low: -3, high: -1 }, line)).toEqual({
    says: '−2 d',
    interval: '−3 d to −1 d',
    tone: 'good',
  })
  expect(sayDifference({ value: 2, low: 1, high: 3 }, line).tone).toBe('bad')
  expect(sayDifference({ value: 2, low: -1, high: 3 }, line).tone).toBeNull()
  expect(sayDifference({ value: 0, low: 0, high: 0 }, line)).toEqual({
    says: 'no difference',
    interval: '',
    tone: null,
  })
  expect(sayYear({ value: 121, low: 108, high: 149 }, 'customers')).toEqual({
    says: '+121 customers',
    interval: '+108 to +149',
  })
})

test('[S4] a curve stays in its frame, and its axis has at most six times', () => {
  const frame = { width: 100, height: 50, longest: 10 }
  const drawn = points([0, 5, 20], [0, 0.5, 1], frame)
  expect(drawn.slice(0, 2)).toEqual([
    { x: 0, y: 50 },
    { x: 50, y: 25 },
  ])
  expect(drawn[2]?.x).toBe(100)
  expect(drawn[2]?.y).toBeCloseTo(50 / 3, 9)
  expect(drawn.length).toBe(3)
  expect(
    line([
      { x: 0, y: 50 },
      { x: 50, y: 25 },
    ]),
  ).toBe('M0.0 50.0L50.0 25.0')
  expect(band([{ x: 0, y: 1 }], [{ x: 2, y: 1 }])).toBe('M0.0 1.0L2.0 1.0Z')
  expect(
    longestOf(
      [
        [1, 9],
        [1, 12],
      ],
      [0.5, 0.95],
    ),
  ).toBe(12)
  for (const longest of [3, 50, 400, 9000, 1e5, 3e6, 4e8, 5e9]) expect(ticks(longest).length).toBeLessThanOrEqual(6)
  expect(ticks(7 * 86_400).at(0)).toBe(2 * 86_400)
})
