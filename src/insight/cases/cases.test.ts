import { expect, test } from 'vitest'
import type { Event } from '../../event/index.ts'
import type { MapDocument, Step } from '../../map/index.ts'
import { append, eventsOf, hourly, type Row, storeOf } from '../fixture/log.ts'
import { bareView } from '../fixture/view.ts'
import { type Behind, caseList, caseStory, mapLens, measure, namesLens, namesMap, properties } from '../index.ts'
import { openView } from '../view.ts'
import { listedCases } from './list.ts'
import { passageIn } from './passage.ts'
import { sampled, valuesByCases } from './properties.ts'
import { casesOf } from './rows.ts'
import { caseByKey, eventRows, otherCases, placesOf } from './story.ts'

const step = (id: string, more: Partial<Step> = {}): Step => ({
  id,
  title: id,
  match: { event: id.toUpperCase() },
  ...more,
})
const map: MapDocument = {
  throughline: 'map/1',
  id: 'm',
  title: 'M',
  state: 'as-is',
  case: { ends: { quiet: '20 hours' } },
  outcome: { good: ['d'] },
  phases: [
    {
      id: 'p',
      title: 'P',
      steps: [
        step('a', { promise: { next: 'd', within: '3 hours' } }),
        step('b', { promise: { within: '1 hour' } }),
        step('c'),
        step('d'),
      ],
    },
  ],
}

const view = bareView(['a'])

test('[I3] the questions about cases', () => {
  const columns =
    'SELECT toString(key) AS id, case, customer, toUnixTimestamp64Micro(started) AS began, toUnixTimestamp64Micro(ended) AS finished, length(steps) AS visits, steps[-1] AS last FROM T'
  expect(listedCases(view, 'has(steps, 1)', { limit: 1, offset: 0 })).toEqual({
    sql: `${columns} WHERE (has(steps, 1)) ORDER BY started DESC, key LIMIT {limit:UInt64} OFFSET {offset:UInt64}`,
    params: { limit: 1, offset: 0 },
  })
  expect(casesOf(view, ['7'])).toEqual({ sql: `${columns} WHERE (key IN {ids:Array(UInt64)})`, params: { ids: ['7'] } })
  expect(caseByKey(view, '7').sql).toContain('FROM T WHERE key = {key:UInt64}')
  expect(otherCases(view, 'anna', '7').params).toEqual({ customer: 'anna', key: '7' })
  expect(sampled(view)).toBe('case_key IN (SELECT case FROM T ORDER BY cityHash64(key), key LIMIT 2000)')
  expect(valuesByCases('1').sql).toContain('FROM event WHERE 1)')
  const spec = { by: 'case', ends: { steps: [], quiet: null }, promises: [], segment: null } as const
  const events = { sql: 'case_key = {case:String}', params: { case: 'x' } }
  expect(
    placesOf({ ...spec, steps: [{ id: 'a', when: { sql: 'name = {s0_0:String}', params: { s0_0: 'A' } } }] }, events),
  ).toEqual({
    sql: "SELECT toUnixTimestamp64Micro(at) AS time, name, multiIf((name = {s0_0:String}), toUInt16(1), toUInt16(0)) AS code, case = '' AS own FROM event WHERE case_key = {case:String} ORDER BY own, at, seq",
    params: { case: 'x', s0_0: 'A' },
  })
  expect(eventRows({ ...spec, steps: [] }, events, { own: 0, from: 3, to: 9, codes: [] }).sql).toMatch(
    /AND \(case = ''\) = 0 ORDER BY at, seq LIMIT 6 OFFSET 3$/,
  )
})

const rows: readonly Row[] = [
  ...hourly({ whole: 'A B C D', again: 'A A B', dropped: 'A B', late: 'A B B B B D' }),
  ['slow', 'A', 90],
  ['slow', 'B', 99],
  ['now', 'A', 99.5],
  ['clock', 'X', 100],
]

test('[I17, I60] behind each figure there are exactly as many cases as it counts', async () => {
  await using store = await storeOf(eventsOf(rows))
  const answer = await measure(store.warehouse, map)
  const total = async (behind: Behind) => (await caseList(store.warehouse, map, behind)).total
  expect(await total({ kind: 'all' })).toBe(answer.cases)
  expect(await total({ kind: 'open' })).toBe(answer.open)
  expect(await total({ kind: 'outcome', reached: true })).toBe((answer.outcome?.share ?? 0) * (answer.outcome?.n ?? 0))
  expect(await total({ kind: 'outcome', reached: false })).toBe(
    (1 - (answer.outcome?.share ?? 0)) * (answer.outcome?.n ?? 0),
  )
  expect(answer.steps.map(({ here }) => here?.cases ?? null)).toEqual([1, 1, 0, null])
  for (const { id, cases, repeats, dropped, promise, here } of answer.steps) {
    expect(await total({ kind: 'here', step: id })).toBe(here?.cases ?? 0)
    expect(await total({ kind: 'visited', step: id })).toBe(cases)
    expect(await total({ kind: 'repeated', step: id })).toBe(Math.round((repeats.share ?? 0) * repeats.n))
    expect(await total({ kind: 'dropped', step: id })).toBe(Math.round((dropped.share ?? 0) * dropped.n))
    if (promise === null) expect(await total({ kind: 'late', step: id })).toBe(0)
  }
  for (const { from, to, cases } of answer.transitions)
    expect(await total({ kind: 'transition', from, to })).toBe(cases)
  expect(await total({ kind: 'started', step: 'a' })).toBe(6)
  expect(await total({ kind: 'ended', step: 'b' })).toBe(3)
  await expect(total({ kind: 'visited', step: 'z' })).rejects.toThrow('step "z"')
})

test('[I17] late cases: those to whom it never came first, then the longest; pages follow one another', async () => {
  await using store = await storeOf(eventsOf(rows))
  const names = async (behind: Behind, page = {}) =>
    (await caseList(store.warehouse, map, behind, {}, page)).cases.map((row) => [row.case, row.took])
  const late = await names({ kind: 'late', step: 'a' })
  expect(new Set(late.slice(0, 3).map(([name]) => name))).toEqual(new Set(['again', 'dropped', 'slow']))
  expect(late.slice(3)).toEqual([['late', 5 * 3600]])
  expect(await names({ kind: 'kept', step: 'a' })).toEqual([['whole', 3 * 3600]])
  expect(await names({ kind: 'pending', step: 'a' })).toEqual([['now', null]])
  expect(await names({ kind: 'transition', from: 'a', to: 'b' }, { limit: 1 })).toEqual([['slow', 9 * 3600]])
  expect([
    ...(await names({ kind: 'late', step: 'a' }, { limit: 2 })),
    ...(await names({ kind: 'late', step: 'a' }, { limit: 2, offset: 2 })),
  ]).toEqual(late)
})

test('[I18] a case with every event, its steps, gaps and promises', async () => {
  const more: Partial<Event> = {
    channel: 'web',
    text: 'Thanks',
    score: { kind: 'csat', value: 5 },
    properties: { amount: 12.5 },
    id: 'message 2',
  }
  await using store = await storeOf(
    eventsOf([
      ['x', 'before', -1],
      ['x', 'A', 0],
      ['x', 'other', 0.5],
      ['x', 'B', 2, more],
      ['x', 'B', 4],
      ['y', 'A', 90, { customer: { userId: 'customer of x' } }],
    ]),
  )
  const [row] = (await caseList(store.warehouse, map, { kind: 'repeated', step: 'b' })).cases
  const story = await caseStory(store.warehouse, map, row?.key ?? '')
  expect(story).toMatchObject({
    case: 'x',
    customer: 'customer of x',
    open: false,
    of: 5,
    others: [{ started: '2026-01-08T18:00:00.000Z' }],
  })
  expect(story?.events.map(({ name, step, gap, promise }) => [name, step, gap, promise?.due, promise?.kept])).toEqual([
    ['before', null, null, undefined, undefined],
    ['A', 'a', 3600, '2026-01-05T03:00:00.000Z', false],
    ['other', null, 1800, undefined, undefined],
    ['B', 'b', 5400, '2026-01-05T03:00:00.000Z', false],
    ['B', 'b', 7200, '2026-01-05T05:00:00.000Z', false],
  ])
  expect(story?.events[3]).toMatchObject({
    id: 'message 2',
    channel: 'web',
    text: 'Thanks',
    score: { kind: 'csat', value: 5 },
    properties: { amount: '12.5' },
  })
  expect(await caseStory(store.warehouse, map, '1')).toBeNull()
  expect(await caseStory(store.warehouse, map, '99999999999999999999')).toBeNull()
  expect(await caseStory(store.warehouse, map, "1' OR 1")).toBeNull()
})

test('[I18] a passage of a case has its own events, and a customer is not a case of the same name', async () => {
  const cut: MapDocument = { ...map, case: { by: 'application', ends: { step: ['d'] } } }
  const rows: readonly Row[] = [
    ['x', 'A', 0],
    ['x', 'D', 1],
    ['x', 'note', 2],
    ['x', 'A', 3],
    ['x', 'B', 4],
    ['x', 'note', 5],
  ]
  const namesake: Event = {
    customer: { userId: 'x' },
    name: 'A',
    at: Date.UTC(2026, 0, 5, 7) * 1000,
    actor: 'customer',
    properties: {},
  }
  await using store = await storeOf([...eventsOf(rows), namesake])
  const { cases } = await caseList(store.warehouse, cut, { kind: 'all' })
  const stories = await Promise.all(cases.map(({ key }) => caseStory(store.warehouse, cut, key)))
  expect(stories.map((story) => story?.events.map(({ name }) => name).join(' ')).sort()).toEqual([
    'A',
    'A B note',
    'A D note',
  ])
})

test('[I18] where a customer is the case, its story goes over all that it did', async () => {
  const anna: Partial<Event> = { customer: { userId: 'anna' } }
  await using store = await storeOf(
    eventsOf([
      ['1', 'A', 0, anna],
      ['2', 'B', 1, anna],
      ['2', 'D', 1, { customer: { userId: 'ben' } }],
    ]),
  )
  const byCustomer: MapDocument = { ...map, case: { by: 'customer' } }
  const { cases } = await caseList(store.warehouse, byCustomer, { kind: 'started', step: 'a' })
  const story = await caseStory(store.warehouse, byCustomer, cases[0]?.key ?? '')
  expect(story?.events.map(({ step }) => step)).toEqual(['a', 'b'])
})

test('[I11] [I18] stories say of promises and of open cases what measure counts', async () => {
  const promising: MapDocument = {
    ...map,
    case: { ends: { quiet: '2 days' } },
    phases: [
      {
        id: 'p',
        title: 'P',
        steps: [
          { id: 'a', title: 'A', match: { event: 'A' }, promise: { next: 'c', within: '1 business day' } },
          { id: 'b', title: 'B', match: { event: 'B' }, promise: { within: '5 hours' } },
          { id: 'c', title: 'C', match: { event: 'C' }, next: ['a'] },
        ],
      },
    ],
  }
  let seed = 7
  const random = (n: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return Math.floor((seed / 2147483648) * n)
  }
  const rows = Array.from(
    { length: 160 },
    (): Row => [`c${random(40)}`, ['A', 'B', 'C', 'X'][random(4)] ?? '', random(240)],
  )
  await using store = await storeOf(eventsOf(rows))
  const { steps, open } = await measure(store.warehouse, promising)
  const { cases } = await caseList(store.warehouse, promising, { kind: 'all' }, {}, { limit: 200 })
  const stories = await Promise.all(cases.map(({ key }) => caseStory(store.warehouse, promising, key)))
  const count = (step: string, kept: boolean | null) =>
    stories
      .flatMap((story) => story?.events ?? [])
      .filter((event) => event.step === step && event.promise !== null && event.promise.kept === kept).length
  for (const { id, promise } of steps.filter((figures) => figures.promise !== null)) {
    expect([id, promise?.kept, promise?.n, promise?.pending]).toEqual([
      id,
      count(id, true),
      count(id, true) + count(id, false),
      count(id, null),
    ])
    expect(count(id, true) * count(id, false)).toBeGreaterThan(0)
  }
  expect(open).toBeGreaterThan(0)
  expect(stories.filter((story) => story?.open).length).toBe(open)
})

test('[I18] a case of the same name in another source has no part in the story', async () => {
  await using store = await storeOf(eventsOf(hourly({ 1: 'A B', 2: 'A' })))
  await append(store.warehouse, eventsOf(hourly({ 1: 'B A X' })), 'other.csv')
  const one: MapDocument = { ...map, case: { from: ['test.csv'] } }
  const { cases } = await caseList(store.warehouse, one, { kind: 'transition', from: 'a', to: 'b' })
  expect(cases).toMatchObject([{ case: '1', steps: 2 }])
  const story = await caseStory(store.warehouse, one, cases[0]?.key ?? '')
  expect(story?.events.map(({ step }) => step)).toEqual(['a', 'b'])
})

test('[I18] events that are not those of the trace tell no story', () => {
  expect(passageIn([{ time: 1, code: 1, own: 0 }], { steps: [2], times: [1] })).toBeNull()
})

test('[I19] values by cases, most first, with the number of distinct ones', async () => {
  await using store = await storeOf(
    eventsOf([
      ['x', 'A', 0, { channel: 'web', properties: { city: 'Ulm' }, traits: { vip: true } }],
      ['x', 'B', 1, { channel: 'web', properties: { city: 'Ulm' } }],
      ['y', 'A', 0, { channel: 'web', properties: { city: "O'Fallon" } }],
      ['z', 'A', 0, { channel: 'app', properties: { city: "O'Fallon" } }],
    ]),
  )
  const found = await properties(store.warehouse)
  expect(found.map(({ kind, name, distinct }) => [kind, name, distinct])).toEqual([
    ['field', 'actor', 1],
    ['field', 'channel', 2],
    ['property', 'city', 2],
    ['trait', 'vip', 1],
  ])
  expect(found[1]?.values).toEqual([
    { value: 'web', cases: 2 },
    { value: 'app', cases: 1 },
  ])
  expect(found[2]).not.toHaveProperty('sample')
  const sample = sampled(await openView(store.warehouse, await namesLens(store.warehouse), {}))
  const all = await store.warehouse.rows(valuesByCases('1'))
  expect(await store.warehouse.rows(valuesByCases(sample))).toEqual(all)
})

test('[I1] [I12] without a map no step is an end: dropped are the cases whose last step it is', async () => {
  await using store = await storeOf(eventsOf(hourly({ x: 'A B', y: 'A', z: 'B A' })))
  const { warehouse } = store
  const names = await namesMap(warehouse)
  const { steps } = await measure(warehouse, names)
  expect(steps.map(({ id, dropped }) => [id, dropped.share, dropped.n])).toEqual([
    ['A', 2 / 3, 3],
    ['B', 0.5, 2],
  ])
  expect((await caseList(warehouse, names, { kind: 'dropped', step: 'A' })).total).toBe(2)
})

test('[I1] a name that became more frequent than another leaves the lens as it is built', async () => {
  await using store = await storeOf(eventsOf(hourly({ x: 'A A B' })))
  const { warehouse } = store
  const before = await namesLens(warehouse)
  expect(mapLens(await namesMap(warehouse))).toMatchObject({ steps: [{ id: 'A' }, { id: 'B' }] })
  await append(warehouse, eventsOf(hourly({ y: 'B B' })), 'more.csv')
  expect(await namesLens(warehouse)).toMatchObject({ steps: before.steps.map(({ id, names }) => ({ id, names })) })
  expect((await namesMap(warehouse)).phases[0]?.steps.map(({ id }) => id)).toEqual(['B', 'A'])
})

test('[I1] without a map, event names are steps of lists and stories too', async () => {
  await using store = await storeOf(eventsOf(hourly({ x: 'A B' })))
  const names = await namesMap(store.warehouse)
  const { cases } = await caseList(store.warehouse, names, { kind: 'transition', from: 'A', to: 'B' })
  expect(cases).toMatchObject([{ case: 'x', took: 3600, last: 'B' }])
  expect((await caseStory(store.warehouse, names, cases[0]?.key ?? ''))?.events.map(({ step }) => step)).toEqual([
    'A',
    'B',
  ])
})
