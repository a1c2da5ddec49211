import { describe, expect, test } from 'vitest'
import type { MapDocument } from '../../map/index.ts'
import { caseList } from '../cases/list.ts'
import { eventsOf, type Row, storeOf } from '../fixture/log.ts'
import { hasReal, xes } from '../fixture/real-log.ts'
import { evaluateForecast, expectedArrivals, forecast, namesMap } from '../index.ts'
import { mapLens } from '../lens.ts'
import { openView } from '../view.ts'
import { randomFrom } from './fixture.ts'
import { load } from './load.ts'

/** Begin, then ask or not by the channel, then an end; the last few have only begun. */
function rows(cases: number): readonly Row[] {
  const random = randomFrom(5)
  return Array.from({ length: cases }, (_, i): readonly Row[] => {
    const channel = random() < 0.5 ? 'web' : 'phone'
    const of = `c${i}`
    const isGood = channel === 'web' ? random() < 0.9 : random() < 0.2
    const asked: readonly Row[] = channel === 'phone' ? [[of, 'ask', 2 * i + 5, { channel }]] : []
    const begun: Row = [of, 'begin', 2 * i, { channel, properties: { size: String(i % 3), seen: '2026-01-01' } }]
    return [begun, ...asked, [of, isGood ? 'yes' : 'no', 2 * i + 30, { channel }]]
  }).flat()
}

const map: MapDocument = {
  throughline: 'map/1',
  id: 'small',
  title: 'Small',
  state: 'as-is',
  case: { by: 'case', ends: { step: ['yes', 'no'], quiet: '5 days' } },
  outcome: { good: ['yes'], bad: ['no'] },
  phases: [
    {
      id: 'all',
      title: 'All',
      steps: ['begin', 'ask', 'yes', 'no'].map((id) => ({ id, title: id, match: { event: id } })),
    },
  ],
}

describe('a small log', () => {
  /** As it was at an hour: what happens later is not there yet. */
  const known = (hours: number) => eventsOf(rows(400).filter(([, , at]) => at <= hours))

  test('[P2] [P4] open cases: what comes next and how it ends follow from the channel; the list behind has as many', async () => {
    await using store = await storeOf(known(780))
    const found = await forecast(store.warehouse, map, { limit: 1000 })
    expect(found.told).toBe('quiet')
    expect(found.open).toBe(found.cases.length)
    for (const step of found.steps.filter(({ open }) => open > 0)) {
      const behind = { kind: 'standing', step: step.step, within: step.within } as const
      expect((await caseList(store.warehouse, map, behind)).total).toBe(step.open)
    }
    const good = (step: string) => found.steps.find((one) => one.step === step)?.good ?? -1
    expect(good('ask')).toBeLessThan(0.4)
    const [risky] = found.cases
    expect(risky?.outcomes[0]?.outcome).toBe('bad')
    for (const row of found.cases) {
      expect(row.next.reduce((sum, { chance }) => sum + chance, row.over + row.rest)).toBeCloseTo(1, 6)
      expect(row.wait.low).toBeLessThanOrEqual(row.wait.p50)
      expect(row.wait.p50).toBeLessThanOrEqual(row.wait.high)
    }
    expect(found.cases.find(({ step }) => step === 'begin')?.basis.says).toMatch(
      /^Of \d+ that had come begin, \d+ % went on to/,
    )
  })

  test('[P19] by promise: those whose time still runs, the likeliest to be late first; the answer says how open is told', async () => {
    await using store = await storeOf(known(780))
    const [all] = map.phases
    const steps = (all?.steps ?? []).map((step) =>
      step.id === 'begin' ? { ...step, promise: { next: ['yes', 'no'], within: '24 hours' } } : step,
    )
    const promising: MapDocument = { ...map, phases: [{ id: 'all', title: 'All', steps }] }
    const found = await forecast(store.warehouse, promising, { by: 'promise', limit: 1000 })
    const at = found.steps.find(({ step }) => step === 'begin')?.promise
    expect(found.cases.length).toBe(at?.pending)
    expect(found.cases.length).toBeGreaterThan(5)
    const late = found.cases.map(({ promise }) => promise?.late ?? -1)
    expect(late).toEqual(late.toSorted((a, b) => b - a))
    expect(late.reduce((sum, one) => sum + one, 0)).toBeCloseTo(at?.expected ?? -1, 9)
    for (const { promise, step } of found.cases) {
      expect(step).toBe('begin')
      expect(Date.parse(promise?.due ?? '')).toBeGreaterThanOrEqual(Date.parse(found.now))
    }
    expect(found.openSays).toContain('5 days')
    expect((await forecast(store.warehouse, await namesMap(store.warehouse))).openSays).toContain('no quiet time')
  })

  test('[P9] one case by its name, and the same again from what is remembered', async () => {
    await using store = await storeOf(known(780))
    const all = await forecast(store.warehouse, map, { limit: 1000 })
    const some = all.cases[3]
    const one = await forecast(store.warehouse, map, { case: some?.case })
    expect(one.cases).toEqual([some])
    expect((await forecast(store.warehouse, map, { case: 'nobody' })).cases).toEqual([])
  })

  test('[P10] evaluated twice it is the same, and never looks at times that events carry', async () => {
    await using store = await storeOf(known(830))
    const first = await evaluateForecast(store.warehouse, map, { train: 0.7 })
    expect(first.attributes).toContain('channel')
    expect(first.attributes).not.toContain('seen')
    expect(first.next.accuracy).toBeGreaterThan(first.next.baselines.markov ?? 1)
    expect(first.outcome.auc).toBeGreaterThan(0.8)
    expect(first.split.trainCases + first.split.testCases).toBe(400)
    const without = await evaluateForecast(store.warehouse, map, { train: 0.7, without: ['channel'] })
    expect(without.attributes).not.toContain('channel')
  })

  test('[P9] a sample is the same each time, holds the case that is asked for, and knows what its events say', async () => {
    await using store = await storeOf(known(830))
    const spec = mapLens(map)
    const view = await openView(store.warehouse, spec, {})
    const [last] = await store.warehouse.rows<{ id: string }>({
      sql: `SELECT toString(key) AS id FROM ${view.lens.trace} ORDER BY cityHash64(key) DESC, key LIMIT 1`,
    })
    const asked = { known: view.lens.horizon, without: [], most: { held: 300, sampled: 200 } }
    const one = await load(store.warehouse, spec, view, { ...asked, including: last?.id ?? null })
    const other = await load(store.warehouse, spec, view, { ...asked, including: null })
    expect(other.sample.of).toBe(400)
    expect(other.sample.cases).toBeGreaterThan(70)
    expect(other.sample.cases).toBeLessThan(100)
    expect(one.passages.keys).toContain(last?.id)
    expect(one.passages.keys.filter((key) => key !== last?.id)).toEqual(other.passages.keys)
    const channel = one.passages.attributes.find(({ name }) => name === 'channel')
    expect([...(channel?.codes ?? [])].every((code) => code > 0)).toBe(true)
  })

  test('[P12] too few cases are refused with the way out', async () => {
    await using store = await storeOf(eventsOf(rows(12)))
    await expect(evaluateForecast(store.warehouse, map, { train: 0.7 })).rejects.toThrow('too few to say')
    await expect(evaluateForecast(store.warehouse, map, { train: 1 })).rejects.toThrow('is not a share')
  })

  test('[P7] a step that few came by says so', async () => {
    await using store = await storeOf(eventsOf([...rows(60), ['odd', 'rare', 121]]))
    const found = await forecast(store.warehouse, await namesMap(store.warehouse), { case: 'odd' })
    expect(found.steps.find(({ step }) => step === 'rare')?.tooFew).toBe(true)
    expect(found.cases[0]?.basis.tooFew).toBe(true)
  })

  test('[P18] expected arrivals of a month: too few days', async () => {
    await using store = await storeOf(known(400))
    const found = await expectedArrivals(store.warehouse, map, { days: 7 })
    expect(found.tooFew).toContain('days')
  })

  test('[P9] who leaves stops the work, unless others wait for it', async () => {
    await using store = await storeOf(known(780))
    const stop = new AbortController()
    const left = forecast(store.warehouse, map, {}, {}, { signal: stop.signal })
    const stays = forecast(store.warehouse, map)
    setTimeout(() => stop.abort(new Error('gone')), 5)
    await expect(left).rejects.toThrow('gone')
    expect((await stays).cases.length).toBeGreaterThan(0)
  })
})

describe.skipIf(!hasReal('data/bpic2012.xes.gz'))('the loan log of 2012, where it is there', () => {
  test('[P12] the next step is right in more than 0.78 of the completed events, from names and times alone', async () => {
    await using store = await storeOf(xes('bpic2012.xes.gz', 'complete'))
    const found = await evaluateForecast(store.warehouse, await namesMap(store.warehouse), { train: 0.7 })
    expect(found.next.accuracy).toBeGreaterThan(0.78)
    expect(found.next.calibrationError).toBeLessThan(0.04)
    expect(found.wait.coverage).toBeGreaterThan(0.74)
    expect(found.wait.coverage).toBeLessThan(0.88)
  }, 120_000)
})
