import { expect, test } from 'vitest'
import type { Dfg } from '../../insight/answers.ts'
import { proposedFunnel, readFunnel } from './funnel/asked.ts'
import { inLines } from './lines.ts'
import { readExploreSearch } from './search.ts'

test('[W1] the address of Explore holds a tab and what it is asked; what is neither is left out', () => {
  expect(readExploreSearch({ tab: 'funnel', ask: { steps: ['a'] }, from: '2026-01-01', other: 1 })).toEqual({
    tab: 'funnel',
    ask: { steps: ['a'] },
    from: '2026-01-01',
  })
  expect(readExploreSearch({ tab: '<b>', ask: 'x' })).toEqual({})
  expect(readFunnel({ steps: ['a', 7, ''], order: 'sideways', within: '7 days' })).toEqual({
    steps: ['a', '7'],
    order: 'ordered',
    within: '7 days',
    by: '',
  })
})

test('[U1] the funnel proposed is the way most go, each step once', () => {
  const edge = (from: string, to: string, cases: number) => ({
    from,
    to,
    cases,
    count: cases,
    medianSeconds: 1,
    meanSeconds: 1,
    p90Seconds: 1,
  })
  const dfg: Dfg = {
    cases: 9,
    events: 30,
    steps: [],
    edges: [edge('a', 'b', 5), edge('a', 'c', 4), edge('b', 'a', 9), edge('b', 'd', 2)],
    starts: [{ name: 'a', count: 9 }],
    ends: [],
    ties: { pairs: 0, moved: 0 },
  }
  expect(proposedFunnel(dfg)).toEqual(['a', 'b', 'd'])
  expect(proposedFunnel({ ...dfg, starts: [] })).toEqual([])
})

test('titles are in two lines at most, and say where they are cut', () => {
  expect(inLines('Papers', 10)).toEqual(['Papers'])
  expect(inLines('Sends the application', 12)).toEqual(['Sends the', 'application'])
  expect(inLines('Verantwortlichkeitsprüfung', 10)).toEqual(['Verantwor…'])
})
