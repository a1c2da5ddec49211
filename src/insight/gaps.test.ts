import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Event } from '../event/index.ts'
import { append, eventsOf, hour, type Row, storeOf } from './fixture/log.ts'
import { type Gaps, gaps } from './gaps.ts'
import { namesLens } from './index.ts'
import { openView } from './view.ts'

const levels = [0, 0.1, 0.5, 0.9, 1]

/** Type 7, by a plain pass over the cases as they were written. */
function plain(rows: readonly Row[], by: 'transition' | 'step', isIn: (began: number) => boolean) {
  const cases = Map.groupBy(rows, ([of]) => of)
  const found = new Map<string, number[]>()
  for (const visits of cases.values()) {
    const sorted = visits.toSorted((a, b) => a[2] - b[2])
    if (!isIn(sorted[0]?.[2] ?? 0)) continue
    for (const [i, [, name, at]] of sorted.entries()) {
      const next = sorted[i + 1]
      if (next === undefined) continue
      const way = by === 'transition' ? `${name} > ${next[1]}` : name
      found.set(way, [...(found.get(way) ?? []), micros(next[2]) - micros(at)])
    }
  }
  return [...found].map(([way, times]) => [way, times.length, ...levels.map((level) => quantile(times, level))]).sort()
}

const micros = (hours: number) => Math.round(hours * hour)

function quantile(times: readonly number[], level: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * level
  const low = sorted[Math.floor(place)] ?? 0
  const high = sorted[Math.ceil(place)] ?? 0
  return Math.round(low + (place - Math.floor(place)) * (high - low))
}

/** Times from nothing to a century, equal ones among them, so that classes hold one gap or many; zero gaps by equal steps. */
const anyCase = fc.record({
  begins: fc.integer({ min: 0, max: 20 }),
  visits: fc.array(
    fc.tuple(
      fc.constantFrom('A', 'B'),
      fc.oneof(fc.constantFrom(1e-9, 1 / 3, 24), fc.double({ min: 1e-6, max: 9e5, noNaN: true })),
    ),
    { minLength: 1, maxLength: 8 },
  ),
})

function rowsOf(cases: readonly (typeof anyCase extends fc.Arbitrary<infer T> ? T : never)[], mark: string): Row[] {
  return cases.flatMap(({ begins, visits }, i) => {
    let at = begins
    return visits.map(([name, gap]): Row => {
      at += gap
      return [`${mark}${i}`, name, at]
    })
  })
}

test('[I4] quantiles, by sorting and by classes, are those of all gaps of the cases, filtered or not, with a delta or without', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyCase, { minLength: 100, maxLength: 120 }),
      fc.array(anyCase, { minLength: 1, maxLength: 2 }),
      async (before, after) => {
        // Much lies still, so that what comes after is a small share of the cases and a delta answers.
        const first = [...rowsOf(before, 'x'), ...rowsOf(before, 'y'), ...rowsOf(before, 'z')]
        const later = rowsOf(after, 'later').concat(
          rowsOf(after, 'x').map(([of, name, at]): Row => [of, name, at + 3e6]),
        )
        await using store = await storeOf(eventsOf(first))
        await expectPlain(store.warehouse, first)
        await append(store.warehouse, eventsOf(later) as readonly Event[], 'later.csv')
        await expectPlain(store.warehouse, [...first, ...later])
        const { trace } = await store.warehouse.lens(await namesLens(store.warehouse))
        expect(trace).toContain('stale')
      },
    ),
    { seed: 20430, numRuns: 3 },
  )
})

async function expectPlain(warehouse: Parameters<typeof openView>[0], rows: readonly Row[]): Promise<void> {
  const from = { from: '2026-01-05T10:00:00Z' }
  for (const filter of [{}, from, { ...from, segment: { event: 'A' } }]) {
    const spec = await namesLens(warehouse)
    const view = await openView(warehouse, spec, filter)
    const names = (of: Gaps) => [of.prev, of.step].flatMap((code) => view.lens.steps[code - 1] ?? []).join(' > ')
    const withA = new Set(rows.filter(([, name]) => name === 'A').map(([of]) => of))
    const seen = 'segment' in filter ? rows.filter(([of]) => withA.has(of)) : rows
    for (const by of ['transition', 'step'] as const) {
      const wanted = plain(seen, by, (began) => !('from' in filter) || micros(began) >= 10 * hour)
      const condition = view.cases?.isOfBoth ? view.cases : null
      const counted =
        condition === null ? view : { ...view, few: null, counts: await warehouse.counts(view.lens, condition) }
      for (const [of, isFew] of [
        [view, true],
        [view, false],
        [counted, false],
      ] as const) {
        const found = await warehouse.rows<Gaps>(gaps(of, by, levels, isFew))
        const onWay = found.filter((row) => row.prev > 0 && (by === 'step' || row.step > 0))
        expect(onWay.map((row) => [names(row), row.visits, ...row.q.map(Math.round)]).sort()).toEqual(wanted)
      }
    }
  }
}
