import { expect, test } from 'vitest'
import { eventsOf, type Row, storeOf } from '../fixture/log.ts'
import { anomalies, caseList, namesMap } from '../index.ts'
import { waysOf } from './bounds.ts'

/** 2,000 cases A, B an hour or so later, C an hour after; and five that are not like them. */
const plain: Row[] = Array.from({ length: 2000 }, (_, i) => i).flatMap((i): Row[] => [
  [`c${i}`, 'A', i],
  [`c${i}`, 'B', i + 1 + (i % 100) / 100],
  [`c${i}`, 'C', i + 2 + (i % 100) / 100],
])
const odd: Row[] = [
  ['rare', 'A', 0],
  ['rare', 'C', 1],
  ['back', 'B', 0],
  ['back', 'A', 1],
  ['waits', 'A', 0],
  ['waits', 'B', 500],
  ['waits', 'C', 501],
  ['instant', 'A', 7],
  ['instant', 'B', 7],
  ['instant', 'C', 8],
  ['instant2', 'A', 9],
  ['instant2', 'B', 10],
  ['instant2', 'C', 10],
  ...Array.from({ length: 9 }, (_, i): Row => ['repeats', 'A', i]),
  ['repeats', 'B', 10],
  ['repeats', 'C', 11],
]

test('[A1, A2, A3, A5] each oddity is found with its reason, ranked, and behind each count are its cases', async () => {
  await using store = await storeOf(eventsOf([...plain, ...odd]))
  const map = await namesMap(store.warehouse)
  const answer = await anomalies(store.warehouse, map, { kind: null, limit: 50 })
  const of = (id: string) => answer.list.find((one) => one.case === id)?.reasons.map(({ kind }) => kind) ?? []
  expect(of('rare')).toContain('rare')
  expect(of('back')).toContain('backwards')
  expect(of('waits')).toEqual(expect.arrayContaining(['wait', 'long']))
  expect(of('instant')).toEqual(['instant'])
  expect(of('instant2')).toContain('instant')
  expect(of('repeats')).toContain('repeats')
  const says = answer.list.flatMap(({ reasons }) => reasons.map((reason) => reason.says))
  expect(says).toContain('goes from “A” to “C”, as 1 of 2,014 does')
  expect(says.find((one) => one.startsWith('waits 21 d'))).toMatch(/where 999 in 1,000 wait .* at most and half/)
  expect(says).toContain('comes to “A” 9 times, where 999 in 1,000 cases come to no step oftener than 1 times')
  const scores = answer.list.map(({ score }) => score)
  expect(scores.toSorted((a, b) => b - a)).toEqual(scores)
  expect(answer.unusual).toBe(answer.list.length)
  for (const rule of answer.rules) {
    const { total } = await caseList(store.warehouse, map, { kind: 'unusual', reason: rule.kind })
    expect([rule.kind, total]).toEqual([rule.kind, rule.cases])
  }
  expect((await caseList(store.warehouse, map, { kind: 'unusual', reason: null })).total).toBe(answer.unusual)
  const only = await anomalies(store.warehouse, map, { kind: 'repeats', limit: 5 })
  expect(only.list.map((one) => one.case)).toEqual(['repeats'])
})

test('[A4] where nothing is wrong no more are listed than is said', async () => {
  await using store = await storeOf(eventsOf(plain))
  const { rules } = await anomalies(store.warehouse, await namesMap(store.warehouse), { kind: null, limit: 10 })
  const wait = rules.find((rule) => rule.kind === 'wait')
  expect(wait).toMatchObject({ tested: 4000, expected: 4 })
  for (const rule of rules) expect(rule.cases).toBeLessThanOrEqual((rule.expected ?? 0) + 1)
})

test('[A1] of few cases nothing is told', async () => {
  await using store = await storeOf(eventsOf(plain.slice(0, 300)))
  const answer = await anomalies(store.warehouse, await namesMap(store.warehouse), { kind: null, limit: 10 })
  expect(answer.unusual).toBe(0)
  expect(answer.rules.find((rule) => rule.kind === 'wait')?.tested).toBe(0)
})

test('[A1] of no case nothing is told', async () => {
  await using empty = await storeOf([])
  expect((await anomalies(empty.warehouse, await namesMap(empty.warehouse), { kind: null, limit: 10 })).list).toEqual(
    [],
  )
})

test('[A2] a case that may still go on has not ended', async () => {
  const map = {
    throughline: 'map/1',
    id: 'm',
    title: 'M',
    state: 'as-is',
    case: { ends: { quiet: '10 days' } },
    phases: [
      {
        id: 'p',
        title: 'P',
        steps: ['a', 'b', 'c'].map((id) => ({ id, title: id, match: { event: id.toUpperCase() } })),
      },
    ],
  } as const
  const endsEarly = (hours: number): Row[] => [...plain, ['early', 'A', hours], ['early', 'B', hours + 1]]
  const found = async (hours: number) => {
    await using store = await storeOf(eventsOf(endsEarly(hours)))
    const { list } = await anomalies(store.warehouse, map, { kind: 'rare', limit: 10 })
    return list.map((one) => one.case)
  }
  expect(await found(5)).toEqual(['early'])
  expect(await found(2000)).toEqual([])
})

test('[A2] the other way round is told from the counts', () => {
  const row = (prev: number, step: number, n: number) => ({ prev, step, n, q: [1, 2, 3] as const })
  const [, back, rare] = waysOf([row(1, 2, 5000), row(2, 1, 4), row(1, 3, 3)])
  expect(back).toMatchObject({ back: 5000, isRare: false })
  expect(rare).toMatchObject({ back: 0, isRare: true })
})
