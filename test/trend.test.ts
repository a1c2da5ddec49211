import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Truth } from '../demo/index.ts'
import { namesMap, type Trend, trend } from '../src/insight/index.ts'
import type { Store } from '../src/store/index.ts'
import { demoStore, openingMap } from './demo-store.ts'

/** What was planted in the simulated company is found again from its events, to the week, and hardly anything else. */
const settings = { seed: 7, customers: 20_000, ends: Date.UTC(2026, 10, 15) * 1000 }
let store: Store
let planted: Truth
beforeAll(async () => {
  const told = await demoStore(settings)
  store = told.store
  planted = told.truth
})
afterAll(() => store?.close())

const periods = (kind: string) =>
  planted.planted
    .find((one) => one.kind === kind)
    ?.periods.map(({ from, to }) => [from.slice(0, 10), to?.slice(0, 10) ?? null]) ?? []
const spans = ({ shifts }: Trend, metric: string, at: string) =>
  shifts
    .filter((shift) => shift.metric === metric && shift.at === at)
    .map(({ when, until }) => [when, until])
    .toSorted()

test('[T6] by event name: the slow partner to the week, the queues, the broken upload', async () => {
  const found = await trend(store.warehouse, await namesMap(store.warehouse))
  expect(spans(found, 'p50', 'Identity Check Started')).toEqual(periods('shift'))
  expect(spans(found, 'p50', 'Identity Check Passed')).toEqual(joined(periods('queue')))
  expect(spans(found, 'cases', 'Upload Failed')).toEqual(periods('broken-touchpoint'))
})

test('[T6] on the map: the slow partner between two steps, the queues between the next two', async () => {
  const found = await trend(store.warehouse, openingMap())
  expect(spans(found, 'p50', 'identity')).toEqual(periods('shift'))
  expect(spans(found, 'p50', 'identity-told')).toEqual(joined(periods('queue')))
})

/** Weeks that follow each other are one period. */
function joined(weeks: readonly (readonly (string | null)[])[]): readonly (readonly (string | null)[])[] {
  const starts = new Set(weeks.map(([from]) => from))
  const ends = new Set(weeks.map(([, to]) => to))
  const first = weeks.filter(([from]) => !ends.has(from ?? null)).map(([from]) => from ?? null)
  const last = weeks.filter(([, to]) => !starts.has(to ?? null)).map(([, to]) => to ?? null)
  return first.toSorted().map((from, i) => [from, last.toSorted()[i] ?? null])
}
