import { expect, test } from 'vitest'
import type { Dfg } from '../../insight/answers.ts'
import { inLines } from '../figure/lines.ts'
import { proposedFunnel, readFunnel } from './funnel/asked.ts'
import { readPaths } from './paths/asked.ts'
import { layOut } from './paths/sankey-layout.ts'
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

test('[U1] the funnel proposed is the path most take, each step once', () => {
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

const size = { width: 400, column: 200, tall: 100, gap: 10, bar: 8 }
const someWays = {
  cases: 10,
  groups: [],
  places: [[{ name: 'a', cases: 10 }], [{ name: 'b', cases: 7 }], [{ name: 'c', cases: 7 }]],
  links: [
    { place: 0, from: 'a', to: 'b', cases: 7 },
    { place: 0, from: 'a', to: null, cases: 3 },
    { place: 1, from: 'b', to: 'c', cases: 7 },
  ],
}

test('[U6] ribbons are to one scale, who goes no further has a bar of its own, and ways back are mirrored', () => {
  const forward = layOut({ ...someWays, back: false }, size)
  expect(forward.nodes.map(({ name, x, height }) => [name, x, height])).toEqual([
    ['a', 0, 100],
    ['b', 200, 70],
    [null, 200, 30],
    ['c', 400, 70],
  ])
  expect(forward.ribbons.map(({ from, to, cases }) => [from.name, to.name, cases])).toEqual([
    ['a', 'b', 7],
    ['a', null, 3],
    ['b', 'c', 7],
  ])
  expect(layOut({ ...someWays, back: true }, size).nodes.map(({ x }) => x)).toEqual([392, 192, 192, -8])
})

test('[W1] ways read what they know of an address', () => {
  expect(readPaths({ side: 'before', length: 99, groups: [{ name: 'G', steps: ['a', 'b'] }, { name: '' }] })).toEqual({
    step: '',
    side: 'before',
    length: 8,
    keep: 8,
    groups: [{ name: 'G', steps: ['a', 'b'] }],
  })
})
