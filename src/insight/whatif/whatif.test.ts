import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MapDocument, Step } from '../../map/index.ts'
import { eventsOf, type Row, storeOf } from '../fixture/log.ts'
import { whatIf } from '../index.ts'
import { baselineOf } from './baseline.ts'
import { conduct, type Experiment } from './experiment.ts'
import { leavingBy } from './leaving.ts'
import { bic, fitted, type Order, type StateCount, type TransitionWaits } from './model.ts'
import { grid, resampled, valueAt } from './quantile.ts'
import { capacityOf, shareOfWaitLeft, type Work, waitInQueue } from './queue.ts'
import { drawsOf, streamOf } from './random.ts'
import { type Edit, type Scenario, worldOf } from './scenario.ts'
import { asObserved, simulate } from './simulate.ts'

const nothing: Scenario = { edits: [], deadlines: [], removed: [], kept: [], leaving: null }
const exponential = (mean: number) => Float64Array.from(grid, (p) => -mean * Math.log(1 - Math.min(p, 0.9999)))
const waitsOf = (from: number, to: number, mean: number): TransitionWaits => ({
  from,
  to,
  n: 1000,
  values: exponential(mean),
})
/** A way on where only the step counts. */
const way = (step: number, next: number, n: number): StateCount => ({
  prev: 0,
  step,
  nth: 1,
  place: 1,
  done: 0,
  next,
  nextNth: 1,
  nextPlace: 1,
  nextDone: 0,
  n,
})
const begin = (next: number, n: number): StateCount => ({ ...way(0, next, n), nth: 0, place: 0 })
const mean = (values: Float64Array) => values.reduce((sum, x) => sum + x, 0) / values.length

/** a, then b with 60 % (else the end); from b back to a with 50 %, else good c. */
const loop = [begin(1, 1000), way(1, 2, 960), way(1, 0, 640), way(2, 1, 480), way(2, 3, 480), way(3, 0, 480)]
const loopWaits = [waitsOf(1, 2, 100), waitsOf(2, 1, 50), waitsOf(2, 3, 200)]
const loopModel = fitted(loop, loopWaits, 3, 'step')

function experiment(scenario: Scenario, more: Partial<Experiment> = {}): Experiment {
  return {
    counts: loop,
    waits: loopWaits,
    steps: 3,
    good: [3],
    observed: { n: 0, durations: [], outcome: null, outcomes: { n: 0, values: [] } },
    scenario,
    runs: 4000,
    replicates: 20,
    seed: 7,
    ...more,
  }
}

const anyEdit = fc.record({
  from: fc.constantFrom(null, 1, 2),
  to: fc.constantFrom(null, 1, 2, 3),
  does: fc.oneof(
    fc.record({ kind: fc.constant('scale' as const), to: fc.double({ min: 0, max: 1, noNaN: true }) }),
    fc.record({ kind: fc.constant('most' as const), seconds: fc.double({ min: 0, max: 400, noNaN: true }) }),
    fc.record({
      kind: fc.constant('queue' as const),
      service: fc.double({ min: 0, max: 100, noNaN: true }),
      left: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  ),
}) satisfies fc.Arbitrary<Edit>

test('[W1] the same seed gives the same world, another seed another', () => {
  const once = simulate(loopModel, asObserved, new Set([3]), 500, drawsOf(3))
  expect(simulate(loopModel, asObserved, new Set([3]), 500, drawsOf(3))).toEqual(once)
  expect(simulate(loopModel, asObserved, new Set([3]), 500, drawsOf(4))).not.toEqual(once)
  const draw = drawsOf(1)(5)
  expect(new Set([draw(1, 0, 0), draw(1, 1, 0), draw(2, 0, 0), draw(1, 0, 1)]).size).toBe(4)
})

test('[W1] with no change every figure differs by exactly nought', () => {
  for (const scenario of [
    nothing,
    { ...nothing, leaving: [] },
    { ...nothing, edits: [{ from: 1, to: null, does: { kind: 'scale', to: 1 } } satisfies Edit] },
  ]) {
    const { outcome, duration, toOutcome } = conduct(experiment(scenario))
    for (const figure of [outcome, duration.p50, duration.p90, duration.mean, toOutcome.p50, toOutcome.p90])
      expect(figure.difference).toEqual({ value: 0, low: 0, high: 0 })
  }
})

test('[W2] the simulation comes to the mean that the chain has in closed form', () => {
  const runs = 40_000
  const { reached, durations, visits } = simulate(loopModel, asObserved, new Set([3]), runs, drawsOf(11))
  // From a: b with 0.6, back with 0.5, so 1 / (1 - 0.3) visits of a; good with 0.3 / 0.7.
  expect(reached / runs).toBeCloseTo(0.3 / 0.7, 2)
  expect((visits[1] ?? 0) / runs).toBeCloseTo(1 / 0.7, 1)
  expect((visits[2] ?? 0) / runs).toBeCloseTo(0.6 / 0.7, 2)
  // 0.6 of a's visits wait 100, half of b's visits 50 and half 200. The straight lines between quantiles make the mean 2 % long.
  const waits = loopWaits.map(({ values }) =>
    mean(Float64Array.from({ length: 20_000 }, (_, i) => valueAt(values, (i + 0.5) / 20_000))),
  )
  const expected = (0.6 / 0.7) * ((waits[0] ?? 0) + 0.5 * (waits[1] ?? 0) + 0.5 * (waits[2] ?? 0))
  expect(mean(durations) / expected).toBeCloseTo(1, 1)
  expect(waits[0]).toBeGreaterThan(97)
  expect(waits[0]).toBeLessThan(103)
})

test('[W2] a state remembers as much as its order says, and Schwarz’s criterion sees it', () => {
  // a, then a once more, then the end: always two visits.
  const counts: StateCount[] = [
    { ...begin(1, 100) },
    { ...way(1, 1, 100), nextNth: 2, nextPlace: 3 },
    { ...way(1, 0, 100), prev: 1, nth: 2, place: 3, nextNth: 0, nextPlace: 0 },
  ]
  const waits = [waitsOf(1, 1, 1)]
  expect(bic(counts, 'step, visits')).toBeLessThan(bic(counts, 'step'))
  const forgetful = simulate(fitted(counts, waits, 1, 'step'), asObserved, new Set(), 2000, drawsOf(1))
  const mindful = simulate(fitted(counts, waits, 1, 'step, visits'), asObserved, new Set(), 2000, drawsOf(1))
  expect(mindful.visits[1]).toBe(4000)
  expect(forgetful.visits[1]).not.toBe(4000)
})

test('[W2] a state can remember that a good outcome has come, so that it does not come again', () => {
  // Half go a, g, b and half a, b, g, with g the good outcome: everybody comes to it, once.
  const once: StateCount[] = [
    begin(1, 200),
    { ...way(1, 2, 100), nextDone: 1 },
    way(1, 3, 100),
    { ...way(2, 3, 100), prev: 1, done: 1, nextDone: 1 },
    { ...way(3, 2, 100), prev: 1, nextDone: 1 },
    { ...way(3, 0, 100), prev: 2, done: 1 },
    { ...way(2, 0, 100), prev: 3, done: 1 },
  ]
  const reached = (order: Order) =>
    simulate(fitted(once, [], 3, order), asObserved, new Set([2]), 2000, drawsOf(1)).reached
  expect(reached('step')).toBeLessThan(1700)
  expect(reached('step, outcome')).toBe(2000)
})

test('[W3] a removed step is visited by nobody; who left there leaves, or goes on', () => {
  const leaves = simulate(loopModel, worldOf(loopModel, { ...nothing, removed: [2] }), new Set([3]), 5000, drawsOf(2))
  const before = simulate(loopModel, asObserved, new Set([3]), 5000, drawsOf(2))
  expect(leaves.visits[2]).toBe(0)
  expect(leaves.reached).toBe(before.reached)
  expect(mean(leaves.durations)).toBeLessThan(mean(before.durations))
  const goOn = simulate(
    loopModel,
    worldOf(loopModel, { ...nothing, removed: [1], kept: [1] }),
    new Set([3]),
    5000,
    drawsOf(2),
  )
  expect(goOn.visits[1]).toBe(0)
  expect(goOn.reached).toBe(5000)
})

test('[W3] no edit makes anything longer, and outcomes stay where waits matter to nobody', () => {
  const before = simulate(loopModel, asObserved, new Set([3]), 400, drawsOf(9))
  fc.assert(
    fc.property(
      fc.array(anyEdit, { maxLength: 4 }),
      fc.constantFrom([], [{ step: 1, next: [3], seconds: 60 }]),
      (edits, deadlines) => {
        const after = simulate(
          loopModel,
          worldOf(loopModel, { ...nothing, edits, deadlines }),
          new Set([3]),
          400,
          drawsOf(9),
        )
        expect(after.reached).toBe(before.reached)
        expect(after.visits).toEqual(before.visits)
        for (const [i, seconds] of after.durations.entries())
          expect(seconds).toBeLessThanOrEqual((before.durations[i] ?? 0) + 1e-9)
      },
    ),
    { seed: 20417, numRuns: 60 },
  )
})

test('[W3] a promise kept leaves no wait longer than it, over steps between too', () => {
  const to = simulate(
    loopModel,
    worldOf(loopModel, { ...nothing, deadlines: [{ step: 1, next: [3], seconds: 60 }] }),
    new Set([3]),
    3000,
    drawsOf(5),
  )
  const reached = to.outcomes.filter((seconds) => !Number.isNaN(seconds))
  expect(Math.max(...reached)).toBeLessThanOrEqual(60 + 1e-9)
  expect(reached.some((seconds) => seconds < 30)).toBe(true)
  const any = worldOf(loopModel, { ...nothing, edits: [{ from: 2, to: null, does: { kind: 'most', seconds: 10 } }] })
  expect(Math.max(...(any.waits.get(2) ?? []))).toBe(10)
  expect(any.waits.has(0)).toBe(false)
})

test('[W4, W5] intervals hold the figure, and narrow with the cases behind the model', () => {
  const scenario: Scenario = { ...nothing, edits: [{ from: 1, to: 2, does: { kind: 'scale', to: 0.5 } }] }
  const few = conduct(experiment(scenario))
  const many = conduct(
    experiment(scenario, {
      counts: loop.map((count) => ({ ...count, n: count.n * 100 })),
      waits: loopWaits.map((wait) => ({ ...wait, n: wait.n * 100 })),
      runs: 20_000,
    }),
  )
  for (const { outcome, duration } of [few, many]) {
    for (const figure of [outcome, duration.p50, duration.mean]) {
      for (const one of [figure.before, figure.after, figure.difference]) {
        expect(one?.low).toBeLessThanOrEqual(one?.value ?? Number.NaN)
        expect(one?.high).toBeGreaterThanOrEqual(one?.value ?? Number.NaN)
      }
    }
    expect(duration.mean.difference?.high).toBeLessThan(-10)
  }
  const width = (of: typeof few) => (of.outcome.before?.high ?? 0) - (of.outcome.before?.low ?? 0)
  expect(width(many)).toBeLessThan(width(few) / 2)
  // 1,000 cases at 43 %: the interval is about as wide as Wilson's, 6.1 points, and the luck of 1,000 runs.
  expect(width(few)).toBeGreaterThan(0.04)
  expect(width(few)).toBeLessThan(0.13)
})

test('[W5] a resampled quantile function lies as far off as the sample is small', () => {
  const stream = streamOf(1)
  const medians = Array.from({ length: 400 }, () => valueAt(resampled(Float64Array.from(grid), 100, stream), 0.5))
  const centre = medians.reduce((sum, x) => sum + x, 0) / medians.length
  const spread = Math.sqrt(medians.reduce((sum, x) => sum + (x - centre) ** 2, 0) / medians.length)
  expect(centre).toBeCloseTo(0.5, 1)
  expect(spread).toBeCloseTo(0.05, 2) // √(p(1-p)/n)
  const gammas = Float64Array.from({ length: 4000 }, () => stream.gamma(2.5))
  expect(mean(gammas)).toBeCloseTo(2.5, 0)
})

describe('teams', () => {
  const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1))
  const erlangC = (c: number, a: number) => {
    const last = (a ** c / factorial(c)) * (c / (c - a))
    let sum = last
    for (let k = 0; k < c; k++) sum += a ** k / factorial(k)
    return last / sum
  }

  test('[W7] the wait in line is Erlang’s for whole servers, and lies between for others', () => {
    for (const [c, a] of [
      [1, 0.7],
      [3, 2.4],
      [8, 7.2],
    ] as const)
      expect(waitInQueue(c, a)).toBeCloseTo(erlangC(c, a) / (c - a), 9)
    expect(waitInQueue(3.5, 2.4)).toBeLessThan(waitInQueue(3, 2.4))
    expect(waitInQueue(3.5, 2.4)).toBeGreaterThan(waitInQueue(4, 2.4))
    expect(waitInQueue(2, 2.4)).toBe(Number.POSITIVE_INFINITY)
  })

  /** A queue simulated piece by piece: arrivals and service exponential, first come first served. */
  function queue(servers: number, arrivals: number, service: number, n: number): readonly Work[] {
    const stream = streamOf(99)
    const free = new Array<number>(servers).fill(0)
    let now = 0
    return Array.from({ length: n }, () => {
      now += -Math.log(1 - stream.next()) / arrivals
      const first = free.indexOf(Math.min(...free))
      const from = Math.max(now, free[first] ?? 0)
      const to = from - Math.log(1 - stream.next()) * service
      free[first] = to
      return { from: now, to }
    })
  }

  test('[W7] of M/M/3 it finds three servers and their pace, and what a fourth would do', () => {
    const found = capacityOf(queue(3, 0.025, 100, 40_000))
    if ('cannot' in found) throw new Error(found.cannot)
    expect(found.capacity.servers).toBeGreaterThan(2.6)
    expect(found.capacity.servers).toBeLessThan(3.4)
    expect(found.capacity.service).toBeGreaterThan(92)
    expect(found.capacity.service).toBeLessThan(108)
    const truth = waitInQueue(4, 2.5) / waitInQueue(3, 2.5)
    expect(Math.abs(shareOfWaitLeft(found.capacity, 1) - truth)).toBeLessThan(0.08)
  })

  test('[W7] where waits do not grow with the work it says so', () => {
    const stream = streamOf(5)
    const free = Array.from(
      { length: 5000 },
      (_, i): Work => ({ from: i * 40, to: i * 40 - Math.log(1 - stream.next()) * 100 }),
    )
    expect(capacityOf(free)).toEqual({ cannot: expect.stringContaining('do not grow') })
    expect(capacityOf(free.slice(0, 10))).toEqual({ cannot: expect.stringContaining('200 are the fewest') })
  })
})

test('[W8] leaving grows with the wait or is not used', () => {
  const rising = leavingBy([2, 4, 6, 8].map((bin) => ({ bin, n: 500, left: bin * 20 })))
  expect(rising?.(1)).toBeLessThan(rising?.(15) ?? 0)
  expect(leavingBy([2, 4, 6, 8].map((bin) => ({ bin, n: 500, left: 100 - bin })))).toBeNull()
  expect(
    leavingBy([
      { bin: 2, n: 20, left: 1 },
      { bin: 6, n: 20, left: 12 },
    ]),
  ).toBeNull()
  const bumpy = leavingBy([
    { bin: 2, n: 500, left: 20 },
    { bin: 4, n: 500, left: 80 },
    { bin: 6, n: 500, left: 60 },
    { bin: 8, n: 500, left: 200 },
  ])
  const at = [1, 3, 6, 12, 30].map((seconds) => bumpy?.(seconds) ?? Number.NaN)
  expect(at.toSorted((a, b) => a - b)).toEqual(at)
  const counts = [2, 6, 10, 14].map((bin) => ({ bin, n: 240, left: 60 + bin * 10 }))
  const scenario: Scenario = {
    ...nothing,
    edits: [{ from: 2, to: 1, does: { kind: 'scale', to: 0.1 } }],
    leaving: [{ from: 2, to: 1, counts }],
  }
  expect(conduct(experiment(scenario)).outcome.difference?.low).toBeGreaterThan(0)
})

const step = (id: string, more: Partial<Step> = {}): Step => ({
  id,
  title: id.toUpperCase(),
  match: { event: id.toUpperCase() },
  ...more,
})
const map: MapDocument = {
  throughline: 'map/1',
  id: 'm',
  title: 'M',
  state: 'as-is',
  teams: [{ id: 't', title: 'T' }],
  outcome: { good: ['c'], value: '100 EUR' },
  phases: [
    {
      id: 'p',
      title: 'P',
      steps: [
        step('a', { promise: { next: 'c', within: '2 hours' } }),
        step('b', { team: 't' }),
        step('c', { next: [] }),
      ],
    },
  ],
}
/** 120 cases over 120 days: two in three come to c, one in two of them late. */
const rows: Row[] = Array.from({ length: 120 }, (_, i) => i).flatMap((i): Row[] => [
  [`${i}`, 'A', i * 24],
  [`${i}`, 'B', i * 24 + 1],
  ...(i % 3 === 0 ? [] : [[`${i}`, 'C', i * 24 + (i % 2 === 0 ? 1.5 : 9)] satisfies Row]),
])
const asked = { runs: 2000, seed: 1, leaving: false }

test('[W6, W9] over a store: the journey as it is comes back, a promise kept shortens it, each is said', async () => {
  await using store = await storeOf(eventsOf(rows))
  const as = await whatIf(store.warehouse, map, { ...asked, changes: [] })
  expect(as).toMatchObject({ cases: 120, of: 120, baseline: { carries: true } })
  expect(as.outcome?.before?.value).toBeCloseTo(2 / 3, 1)
  expect(as.outcome?.difference).toEqual({ value: 0, low: 0, high: 0 })
  const kept = await whatIf(store.warehouse, map, {
    ...asked,
    changes: [
      { kind: 'keep', step: 'a' },
      { kind: 'remove', step: 'b' },
    ],
  })
  expect(kept.duration.p90.after?.value).toBeLessThanOrEqual(7200)
  expect(kept.changes.map(({ says }) => says)).toEqual([
    'The promise of “A” is kept: “C” within 2 hours, always.',
    'The step “B” is removed.',
  ])
  expect(kept.changes.every(({ assumes }) => assumes.length > 0)).toBe(true)
  expect(kept.visits.find((visits) => visits.step === 'b')).toMatchObject({ before: 1, after: 0 })
  expect(kept.perYear).toMatchObject({ money: { value: 0, currency: 'EUR' } })
  expect(Math.round(kept.perYear?.cases ?? 0)).toBe(368)
})

test('[W3, W7, W9] what cannot be simulated is refused with the way out', async () => {
  await using store = await storeOf(eventsOf(rows))
  const refusal = (change: Parameters<typeof whatIf>[2]['changes'][number]) =>
    expect(whatIf(store.warehouse, map, { ...asked, changes: [change] })).rejects
  await refusal({ kind: 'keep', step: 'b' }).toMatchObject({
    message: expect.stringContaining('"b" makes no promise'),
    remedy: 'These do: a.',
  })
  await refusal({ kind: 'remove', step: 'c' }).toThrow('is the outcome')
  await refusal({ kind: 'remove', step: 'z' }).toThrow('No event is a step "z"')
  await refusal({ kind: 'shorten', step: 'a', by: 2 }).toThrow('200 % shorter')
  await refusal({ kind: 'shorten', step: 'a' }).toMatchObject({ remedy: expect.stringContaining('30%') })
  await refusal({ kind: 'enlarge', team: 'x', more: 1 }).toMatchObject({ remedy: 'Teams that do steps: t.' })
  await refusal({ kind: 'enlarge', team: 't', more: 1 }).toThrow('200 are the fewest')
  await expect(whatIf(store.warehouse, map, { ...asked, changes: [] }, { from: '2026-04-01' })).rejects.toThrow(
    'too few',
  )
})

test('[W4] a question that nobody waits for any more ends', async () => {
  await using store = await storeOf(eventsOf(rows))
  const left = AbortSignal.abort(new Error('left'))
  await expect(whatIf(store.warehouse, map, { ...asked, changes: [] }, {}, { signal: left })).rejects.toThrow('left')
})

test('[W6] where times are not given back a share that is may be quoted, and what to do is said', () => {
  const observed = (spread: number) => ({
    n: 1000,
    durations: grid.map((p) => 1000 * (1 + spread * (p - 0.5))),
    outcome: { share: 0.5, low: 0.47, high: 0.53, n: 1000 },
    outcomes: { n: 0, values: [] },
  })
  const runs = {
    durations: Float64Array.from({ length: 1000 }, (_, i) => 1000 * (1 + (i / 1000 - 0.5))),
    outcomes: new Float64Array(1000).fill(Number.NaN),
    reached: 500,
    visits: new Float64Array(1),
    cut: 0,
  }
  expect(baselineOf(observed(1), runs)).toMatchObject({ carries: true, remedy: null })
  const narrow = baselineOf(observed(0.1), runs)
  expect(narrow.quotable).toEqual({ outcome: true, toOutcome: true, duration: false })
  expect(narrow.says).toContain('the case duration is not to be quoted; the share with a good outcome may be.')
  expect(narrow.remedy).toContain('end the journey before it')
  expect(baselineOf(observed(1.9), runs).remedy).toContain('slow cases are slow at every step')
  const other = baselineOf({ ...observed(1), outcome: { share: 0.9, low: 0.88, high: 0.92, n: 1000 } }, runs)
  expect(other.quotable).toEqual({ outcome: false, toOutcome: true, duration: true })
  expect(other.remedy).toContain('hangs on more than the steps taken')
  const few = baselineOf({ ...observed(1), outcome: { share: 0.5, low: 0.2, high: 0.8, n: 10 } }, runs)
  expect(few).toMatchObject({
    carries: true,
    figures: [{ figure: 'share with a good outcome', tells: false }, {}, {}, {}, {}],
  })
  expect(few.says).toContain('says little of the share with a good outcome')
})
