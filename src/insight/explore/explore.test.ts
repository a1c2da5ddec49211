import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eventsOf, hour, hourly, type Row, storeOf } from '../fixture/log.ts'
import { bareView, filteredView } from '../fixture/view.ts'
import { dfg, funnel, namesLens, paths, replay, times, variants } from '../index.ts'
import { transitionCounts } from './dfg.ts'
import { pathCounts } from './paths.ts'
import { caseCount, sampleTraces } from './replay.ts'
import { caseTimes } from './times.ts'
import { topVariants } from './variants.ts'

const view = bareView(['b', 'a'])
const filtered = filteredView(view)

test('[I3] each question is one text, and a filter is one condition more', () => {
  const counts = 'sum(c.visits) AS visits, sum(c.cases) AS cases, sum(c.freshly) AS freshly, sum(c.again) AS again'
  expect(transitionCounts(view)).toEqual({
    sql: `SELECT prev, step, ${counts} FROM C AS c WHERE 1 GROUP BY prev, step`,
    params: {},
  })
  const counted =
    'SELECT prev, step, bin, toInt64(count()) AS visits, toInt64(sum(first)) AS cases, toInt64(sum(fresh)) AS freshly, toInt64(sum(again)) AS again, toInt64(sum(bitShiftRight(gap, 20))) AS high, toInt64(sum(bitAnd(gap, 1048575))) AS low FROM L WHERE (key IN (SELECT key FROM T WHERE ((hash = {variant:UInt64})))) GROUP BY prev, step, bin'
  expect(transitionCounts(filtered)).toEqual({
    sql: `SELECT prev, step, ${counts} FROM (${counted}) AS c WHERE 1 GROUP BY prev, step`,
    params: { variant: '7' },
  })
  expect(topVariants(filtered, 3).sql).toContain(
    'FROM (SELECT hash, toInt64(count()) AS cases FROM T WHERE ((hash = {variant:UInt64})) GROUP BY hash) AS w GROUP BY hash HAVING n > 0)',
  )
  expect(caseTimes(view).sql).toBe(
    'SELECT quantilesExactInclusive(0.1, 0.25, 0.5, 0.75, 0.9)(toUnixTimestamp64Micro(ended) - toUnixTimestamp64Micro(started)) AS q, (sum(bitShiftRight(toUnixTimestamp64Micro(ended) - toUnixTimestamp64Micro(started), 20)) * 1048576. + sum(bitAnd(toUnixTimestamp64Micro(ended) - toUnixTimestamp64Micro(started), 1048575))) / count() AS mean, count() AS n FROM T',
  )
  expect(pathCounts(view, { code: 2, back: false, length: 5, top: 9, shownAs: null })).toEqual({
    sql: 'SELECT path, visits, cases FROM (SELECT arraySlice(steps, indexOf(steps, {code:UInt16}) + 1, {length:UInt32}) AS path, count() AS visits, sum(visits) OVER () AS cases FROM T WHERE (has(steps, {code:UInt16})) GROUP BY path ORDER BY visits DESC LIMIT {top:UInt32} WITH TIES) ORDER BY visits DESC, arrayMap(step -> [1, 0][step], path) LIMIT {top:UInt32}',
    params: { code: 2, length: 5, top: 9 },
  })
  expect(caseCount(filtered).sql).toBe('SELECT count() AS cases FROM T WHERE ((hash = {variant:UInt64}))')
  expect(sampleTraces(view, 5)).toEqual({
    sql: 'SELECT steps, arrayMap(t -> toUnixTimestamp64Micro(t) / 1e6, at) AS times FROM T WHERE (key IN (SELECT key FROM T ORDER BY cityHash64(key), key LIMIT {cases:UInt32})) ORDER BY started, key',
    params: { cases: 5 },
  })
})

test('[I5] transitions with visits, cases and times; starts and ends; steps', async () => {
  await using store = await storeOf(
    eventsOf([
      ['x', 'A', 0],
      ['x', 'B', 1],
      ['x', 'A', 2],
      ['x', 'B', 5],
      ['y', 'A', 0],
      ['y', 'B', 2],
      ['z', 'B', 0],
    ]),
  )
  const answer = await dfg(store.warehouse, await namesLens(store.warehouse))
  expect(answer).toEqual({
    cases: 3,
    events: 7,
    steps: [
      { name: 'B', count: 4, cases: 3 },
      { name: 'A', count: 3, cases: 2 },
    ],
    edges: [
      { from: 'A', to: 'B', count: 3, cases: 2, medianSeconds: 7200, meanSeconds: 7200, p90Seconds: 10080 },
      { from: 'B', to: 'A', count: 1, cases: 1, medianSeconds: 3600, meanSeconds: 3600, p90Seconds: 3600 },
    ],
    starts: [
      { name: 'A', count: 2 },
      { name: 'B', count: 1 },
    ],
    ends: [{ name: 'B', count: 3 }],
    ties: { pairs: 0, moved: 0 },
  })
})

test('[I6] variants, most frequent first, equal ones by their names', async () => {
  await using store = await storeOf(eventsOf(hourly({ a: 'C D', b: 'A B', c: 'A', d: 'C D', e: 'B A' })))
  const lens = await namesLens(store.warehouse)
  const { cases, total, variants: listed } = await variants(store.warehouse, lens, {}, { top: 3 })
  expect({ cases, total }).toEqual({ cases: 5, total: 4 })
  expect(listed.map(({ steps, count, medianSeconds }) => [steps, count, medianSeconds])).toEqual([
    [['C', 'D'], 2, 3600],
    [['A'], 1, 0],
    [['A', 'B'], 1, 3600],
  ])
  const only = await variants(store.warehouse, lens, { variant: listed[0]?.id })
  expect(only.variants.map(({ steps, share }) => [steps, share.share])).toEqual([[['C', 'D'], 1]])
})

test('[I7] durations of cases, and times from each step', async () => {
  await using store = await storeOf(eventsOf(hourly({ a: 'A B B', b: 'A' })))
  const answer = await times(store.warehouse, await namesLens(store.warehouse))
  expect(answer.duration).toEqual({ n: 2, p10: 720, p25: 1800, p50: 3600, p75: 5400, p90: 6480, mean: 3600 })
  expect(answer.steps.map(({ name, n, p50 }) => [name, n, p50])).toEqual([
    ['A', 1, 3600],
    ['B', 1, 3600],
  ])
})

test('[I8] what follows the first visit; who ends sooner gives a shorter path', async () => {
  await using store = await storeOf(eventsOf(hourly({ a: 'X A B A C', b: 'A', c: 'A B A C D', d: 'B' })))
  const lens = await namesLens(store.warehouse)
  expect(await paths(store.warehouse, lens, { after: 'A', length: 3 })).toEqual({
    cases: 3,
    paths: [
      { count: 2, steps: ['B', 'A', 'C'] },
      { count: 1, steps: [] },
    ],
  })
  await expect(paths(store.warehouse, lens, { after: 'Z' })).rejects.toThrow('No event is a step "Z"')
})

test('[I10] a replay is the same each time and says of how many it is', async () => {
  const cases = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`c${i}`, 'A B']))
  await using store = await storeOf(eventsOf(hourly(cases)))
  const lens = await namesLens(store.warehouse)
  const first = await replay(store.warehouse, lens, {}, { cases: 7 })
  expect([first.of, first.cases.length]).toEqual([40, 7])
  expect(first.cases[0]).toEqual({ steps: [0, 1], at: [Date.UTC(2026, 0, 5) / 1000, Date.UTC(2026, 0, 5, 1) / 1000] })
  expect(await replay(store.warehouse, lens, {}, { cases: 7 })).toEqual(first)
})

/** How far a case comes, by trying every start and walking on greedily. */
function naiveDepth(
  trace: readonly { readonly name: string; readonly at: number }[],
  steps: readonly string[],
  within: number | null,
): number {
  let deepest = 0
  for (const [i, start] of trace.entries()) {
    if (start.name !== steps[0]) continue
    let depth = 1
    for (const visit of trace.slice(i + 1)) {
      const isInTime = within === null || visit.at - start.at <= within
      if (depth < steps.length && visit.name === steps[depth] && isInTime) depth++
    }
    deepest = Math.max(deepest, depth)
  }
  return deepest
}

test('[I9] the funnel is what trying every start finds, ties, repeated steps and the window’s edge included', async () => {
  const name = fc.constantFrom('A', 'B', 'C', 'D')
  const anyCase = fc.array(fc.record({ name, wait: fc.constantFrom(0, 0, 1, 2, 5) }), { minLength: 1, maxLength: 12 })
  const cases = fc.sample(anyCase, { numRuns: 400, seed: 90417 })
  const traces = cases.map((visits) => {
    let at = 0
    return visits.map((visit) => {
      at += visit.wait
      return { name: visit.name, at }
    })
  })
  const rows = traces.flatMap((trace, i) => trace.map((visit): Row => [`c${i}`, visit.name, visit.at]))
  await using store = await storeOf(eventsOf(rows))
  const lens = await namesLens(store.warehouse)
  const asked = fc.record({
    steps: fc.array(name, { minLength: 1, maxLength: 5 }),
    within: fc.constantFrom(null, 0, 1, 3, 6),
  })
  for (const { steps, within } of fc.sample(asked, { numRuns: 60, seed: 5521 })) {
    const answer = await funnel(store.warehouse, lens, { steps, within: within === null ? null : within * hour })
    const depths = traces.map((trace) => naiveDepth(trace, steps, within))
    expect(
      answer.steps.map(({ cases }) => cases),
      `${steps} within ${within}`,
    ).toEqual(steps.map((_, place) => depths.filter((depth) => depth > place).length))
  }
})

test('[I9] a funnel of no steps is refused', async () => {
  await using store = await storeOf([])
  await expect(funnel(store.warehouse, await namesLens(store.warehouse), { steps: [], within: null })).rejects.toThrow(
    'no steps',
  )
})
