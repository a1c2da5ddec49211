import { expect, test } from 'vitest'
import type { Event } from '../../event/index.ts'
import type { MapDocument, Step } from '../../map/index.ts'
import { addDuration, durationOf } from '../../match/index.ts'
import { append, eventsOf, hourly, type Row, storeOf } from '../fixture/log.ts'
import { bareView } from '../fixture/view.ts'
import { type CaseFilter, measure, stepDetail, weeks } from '../index.ts'
import { mondayOf, weekOf, weekSql } from '../week.ts'
import { longWait, visitsByWeek, waitBins } from './detail.ts'
import { dueSql } from './due.ts'
import { promiseCounts } from './promise.ts'
import { caseTotals, openVisits, outcomeTimes } from './questions.ts'
import { besideConditions } from './unmatched.ts'
import { beginsByWeek } from './weeks.ts'

function mapOf(steps: readonly Step[], more: Partial<MapDocument> = {}): MapDocument {
  return {
    throughline: 'map/1',
    id: 'm',
    title: 'M',
    state: 'as-is',
    phases: [{ id: 'p', title: 'P', steps }],
    ...more,
  }
}
const step = (id: string, more: Partial<Step> = {}): Step => ({
  id,
  title: id,
  match: { event: id.toUpperCase() },
  ...more,
})

async function measured(rows: readonly Row[], map: MapDocument, filter: CaseFilter = {}) {
  await using store = await storeOf(eventsOf(rows))
  return await measure(store.warehouse, map, filter)
}
const of = (answer: Awaited<ReturnType<typeof measure>>, id: string) => {
  const found = answer.steps.find((figures) => figures.id === id)
  if (found === undefined) throw new RangeError(id)
  return found
}

const view = bareView(['a', 'b'], 1000)

test('[I3] the questions of a measure', () => {
  const openness = { quiet: 100, ends: [2] }
  expect(caseTotals(view, openness, [2]).sql).toBe(
    'WITH toUnixTimestamp64Micro(ended) > 900 AND NOT has([toUInt16(2)], steps[-1]) AS still, hasAny(steps, [toUInt16(2)]) AS good SELECT count() AS cases, uniqExact(cityHash64(customer)) AS customers, toUnixTimestamp64Micro(min(started)) AS earliest, toUnixTimestamp64Micro(max(ended)) AS latest, countIf(still) AS open, countIf(good AND NOT still) AS reached FROM T',
  )
  expect(outcomeTimes(view, [2]).sql).toBe(
    "SELECT quantilesExactInclusive(0.5, 0.9)(dateDiff('microsecond', started, at[arrayFirstIndex(step -> has([toUInt16(2)], step), steps)])) AS q, count() AS n FROM T WHERE (hasAny(steps, [toUInt16(2)]))",
  )
  expect(openVisits(view, openness).sql).toBe(
    'SELECT step, count() AS visited, countIf(step = last) AS stands FROM (SELECT arrayJoin(arrayDistinct(steps)) AS step, steps[-1] AS last FROM T WHERE (toUnixTimestamp64Micro(ended) > 900 AND NOT has([toUInt16(2)], steps[-1]))) GROUP BY step',
  )
  const promised = [{ step: 'a', code: 1, within: durationOf('1 minute'), isNamed: true }]
  expect(promiseCounts(view, promised)).toEqual({
    sql: 'WITH multiIf(prev IN (1), took, step = 0, -1, gap) AS wait, toUnixTimestamp64Micro(at) - gap AS visit, transform(prev, [toUInt16(1)], [toInt64(60000000)], toInt64(0)) AS allowed, wait >= 0 AND wait <= allowed AS in_time, wait > allowed OR (wait < 0 AND visit + allowed < {horizon:Int64}) AS too_late SELECT prev, countIf(in_time) AS kept, countIf(too_late) AS late, count() AS visits FROM L WHERE (prev IN (1)) GROUP BY prev',
    params: { horizon: 1000 },
  })
  expect(longWait(view, 1).sql).toBe(
    'SELECT quantileExactInclusive(0.95)(gap) AS p95, count() AS n FROM L WHERE (prev = 1) AND (step > 0)',
  )
  expect(waitBins(view, 1, 5, 120).params).toEqual({ width: 5, p95: 120 })
  expect(visitsByWeek(view, 1).sql).toContain('FROM L WHERE (step = 1) GROUP BY week')
  expect(beginsByWeek(view, 7).sql).toContain('FROM T GROUP BY week HAVING week >= {since:Int64}')
  const spec = { by: 'case', ends: { steps: [], quiet: null }, promises: [], segment: null } as const
  expect(
    besideConditions({ ...spec, steps: [{ id: 'a', when: { sql: 'name = {s0_0:String}', params: { s0_0: 'A' } } }] }),
  ).toEqual({
    sql: 'SELECT name, count() AS count FROM event WHERE NOT ((name = {s0_0:String})) GROUP BY name ORDER BY count DESC, name',
    params: { s0_0: 'A' },
  })
})

test('[I11] the instant a promise is due is the same in SQL as in match, before 1970 and over weekends too', async () => {
  await using store = await storeOf([])
  for (const text of [
    '90 minutes',
    '1 business day',
    '3 business days',
    '12 business days',
    '1 business hour',
    '8 business hours',
    '21 business hours',
  ]) {
    const duration = durationOf(text)
    const rows = await store.warehouse.rows<{ visit: number; due: number }>({
      sql: `SELECT toInt64(-40000000000000 + (cityHash64(number) % 2000000000) * 1000000 + number) AS visit, ${dueSql('visit', duration)} AS due FROM numbers(1500)`,
    })
    expect(
      rows.filter(({ visit, due }) => addDuration(visit, duration) !== due),
      text,
    ).toEqual([])
  }
})

test('[I11] kept to the very end of the time, late after it, pending while it runs', async () => {
  const map = mapOf([
    step('a', { promise: { next: 'c', within: '2 hours' } }),
    step('b', { promise: { within: '1 hour' } }),
    step('c'),
  ])
  const rows: Row[] = [
    ['on time', 'A', 0],
    ['on time', 'B', 1],
    ['on time', 'C', 2],
    ['late', 'A', 0],
    ['late', 'C', 2.001],
    ['never', 'A', 0],
    ['just run out', 'A', 7.999],
    ['running', 'A', 8],
    ['running', 'B', 9.5],
    ['clock', 'X', 10],
  ]
  const answer = await measured(rows, map)
  expect(of(answer, 'a').promise).toMatchObject({ kept: 1, n: 4, pending: 1, within: 7200, share: 0.25 })
  expect(of(answer, 'b').promise).toMatchObject({ kept: 1, n: 1, pending: 1 })
  expect(of(answer, 'c').promise).toBeNull()
  expect(answer.promise).toMatchObject({ share: 0.4, n: 5 })
})

test('[I11] a promised step already passed does not keep the promise; each visit is judged', async () => {
  const map = mapOf([step('a', { promise: { next: ['c'], within: '1 hour' } }), step('c')])
  const answer = await measured([...hourly({ x: 'C A A C' }), ['z', 'A', 9]], map)
  expect(of(answer, 'a').promise).toMatchObject({ kept: 1, n: 2, pending: 1 })
})

test('[I11] business time: Friday evening’s visit has until Monday', async () => {
  const map = mapOf([step('a', { promise: { next: 'b', within: '1 business day' } }), step('b')])
  const friday = 4 * 24 + 18
  const answer = await measured(
    [
      ['x', 'A', friday],
      ['x', 'B', friday + 71],
      ['y', 'A', friday],
      ['y', 'B', friday + 73],
      ['z', 'X', 400],
    ],
    map,
  )
  expect(of(answer, 'a').promise).toMatchObject({ kept: 1, n: 2, within: 86400 })
})

test('[I11] a promise that no event can answer has no figure', async () => {
  const map = mapOf([
    step('a', { promise: { next: 'nowhere', within: '1 hour' } }),
    step('b', { promise: { score: { kind: 'csat', atLeast: 4 } } }),
    { id: 'nowhere', title: 'Nowhere', promise: { within: '1 hour' } },
    step('c', { promise: { within: '1 hour' } }),
  ])
  const answer = await measured(hourly({ x: 'A B C' }), map)
  expect(answer.steps.map(({ promise }) => promise)).toEqual([null, null, null, null])
  expect(answer.promise).toBeNull()
})

test('[I12] dropped at a step that is no end; open cases are out of the figure', async () => {
  const map = mapOf([step('a'), step('b'), step('c', { next: ['a'] }), step('d')], {
    case: { ends: { quiet: '10 hours' } },
    outcome: { good: ['d'], bad: ['c'] },
  })
  const answer = await measured(
    [...hourly({ v: 'A B D', w: 'A B', x: 'A A', y: 'A C' }), ['z', 'A', 91], ['z', 'B', 95], ['end', 'X', 100]],
    map,
  )
  expect(answer).toMatchObject({ cases: 5, open: 1 })
  expect(of(answer, 'a')).toMatchObject({
    cases: 5,
    visits: 6,
    repeats: { visits: 1, share: 0.2, n: 5 },
    dropped: { share: 0.25, n: 4 },
  })
  expect(of(answer, 'b').dropped).toMatchObject({ share: 0.5, n: 2 })
  expect(of(answer, 'c').dropped).toEqual({ share: null, n: 0, low: null, high: null })
  expect(of(answer, 'd').dropped.n).toBe(0)
})

test('[I13] outcome over finished cases, and the time to it', async () => {
  const map = mapOf([step('a'), step('b'), step('d')], {
    case: { ends: { quiet: '10 hours' } },
    outcome: { good: ['d'] },
  })
  const answer = await measured(
    [...hourly({ v: 'A B D', w: 'A B', x: 'A D B D' }), ['z', 'A', 95], ['end', 'X', 100]],
    map,
  )
  expect(answer.outcome).toMatchObject({ n: 3, share: 2 / 3 })
  expect(answer.toOutcome).toEqual({ p50: 5400, p90: 6840, n: 2 })
  expect((await measured(hourly({ v: 'A B' }), mapOf([step('a')]))).outcome).toBeNull()
})

test('[I1] steps without a match, and steps that match by more than a name', async () => {
  const map = mapOf([
    step('a', { match: { event: 'A', where: { channel: 'web' } } }),
    step('rest', { match: { event: ['A', 'B'] } }),
    { id: 'none', title: 'None' },
  ])
  const web: Partial<Event> = { channel: 'web' }
  const answer = await measured(
    [
      ['x', 'A', 0, web],
      ['x', 'A', 1],
      ['x', 'B', 2],
      ['x', 'C', 3],
      ['y', 'C', 3],
    ],
    map,
  )
  expect(answer.steps.map(({ id, visits }) => [id, visits])).toEqual([
    ['a', 1],
    ['rest', 2],
    ['none', 0],
  ])
  expect(of(answer, 'none')).toMatchObject({
    toNext: { p50: null, p90: null, n: 0 },
    unmeasured: expect.stringContaining('"none" has no match'),
  })
  expect(answer.unmatched).toEqual({ events: 2, names: [{ name: 'C', count: 2 }] })
})

test('[I2] a filter by period, segment, variant or source leaves the same cases everywhere', async () => {
  const map = mapOf([step('a'), step('b')])
  await using store = await storeOf(
    eventsOf([...hourly({ x: 'A B', y: 'A' }), ['z', 'A', 24], ['z', 'B', 26, { channel: 'web' }]]),
  )
  await append(store.warehouse, eventsOf([['w', 'B', 30]]), 'other.csv')
  const cases = async (filter: CaseFilter) => {
    const answer = await measure(store.warehouse, map, filter)
    return [answer.cases, of(answer, 'a').cases, answer.transitions.map(({ visits }) => visits)]
  }
  expect(await cases({})).toEqual([4, 3, [2]])
  expect(await cases({ from: '2026-01-06' })).toEqual([2, 1, [1]])
  expect(await cases({ to: '2026-01-06T00:00:00Z' })).toEqual([2, 2, [1]])
  expect(await cases({ segment: { where: { channel: 'web' } } })).toEqual([1, 1, [1]])
  expect(await cases({ segment: { not: { event: 'B' } } })).toEqual([1, 1, []])
  expect(await cases({ source: 'other.csv' })).toEqual([1, 0, []])
  expect(await cases({ source: 'test.csv', segment: { event: 'B' }, from: '2026-01-05' })).toEqual([2, 2, [2]])
  expect(await cases({ to: '2026-01-06T00:00:00.000001Z' })).toEqual([3, 3, [2]])
  expect(await cases({ from: '2026-01-06T01:00:00+01:00' })).toEqual([2, 1, [1]])
  expect(await cases({ from: '1900-01-01', to: '2255-01-01' })).toEqual([4, 3, [2]])
  for (const from of ['soon', '1', '01/02/2026', '2026-01-02T10:00', '2026-02-30', '9999-12-31'])
    await expect(cases({ from })).rejects.toThrow(`from: "${from}"`)
  await expect(cases({ source: 'othr.csv' })).rejects.toMatchObject({
    message: 'source: nothing was imported from "othr.csv".',
    remedy: 'There are "other.csv", "test.csv".',
  })
  await expect(cases({ variant: 'x' })).rejects.toThrow('"x" is not a variant')
})

test('[I2] a segment is over the events of the map’s own imports', async () => {
  await using store = await storeOf(eventsOf(hourly({ 1: 'A B', 2: 'A' })))
  await append(store.warehouse, eventsOf(hourly({ 2: 'B' })), 'other.csv')
  const map = mapOf([step('a'), step('b')], { case: { from: ['test.csv'] } })
  expect((await measure(store.warehouse, map, { segment: { event: 'B' } })).cases).toBe(1)
})

test('[I14] events that are no step are counted by name, whatever the filter', async () => {
  const rows: Row[] = [...hourly({ x: 'A X B Y', y: 'X' })]
  const map = mapOf([step('a'), step('b')])
  const expected = {
    events: 3,
    names: [
      { name: 'X', count: 2 },
      { name: 'Y', count: 1 },
    ],
  }
  expect((await measured(rows, map)).unmatched).toEqual(expected)
  expect((await measured(rows, map, { from: '2030-01-01' })).unmatched).toEqual(expected)
  const byMore = mapOf([
    step('a', { match: { all: [{ event: 'A' }, { where: { '': { exists: false } } }] } }),
    step('b'),
  ])
  expect((await measured(rows, byMore)).unmatched).toEqual(expected)
})

test('[I2] where a customer is the case, a segment is over the customer’s events', async () => {
  const map = mapOf([step('a'), step('b')], { case: { by: 'customer' } })
  const anna: Partial<Event> = { customer: { userId: 'anna' } }
  await using store = await storeOf(
    eventsOf([
      ['1', 'A', 0, anna],
      ['2', 'B', 1, { ...anna, channel: 'web' }],
      ['3', 'A', 0],
    ]),
  )
  const answer = await measure(store.warehouse, map, { segment: { where: { channel: 'web' } } })
  expect([answer.cases, of(answer, 'a').visits, of(answer, 'b').visits]).toEqual([1, 1, 1])
})

test('[I15] weeks from Monday to Sunday, before 1970 too', async () => {
  expect(
    ['1969-12-28T23:59:59.999Z', '1969-12-29T00:00:00Z', '1970-01-05T00:00:00Z', '2026-01-11T23:59:59Z'].map((at) =>
      mondayOf(weekOf(Date.parse(at) * 1000)),
    ),
  ).toEqual(['1969-12-22', '1969-12-29', '1970-01-05', '2026-01-05'])
  await using store = await storeOf([])
  const [row] = await store.warehouse.rows<{ week: number }>({
    sql: `SELECT ${weekSql('toInt64(-259200000001)')} AS week`,
  })
  expect(row?.week).toBe(-1)
})

test('[I15] cases by the week they begin in and promises by the week they were made', async () => {
  const map = mapOf([step('a', { promise: { within: '2 hours' } }), step('b')])
  await using store = await storeOf(
    eventsOf([...hourly({ x: 'A B', y: 'A' }), ['z', 'A', 24 * 7], ['z', 'B', 24 * 7 + 3]]),
  )
  const answer = await weeks(store.warehouse, map)
  expect(answer.length).toBe(26)
  expect(answer.slice(-3)).toEqual([
    { week: '2025-12-29', cases: 0, kept: null },
    { week: '2026-01-05', cases: 2, kept: 0.5 },
    { week: '2026-01-12', cases: 1, kept: 0 },
  ])
})

test('[I15] a view without cases has no weeks', async () => {
  await using store = await storeOf(eventsOf(hourly({ x: 'A B' })))
  const map = mapOf([step('a'), step('b')])
  expect(await weeks(store.warehouse, map, { from: '2030-01-01' })).toEqual([])
  expect(await weeks(store.warehouse, mapOf([step('z')]))).toEqual([])
})

test('[I16] a step opened', async () => {
  const map = mapOf([step('a', { promise: { within: '2 hours' } }), step('b'), step('c')])
  const many = Array.from({ length: 39 }, (_, i): Row[] => [
    [`m${i}`, 'A', 0],
    [`m${i}`, 'B', i + 1],
  ]).flat()
  await using store = await storeOf(eventsOf([...many, ['last', 'A', 0], ['last', 'C', 1000]]))
  const answer = await stepDetail(store.warehouse, map, 'a')
  expect(answer.to.map(({ step, visits, share }) => [step, visits, share.share])).toEqual([
    ['b', 39, 0.975],
    ['c', 1, 0.025],
  ])
  expect(answer.from.map(({ step, visits }) => [step, visits])).toEqual([[null, 40]])
  expect(answer.histogram?.bins.length).toBe(24)
  expect((answer.histogram?.bins.reduce((sum, bin) => sum + bin, 0) ?? 0) + (answer.histogram?.beyond ?? 0)).toBe(40)
  expect(answer.histogram?.beyond).toBe(2)
  expect(answer.kept).toMatchObject([{ week: '2026-01-05', share: 0.05, n: 40 }])
  expect(answer.visits).toEqual([{ week: '2026-01-05', visits: 40 }])
  expect(answer.measure).toEqual(of(await measure(store.warehouse, map), 'a'))
  await expect(stepDetail(store.warehouse, map, 'z')).rejects.toThrow('no step "z"')
})
