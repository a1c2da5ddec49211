import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Event, SourcedEvent } from '../../event/index.ts'
import { encoded } from '../encoding.ts'
import { openTemporaryStore, type Sourced, type Store } from '../index.ts'

let store: Store
beforeEach(async () => {
  store = await openTemporaryStore()
})
afterEach(() => store.close())

const event = (over: Partial<Event> = {}): Event => ({
  name: 'Call',
  at: 1_000_000,
  actor: 'customer',
  customer: { userId: 'anna' },
  properties: {},
  ...over,
})
const place = (events: readonly Event[], from = 1): SourcedEvent[] =>
  events.map((event, i) => ({ event, line: from + i }))

async function* batches(...events: readonly (readonly SourcedEvent[])[]): AsyncIterable<Sourced> {
  for (const some of events) yield { events: some, refused: [] }
}
const put = (name: string, events: readonly SourcedEvent[]) =>
  store.warehouse.append({ name, fingerprint: name }, encoded(batches(events)))
const rows = (sql: string) => store.warehouse.rows<Record<string, unknown>>({ sql })

test('[S10] an event comes back with all that was put in', async () => {
  const whole = event({
    id: 'm-1',
    customer: { userId: 'änna', anonymousId: 'x9', crm: '17' },
    name: 'Pâyment 💶 \'"\\\n\t{}',
    at: -1,
    received: 1_700_000_000_123_456,
    actor: 'partner',
    channel: 'web',
    team: 'lending',
    system: 'los',
    partner: 'bureau',
    case: 'NA',
    text: 'ö'.repeat(5_000),
    score: { kind: 'nps', value: -0.5 },
    properties: { amount: 12.5, vip: true, '': 'empty', ключ: 'значение' },
    traits: { age: 40 },
  })
  expect(await put('a', place([whole], 7))).toMatchObject({ read: 1, written: 1, duplicates: 0, refused: 0 })
  expect(
    await rows(
      'SELECT * EXCEPT (key, at, received), toUnixTimestamp64Micro(at) AS at, toUnixTimestamp64Micro(received) AS received FROM event',
    ),
  ).toEqual([
    {
      id: 'm-1',
      customer: 'änna',
      identities: { anonymousId: 'x9', crm: '17' },
      case: 'NA',
      case_key: 'NA',
      name: whole.name,
      at: -1,
      received: 1_700_000_000_123_456,
      seq: 2 ** 40 + 7,
      source: 1,
      actor: 'partner',
      channel: 'web',
      team: 'lending',
      system: 'los',
      partner: 'bureau',
      text: whole.text,
      score_kind: 'nps',
      score_value: -0.5,
      properties: { amount: '12.5', vip: 'true', '': 'empty', ключ: 'значение' },
      traits: { age: '40' },
    },
  ])
})

test('[S11] importing twice adds nothing; two true repeats stay two', async () => {
  const repeated = place([event(), event(), event({ at: 2_000_000 }), event()])
  expect(await put('a', repeated)).toMatchObject({ read: 4, written: 4, duplicates: 0, refused: 0 })
  expect(await put('a', repeated)).toMatchObject({ read: 4, written: 0, duplicates: 4, refused: 0 })
  expect(await put('a longer export', place([event(), ...repeated.map(({ event }) => event)]))).toMatchObject({
    read: 5,
    written: 1,
    duplicates: 4,
    refused: 0,
  })
})

test('[S11] an append that outgrows memory on its way holds each event, and its repeats, once', async () => {
  const large = place(Array.from({ length: 140 }, () => event({ text: 'ü'.repeat(2 ** 19) })))
  async function* oneByOne(): AsyncIterable<Sourced> {
    for (const one of large) yield { events: [one], refused: [] }
  }
  const put = () => store.warehouse.append({ name: 'large', fingerprint: 'large' }, encoded(oneByOne()))
  expect(await put()).toMatchObject({ read: 140, written: 140, duplicates: 0, refused: 0 })
  expect(await put()).toMatchObject({ read: 140, written: 0, duplicates: 140, refused: 0 })
  expect(await rows('SELECT uniqExact(seq) AS places, min(lengthUTF8(text)) AS shortest FROM event')).toEqual([
    { places: 140, shortest: 2 ** 19 },
  ])
})

test("[S11] a sender's id counts once, within a source and across sources", async () => {
  const sent = place([event({ id: 'm-1' }), event({ id: 'm-1', text: 'sent again' }), event({ id: 'm-2' })])
  expect(await put('a', sent)).toMatchObject({ read: 3, written: 2, duplicates: 1, refused: 0 })
  expect(await put('b', place([event({ id: 'm-2', text: 'sent later' }), event({ id: 'm-3' })]))).toMatchObject({
    read: 2,
    written: 1,
    duplicates: 1,
    refused: 0,
  })
  expect(await rows("SELECT id, text FROM event WHERE id = 'm-1'")).toEqual([{ id: 'm-1', text: '' }])
})

test('[S11] values that run together are not the same values', async () => {
  const pairs = [
    event({ channel: 'ab', team: 'c' }),
    event({ channel: 'a', team: 'bc' }),
    event({ properties: { a: 'b' } }),
    event({ traits: { a: 'b' } }),
  ]
  expect((await put('a', place(pairs))).written).toBe(4)
})

test('[S12] a source keeps its number, so that its events keep their places', async () => {
  await put('a', place([event({ id: '1' })]))
  await put('b', place([event({ id: '2' })]))
  await put('a', place([event({ id: '1' }), event({ id: '3' })]))
  expect(
    await rows(
      'SELECT id, bitShiftRight(seq, 40) AS source, bitAnd(seq, 1099511627775) AS line FROM event ORDER BY id',
    ),
  ).toEqual([
    { id: '1', source: 1, line: 1 },
    { id: '2', source: 2, line: 1 },
    { id: '3', source: 1, line: 2 },
  ])
})

test('[S13] refusals are counted and an empty source adds nothing', async () => {
  const refusal = { file: 'a.csv', line: 2, field: 'at', value: 'x', reason: 'not a time' }
  async function* some(): AsyncIterable<Sourced> {
    yield { events: place([event()]), refused: [refusal, refusal] }
  }
  const seen: string[] = []
  expect(
    await store.warehouse.append({ name: 'a', fingerprint: 'a' }, encoded(some()), ({ phase, read, refused }) =>
      seen.push(`${phase} ${read} ${refused}`),
    ),
  ).toMatchObject({
    read: 3,
    written: 1,
    duplicates: 0,
    refused: 2,
  })
  expect([...new Set(seen)]).toEqual(['reading 3 2', 'storing 3 2'])
  expect(await put('b', [])).toMatchObject({ read: 0, written: 0, duplicates: 0, refused: 0 })
  expect(await store.warehouse.extent()).toEqual({ first: 1_000_000, last: 1_000_000, events: 1 })
  expect(await store.warehouse.names()).toEqual([{ name: 'Call', count: 1 }])
})

test('[S14] a cancelled append adds nothing and leaves nothing behind; a failing reader too', async () => {
  const stop = new AbortController()
  async function* endless(): AsyncIterable<Sourced> {
    for (let i = 0; ; i++) {
      if (i === 3) stop.abort()
      yield { events: place([event({ id: `e-${i}` })], i), refused: [] }
    }
  }
  const cancelled = store.warehouse.append({ name: 'a', fingerprint: 'a' }, encoded(endless()), undefined, {
    signal: stop.signal,
  })
  await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' })
  async function* failing(): AsyncIterable<Sourced> {
    yield { events: place([event()]), refused: [] }
    throw new RangeError('the file is broken')
  }
  await expect(store.warehouse.append({ name: 'b', fingerprint: 'b' }, encoded(failing()))).rejects.toThrow(
    'the file is broken',
  )
  expect(await rows('SELECT count() AS n FROM event')).toEqual([{ n: 0 }])
  expect(
    await rows("SELECT name FROM system.tables WHERE database = currentDatabase() AND name LIKE 'staging%'"),
  ).toEqual([])
})

test('[S15] appends side by side add each event once', async () => {
  const shared = Array.from({ length: 300 }, (_, i) => event({ id: `s-${i}` }))
  const all = await Promise.all([1, 2, 3].map((n) => put(`source ${n}`, place(shared))))
  expect(all.map(({ written }) => written).reduce((a, b) => a + b)).toBe(300)
  expect(await rows('SELECT count() AS n, uniqExact(key) AS keys FROM event')).toEqual([{ n: 300, keys: 300 }])
})

test('[S35] names and extent are looked up once, and what comes in is added, however it lies in time', async () => {
  const { warehouse } = store
  expect([await warehouse.extent(), await warehouse.names()]).toEqual([null, []])
  await put('a', place([event()]))
  const [names, extent] = [await warehouse.names(), await warehouse.extent()]
  expect(names).toEqual([{ name: 'Call', count: 1 }])
  expect(await warehouse.names()).toBe(names)
  expect(await warehouse.extent()).toBe(extent)
  await Promise.all([
    put('b', place([event({ name: 'Visit', at: 5 })])),
    put('c', place([event({ name: 'Visit', at: 6 })])),
  ])
  expect(await warehouse.names()).toEqual([
    { name: 'Visit', count: 2 },
    { name: 'Call', count: 1 },
  ])
  expect(await warehouse.extent()).toEqual({ first: 5, last: 1_000_000, events: 3 })
  await put('d', place([event({ name: 'Visit', at: 4 }), event({ name: 'Visit', at: 7 })]))
  await put('d', place([event({ name: 'Visit', at: 4 }), event({ name: 'Visit', at: 7 })]))
  expect([await warehouse.names(), await warehouse.extent()]).toEqual([
    await rows('SELECT name, count() AS count FROM event GROUP BY name ORDER BY count DESC, name'),
    { first: 4, last: 1_000_000, events: 5 },
  ])
  await store.close()
  await expect(warehouse.names()).rejects.toMatchObject({ code: 'store-closed' })
})

test('[S11] two senders may count alike: an id is one event only with the same whose, what and when', async () => {
  const mine = event({ id: '1', case: 'A' })
  const theirs = event({ id: '1', case: 'B' })
  expect(await put('mine', place([mine]))).toMatchObject({ written: 1 })
  expect(await put('theirs', place([theirs]))).toMatchObject({ written: 1, duplicates: 0 })
  expect(await put('mine again', place([mine]))).toMatchObject({ written: 0, duplicates: 1 })
})

test('[S19] what a source brought can be taken out, and every answer follows', async () => {
  const spec = {
    steps: [{ id: 'call', when: { sql: "name = 'Call'", params: {} }, names: ['Call'] }],
    by: 'case',
    ends: { steps: [], quiet: null },
    promises: [],
    segment: null,
  } as const
  await put('first', place([event({ case: 'A' }), event({ case: 'B', at: 9_000_000 })]))
  await put('second', place([event({ case: 'C' })]))
  expect((await store.warehouse.lens(spec)).cases).toBe(3)
  expect(await store.warehouse.remove('first')).toBe(2)
  expect(await store.warehouse.remove('never seen')).toBe(0)
  expect(await store.warehouse.lens(spec)).toMatchObject({ cases: 1, horizon: 1_000_000 })
  expect(await store.warehouse.extent()).toMatchObject({ events: 1, last: 1_000_000 })
  expect(await put('first', place([event({ case: 'A' })]))).toMatchObject({ written: 1, earlier: 0 })
})

test('[S39] what events carry is known as they come in, once, and no more when their source is taken out', async () => {
  const opened = (properties: Event['properties'], traits?: Event['traits']): Event =>
    event({ name: 'Opened', properties, ...(traits ? { traits } : {}) })
  await put('a', place([opened({ size: 1 }), opened({ size: 2 }, { plan: 'a' })]))
  await put('b', place([event({ name: 'Paid', properties: { size: 1 } }), opened({ size: 3 })]))
  const size = ['Opened', 'Paid'].map((name) => ({ kind: 'property', property: 'size', name }))
  expect(await store.warehouse.carried()).toEqual([...size, { kind: 'trait', property: 'plan', name: 'Opened' }])
  await store.warehouse.remove('a')
  expect(await store.warehouse.carried()).toEqual(size)
})
