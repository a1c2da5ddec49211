import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Event, SourcedEvent } from '../../event/index.ts'
import { encoded } from '../encoding.ts'
import { type Lens, type LensSpec, openTemporaryStore, type Sourced, type Store } from '../index.ts'

// One store serves every example: each has its own names, so that its lens sees only its own events.
let store: Store
beforeAll(async () => {
  store = await openTemporaryStore()
})
afterAll(() => store.close())

interface Visit {
  readonly at: number
  readonly line: number
  readonly code: number
}

/** The plain meaning of a lens, over all events in the order of their source. */
function expected(spec: LensSpec, events: readonly SourcedEvent[], inSegment: (customer: string) => boolean) {
  const codeOf = (name: string) => spec.steps.findIndex((step) => step.names?.includes(name)) + 1
  const cases = new Map<string, { name: string; own: boolean; customer: string; visits: Visit[] }>()
  const ordered = [...events].sort((a, b) => a.event.at - b.event.at || a.line - b.line)
  for (const { event, line } of ordered) {
    const code = codeOf(event.name)
    if (code === 0) continue
    const customer = event.customer.userId ?? ''
    const own = spec.by === 'customer' ? customer !== '' : event.case === undefined
    const name = spec.by === 'customer' ? customer || (event.case ?? '') : (event.case ?? customer)
    const found = cases.get(`${own} ${name}`) ?? {
      name,
      own,
      customer: spec.by === 'customer' && !own ? '' : customer,
      visits: [],
    }
    cases.set(`${own} ${name}`, found)
    found.visits.push({ at: event.at, line, code })
  }
  const traces: { case: string; customer: string; visits: readonly Visit[] }[] = []
  for (const { name, customer, visits } of cases.values()) {
    for (const passage of cut(spec, visits))
      if (inSegment(customer)) traces.push({ case: name, customer, visits: passage })
  }
  return {
    traces: traces.map(traceText).sort(),
    linked: traces.flatMap((trace) => linkedOf(spec, trace.visits)).sort(),
    ties: tiesOf(spec, traces),
  }
}

function cut(spec: LensSpec, visits: readonly Visit[]): Visit[][] {
  const passages: Visit[][] = []
  let before: Visit | undefined
  for (const visit of visits) {
    const closed = before === undefined || spec.ends.steps.includes(spec.steps[before.code - 1]?.id ?? '')
    const quiet = before !== undefined && spec.ends.quiet !== null && visit.at - before.at > spec.ends.quiet
    if (closed || quiet) passages.push([])
    passages.at(-1)?.push(visit)
    before = visit
  }
  return passages
}

function linkedOf(spec: LensSpec, visits: readonly Visit[]): string[] {
  const rows: string[] = []
  const pairs = new Set<string>()
  const seen = new Map<number, number>()
  for (let i = 0; i <= visits.length; i++) {
    const prev = visits[i - 1]
    const here = visits[i]
    const code = here?.code ?? 0
    const pair = `${prev?.code ?? 0} ${code}`
    const at = here?.at ?? prev?.at ?? 0
    const nth = (seen.get(code) ?? 0) + 1
    rows.push(
      [
        prev?.code ?? 0,
        code,
        prev && here ? here.at - prev.at : 0,
        Number(!pairs.has(pair)),
        Number(nth === 1),
        Number(nth === 2),
        took(spec, visits, i - 1),
        at,
        visits[0]?.at,
      ].join(' '),
    )
    pairs.add(pair)
    seen.set(code, nth)
  }
  return rows
}

function took(spec: LensSpec, visits: readonly Visit[], i: number): number {
  const from = visits[i]
  const promise = spec.promises.find((promise) => promise.step === spec.steps[(from?.code ?? 0) - 1]?.id)
  if (from === undefined || promise === undefined) return 0
  const reached = visits.slice(i + 1).find((visit) => promise.next.includes(spec.steps[visit.code - 1]?.id ?? ''))
  return reached === undefined ? -1 : reached.at - from.at
}

function tiesOf(spec: LensSpec, traces: readonly { readonly visits: readonly Visit[] }[]) {
  let pairs = 0
  const shifts = new Map<string, number>()
  let transitions = 0
  const id = (visit: Visit) => spec.steps[visit.code - 1]?.id ?? ''
  for (const { visits } of traces) {
    const named = [...visits].sort((a, b) => a.at - b.at || (id(a) < id(b) ? -1 : id(a) > id(b) ? 1 : a.line - b.line))
    for (let i = 1; i < visits.length; i++) {
      transitions++
      if (visits[i]?.at === visits[i - 1]?.at) pairs++
      for (const [order, by] of [
        [visits, -1],
        [named, 1],
      ] as const) {
        const way = `${order[i - 1]?.code} ${order[i]?.code}`
        shifts.set(way, (shifts.get(way) ?? 0) + by)
      }
    }
  }
  const moved = [...shifts.values()].reduce((sum, shift) => sum + Math.abs(shift) / 2, 0)
  return { pairs, moved: transitions === 0 ? 0 : moved / transitions }
}

function traceText(trace: { case: string; customer: string; visits: readonly Visit[] }): string {
  return JSON.stringify([trace.case, trace.customer, trace.visits.map((v) => v.code), trace.visits.map((v) => v.at)])
}

/** What is counted from the projections, and from what a delta changes of them, is what the tables themselves give. */
async function expectCounted({ counts, ways, linked, trace }: Lens): Promise<void> {
  const [differing] = await store.warehouse.rows({
    sql: `SELECT
      (SELECT count() FROM (
        SELECT prev, step, bin, sum(visits) AS v, sum(cases) AS c, sum(freshly) AS f, sum(again) AS a, sum(high * 1048576 + low) AS g FROM (
          SELECT * FROM ${counts} UNION ALL
          SELECT prev, step, bin, -1, -toInt64(first), -toInt64(fresh), -toInt64(again), 0, -gap FROM ${linked}
        ) GROUP BY prev, step, bin HAVING v != 0 OR c != 0 OR f != 0 OR a != 0 OR g != 0
      )) AS transitions,
      (SELECT count() FROM (
        SELECT hash FROM (SELECT * FROM ${ways} UNION ALL SELECT hash, -1 FROM ${trace}) GROUP BY hash HAVING sum(cases) != 0
      )) AS ways`,
  })
  expect(differing).toEqual({ transitions: 0, ways: 0 })
}

async function found(lens: Lens) {
  await expectCounted(lens)
  const traces = await store.warehouse.rows<{ text: [string, string, number[], number[]]; sound: number }>({
    sql: `SELECT (case, customer, steps, arrayMap(t -> toUnixTimestamp64Micro(t), at)) AS text,
      started = at[1] AND ended = at[-1] AND hash = sipHash64(steps) AS sound FROM ${lens.trace}`,
  })
  const keys = await store.warehouse.rows<{ n: number; linked: number }>({
    sql: `SELECT uniqExact(key) AS n, (SELECT uniqExact(key) FROM ${lens.linked} WHERE key IN (SELECT key FROM ${lens.trace})) AS linked FROM ${lens.trace}`,
  })
  expect(traces.every((trace) => trace.sound === 1)).toBe(true)
  expect(keys).toEqual([{ n: traces.length, linked: traces.length }])
  const linked = await store.warehouse.rows<
    Record<'prev' | 'step' | 'gap' | 'first' | 'fresh' | 'again' | 'took' | 'micros' | 'began' | 'bin', number>
  >({
    sql: `SELECT prev, step, bin, gap, first, fresh, again, took, toUnixTimestamp64Micro(at) AS micros,
      toUnixTimestamp64Micro(started) AS began FROM ${lens.linked}`,
  })
  return {
    traces: traces.map((trace) => JSON.stringify(trace.text)).sort(),
    linked: linked
      .map((l) => [l.prev, l.step, l.gap, l.first, l.fresh, l.again, l.took, l.micros, l.began].join(' '))
      .sort(),
    ties: lens.ties,
  }
}

const letters = ['c', 'a', 'b', 'd', 'x']
let example = 0

const anyEvents = fc.array(
  fc.record({
    letter: fc.constantFrom(...letters),
    customer: fc.constantFrom('1', '2', '3', undefined),
    case: fc.constantFrom('1', '2', 'é', undefined),
    at: fc.integer({ min: 0, max: 12 }),
    vip: fc.boolean(),
  }),
  { minLength: 1, maxLength: 40 },
)
/** More of everything, so that one delta touches what the one before it did not. */
const manyEvents = fc.array(
  fc.record({
    letter: fc.constantFrom(...letters),
    customer: fc.constantFrom('1', '2', '3', '4', '5', '6', undefined),
    case: fc.constantFrom('1', '2', '3', '4', '5', undefined),
    at: fc.integer({ min: 0, max: 12 }),
    vip: fc.boolean(),
  }),
  { minLength: 24, maxLength: 40 },
)
const someSteps = fc.subarray(['c', 'a', 'b', 'd'])
const anySpec = fc.record({
  by: fc.constantFrom('case' as const, 'customer' as const),
  ends: someSteps,
  quiet: fc.option(fc.constantFrom(0, 3_000_000)),
  promises: fc.array(
    fc.record({ step: fc.constantFrom('c', 'a', 'b', 'd'), next: fc.subarray(['c', 'a', 'b', 'd'], { minLength: 1 }) }),
    { maxLength: 2 },
  ),
  isSegmented: fc.boolean(),
  isWritten: fc.boolean(),
})

interface DrawnEvent {
  readonly letter: string
  readonly customer: string | undefined
  readonly case: string | undefined
  readonly at: number
  readonly vip: boolean
}
type DrawnSpec = typeof anySpec extends fc.Arbitrary<infer T> ? T : never

/** Events and lens of one example; its names, customers and cases carry its number. */
function world(events: readonly DrawnEvent[], drawn: DrawnSpec, mark: string) {
  const steps = ['c', 'a', 'b', 'd']
  const sourced = events.map(({ letter, customer, case: of, at, vip }, i): SourcedEvent => {
    const event: Event = {
      id: `${mark}-${i}`,
      name: `${letter}${mark}`,
      at: at * 1_000_000,
      actor: 'customer',
      customer: customer === undefined ? {} : { userId: `${customer}@${mark}` },
      ...(of === undefined && customer !== undefined ? {} : { case: `${of ?? '1'}@${mark}` }),
      properties: { vip },
    }
    return { line: i + 1, event }
  })
  const spec: LensSpec = {
    steps: steps.map((step) => ({
      id: step,
      when: { sql: 'name = {name:String}', params: { name: `${step}${mark}` } },
      names: [`${step}${mark}`],
    })),
    by: drawn.by,
    ends: { steps: drawn.ends, quiet: drawn.quiet },
    promises: drawn.promises.filter((promise, i, all) => all.findIndex((other) => other.step === promise.step) === i),
    segment: drawn.isSegmented
      ? { sql: `countIf(properties['vip'] = {vip:String}) > 0`, params: { vip: 'true' } }
      : null,
  }
  const written: LensSpec = { ...spec, steps: spec.steps.map(({ id, when }) => ({ id, when })) }
  return { sourced, spec, asked: drawn.isWritten ? written : spec }
}

function segmentOf(
  spec: LensSpec,
  events: readonly SourcedEvent[],
  others: readonly SourcedEvent[],
): (customer: string) => boolean {
  if (spec.segment === null) return () => true
  const vips = new Set(
    [...events, ...others]
      .filter(({ event }) => event.properties['vip'] === true)
      .map(({ event }) => event.customer.userId ?? ''),
  )
  return (customer) => vips.has(customer)
}

async function* once(events: readonly SourcedEvent[]): AsyncIterable<Sourced> {
  yield { events, refused: [] }
}

// Customers without a name are one customer to a segment, whichever example they come from.
const all: SourcedEvent[] = []

test('[S20] traces and transitions are what a plain reading of the events gives', async () => {
  await fc.assert(
    fc.asyncProperty(anyEvents, anySpec, async (drawn, drawnSpec) => {
      const mark = `-${++example}`
      const { sourced, spec, asked } = world(drawn, drawnSpec, mark)
      await store.warehouse.append({ name: mark, fingerprint: mark }, encoded(once(sourced)))
      all.push(...sourced)
      const lens = await store.warehouse.lens(asked)
      expect(await found(lens)).toEqual(expected(spec, sourced, segmentOf(spec, [], all)))
    }),
    { seed: 20417, numRuns: 40 },
  )
})

test('[S24, S37] answers from a delta equal those of a fresh build, whatever the order of arrival', async () => {
  const filler = Array.from(
    { length: 900 },
    (_, i): SourcedEvent => ({
      line: 1000 + i,
      event: { id: '', name: '', at: i, actor: 'system', customer: {}, case: `filler ${i}`, properties: {} },
    }),
  )
  let deltas = 0
  await fc.assert(
    fc.asyncProperty(
      manyEvents,
      anySpec,
      fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
      fc.integer({ min: 1, max: 4 }),
      async (drawn, drawnSpec, places, size) => {
        const mark = `-${++example}`
        const { sourced, spec, asked } = world(drawn, drawnSpec, mark)
        // Many untouched cases, so that a touched one is a small share and a delta is what answers.
        const still = filler.map(({ event, line }, i) => ({
          line,
          event: { ...event, id: `${mark} still ${i}`, name: `c${mark}`, case: `${event.case}${mark}` },
        }))
        const shuffled = sourced
          .map((event, i) => ({ event, place: places[i] ?? 0 }))
          .sort((a, b) => a.place - b.place)
          .map(({ event }) => event)
        // Half of the events are in the base, so that deltas take rows out of it and not only add.
        const half = Math.floor(shuffled.length / 2)
        const seen: SourcedEvent[] = [...still, ...shuffled.slice(0, half)]
        await store.warehouse.append({ name: mark, fingerprint: mark }, encoded(once(seen)))
        all.push(...seen)
        await store.warehouse.lens(asked)
        for (let from = half; from < shuffled.length; from += size) {
          const some = shuffled.slice(from, from + size)
          await store.warehouse.append({ name: mark, fingerprint: mark }, encoded(once(some)))
          seen.push(...some)
          all.push(...some)
          const lens = await store.warehouse.lens(asked)
          if (lens.trace.includes('stale')) deltas++
          expect(await found(lens)).toEqual(expected(spec, seen, segmentOf(spec, [], all)))
        }
      },
    ),
    { seed: 20418, numRuns: 8 },
  )
  expect(deltas).toBeGreaterThan(20)
})

/** Events as they would be had each customer been known by the name it goes by now. */
function knownBy(events: readonly SourcedEvent[], names: ReadonlyMap<string, string>): SourcedEvent[] {
  return events.map(({ line, event }) => {
    const { userId } = event.customer
    return {
      line,
      event: userId === undefined ? event : { ...event, customer: { userId: names.get(userId) ?? userId } },
    }
  })
}

test('[S60] whoever goes by another name is seen under it, before and after, in a fresh build and in a delta', async () => {
  const people = ['1', '2', '3', '4', '5', '6']
  const anyGroups = fc.array(fc.array(fc.nat({ max: 3 }), { minLength: 6, maxLength: 6 }), {
    minLength: 2,
    maxLength: 4,
  })
  let deltas = 0
  await fc.assert(
    fc.asyncProperty(manyEvents, anySpec, anyGroups, async (drawn, drawnSpec, groupings) => {
      const mark = `-${++example}`
      const { sourced, spec, asked } = world(drawn, { ...drawnSpec, isSegmented: false }, mark)
      const still = Array.from(
        { length: 900 },
        (_, i): SourcedEvent => ({
          line: 1000 + i,
          event: {
            id: `${mark} still ${i}`,
            name: `c${mark}`,
            at: i,
            actor: 'system',
            customer: {},
            case: `still ${i}${mark}`,
            properties: {},
          },
        }),
      )
      const half = Math.floor(sourced.length / 2)
      const seen = [...still, ...sourced.slice(0, half)]
      await store.warehouse.append({ name: mark, fingerprint: mark }, encoded(once(seen)))
      await store.warehouse.lens(asked)
      for (const [i, groups] of groupings.entries()) {
        // Those of one group go by the name of the first of them; in the next grouping some go by their own again.
        const names = new Map(
          people.map((one, at) => [`${one}@${mark}`, `${people[groups.indexOf(groups[at] ?? 0)]}@${mark}`]),
        )
        await store.warehouse.rename([...names].map(([id, name]) => ({ id, name })))
        if (i === 1) {
          const rest = sourced.slice(half)
          await store.warehouse.append({ name: mark, fingerprint: mark }, encoded(once(rest)))
          seen.push(...rest)
        }
        const lens = await store.warehouse.lens(asked)
        if (lens.trace.includes('stale')) deltas++
        expect(await found(lens)).toEqual(expected(spec, knownBy(seen, names), () => true))
        const other = { ...asked, ends: { steps: [], quiet: 5_000_000 + i } }
        const fresh = await store.warehouse.lens(other)
        expect(await found(fresh)).toEqual(expected({ ...spec, ends: other.ends }, knownBy(seen, names), () => true))
      }
    }),
    { seed: 20419, numRuns: 3 },
  )
  expect(deltas).toBeGreaterThan(3)
})
