import { describe, expect, test } from 'vitest'
import { beyond, binOf, makeBins, quantileOf, shareBelow } from './bins.ts'
import { evaluate } from './evaluate.ts'
import { begin, hour, knownProcess, meanHours, passagesOf, randomFrom } from './fixture.ts'
import { calibrated } from './interval.ts'
import { areaUnderCurve, Calibration } from './metrics.ts'
import { Mixture } from './mixture.ts'
import { forecastOpen } from './open.ts'
import { outcomeRule } from './outcomes.ts'
import { firstFrom, from, type Passages, passageCount, until } from './passages.ts'
import type { PromiseMade } from './promised.ts'
import { silenceAt } from './silence.ts'
import { isTelltale } from './telltale.ts'

const steps = ['begin', 'check', 'ask', 'yes', 'no']
const drawnEnds = { ends: [], quiet: null }
const rule = outcomeRule({ good: [4], bad: [5] }, steps)
/** From 1 somebody goes on within ten hours, from 2 to 4 within thirty. */
const promises: readonly PromiseMade[] = [
  { code: 1, next: [], within: { kind: 'clock', micros: 10 * hour } },
  { code: 2, next: [4], within: { kind: 'clock', micros: 30 * hour } },
]
const cut = begin + 1400 * hour
const horizon = begin + 2400 * hour

const learned = evaluate({
  passages: knownProcess(2000, 7),
  steps,
  drawnEnds,
  rule,
  promises,
  drawn: true,
  cut,
  horizon,
})

describe('a process of which all chances are known', () => {
  test('[P2] the next step is forecast as well as can be: the chances of the best guess', () => {
    // After 1 the best guess is right in 0.7, after 2 in 0.9, after 3 (from 1) in 0.8 and (from 2) in 1, after an end always.
    expect(learned.next.accuracy).toBeGreaterThan(0.84)
    expect(learned.next.accuracy).toBeGreaterThan(learned.next.baselines.markov ?? 1)
    expect(learned.next.calibrationError).toBeLessThan(0.04)
    expect(learned.next.top3).toBeGreaterThan(0.99)
  })

  test('[P3] the 80 % intervals of times hold about 80 % of them', () => {
    expect(learned.wait.coverage).toBeGreaterThan(0.74)
    expect(learned.wait.coverage).toBeLessThan(0.86)
    expect(learned.remaining.coverage).toBeGreaterThan(0.74)
    expect(learned.remaining.coverage).toBeLessThan(0.86)
  })

  test('[P3] the middle of a wait is about the median that it has', () => {
    const best = { 1: meanHours[1], 2: meanHours[2] }
    expect(best).toEqual({ 1: 10, 2: 30 })
    // No forecast of exponential waits errs less than their medians do; ours comes near.
    expect((learned.wait.maeDays ?? 1) / (learned.wait.baselines.lastStep ?? 1)).toBeLessThan(1.05)
  })

  test('[P4] the outcome is told apart where the way tells it', () => {
    expect(learned.outcome.auc).toBeGreaterThan(0.75)
    expect(learned.outcome.calibrationError).toBeLessThan(0.06)
    expect(learned.outcome.names).toEqual(['good', 'bad', 'neither'])
  })
})

describe('promises of a process of which all chances are known', () => {
  /** Waits after 1 are exponential with a mean of 10 h: e^-1 of them are longer than the ten hours promised. */
  test('[P19] as many are late as are forecast, and the step tells them apart', () => {
    expect(learned.promise?.n).toBeGreaterThan(500)
    expect(learned.promise?.calibrationError).toBeLessThan(0.06)
    expect(learned.promise?.late).toBeGreaterThan(0.36)
    expect(learned.promise?.late).toBeLessThan(0.46)
  })

  test('[P19] the chance grows while nothing comes, and is 1 once the time is over', () => {
    const open = forecastOpen({
      passages: knownProcess(2000, 7),
      steps,
      drawnEnds,
      rule,
      promises,
      drawn: true,
      including: null,
      closed: [4, 5],
      horizon: begin + 1999 * hour,
    })
    const begun = open.cases.filter(({ step }) => step === 'begin').toSorted((a, b) => (a.since > b.since ? -1 : 1))
    const late = begun.map(({ promise }) => promise?.late ?? -1)
    expect(late[0]).toBeGreaterThan(0.25)
    expect(late[0]).toBeLessThan(0.5)
    // Later in the list is longer ago.
    const pending = begun.filter(({ promise }) => (promise?.late ?? 1) < 1)
    expect(pending.at(-1)?.promise?.late).toBeGreaterThan((pending[0]?.promise?.late ?? 1) + 0.2)
    for (const { promise, since } of begun) {
      expect(Date.parse(promise?.due ?? '') - Date.parse(since)).toBe(10 * 3_600_000)
      expect(promise?.late === 1).toBe(Date.parse(promise?.due ?? '') < (begin + 1999 * hour) / 1000)
    }
    expect(open.cases.filter(({ step }) => step === 'ask').every(({ promise }) => promise === null)).toBe(true)
  })

  test('[P3] no case ends before its next step', () => {
    const { cases } = forecastOpen({
      passages: knownProcess(900, 5),
      steps,
      drawnEnds,
      rule,
      promises: [],
      drawn: true,
      including: null,
      closed: [],
      horizon: begin + 700 * hour,
    })
    expect(cases.length).toBeGreaterThan(10)
    for (const { wait, remaining } of cases)
      for (const end of ['low', 'p50', 'high'] as const) expect(remaining[end]).toBeGreaterThanOrEqual(wait[end])
  })
})

describe('nothing of the future is learned', () => {
  test('[P10] whatever comes after the cut, forecasts made at the cut are the same', () => {
    const passages = knownProcess(800, 3)
    const now = begin + 500 * hour
    const asked = { steps, drawnEnds, rule, promises, drawn: true, including: null, closed: [], horizon: now }
    const known = forecastOpen({ ...asked, passages: before(passages, now + 1) })
    const shuffled = forecastOpen({ ...asked, passages: shuffledAfter(passages, now + 1) })
    expect(shuffled).toEqual(known)
    expect(known.cases.length).toBeGreaterThan(10)
  })
})

/** The passages as if nothing had happened from an instant on. */
function before(passages: Passages, instant: number): Passages {
  const cases = [...keptVisits(passages, (p) => firstFrom(passages, p, instant))]
  return { ...passagesOf([]), ...remade(passages, cases) }
}

/** All that happens from an instant on happens in another order, at other times. */
function shuffledAfter(passages: Passages, instant: number): Passages {
  const random = randomFrom(99)
  const all = passages.steps.length
  const copy = { ...passages, steps: passages.steps.slice(), at: passages.at.slice() }
  for (let i = 0; i < all; i++) {
    if ((copy.at[i] ?? 0) < instant) continue
    copy.steps[i] = 1 + Math.floor(random() * 5)
    copy.at[i] = (copy.at[i] ?? 0) + i * hour
  }
  // Cases without a visit before the instant are those that nobody knows of then.
  const kept = [...Array(passageCount(copy)).keys()].filter((p) => firstFrom(copy, p, instant) > from(copy, p))
  const cases = kept.map((p) => ({ p, end: until(copy, p) }))
  return remade(copy, cases)
}

function keptVisits(passages: Passages, endOf: (p: number) => number): { p: number; end: number }[] {
  return [...Array(passageCount(passages)).keys()].flatMap((p) => {
    const end = endOf(p)
    return end > from(passages, p) ? [{ p, end }] : []
  })
}

function remade(passages: Passages, cases: readonly { p: number; end: number }[]): Passages {
  const pick = <T>(values: ArrayLike<T>) =>
    cases.flatMap(({ p, end }) =>
      Array.from({ length: end - from(passages, p) }, (_, i) => values[from(passages, p) + i]),
    )
  const offsets = [0]
  for (const { p, end } of cases) offsets.push((offsets.at(-1) ?? 0) + end - from(passages, p))
  return {
    keys: cases.map(({ p }) => passages.keys[p] ?? ''),
    offsets: Uint32Array.from(offsets),
    steps: Uint16Array.from(pick(passages.steps), (step) => step ?? 0),
    at: Float64Array.from(pick(passages.at), (at) => at ?? 0),
    attributes: [],
  }
}

test('[P10] an attribute that was made from the whole way is none; one that goes with it is', () => {
  const way = (i: number): [number, number][] => [
    [1, i * hour],
    [2 + (i % 4), (i + 1) * hour],
    [6 + (i % 2), (i + 2) * hour],
  ]
  const cases = Array.from({ length: 200 }, (_, i) => way(i))
  const of = (codeOf: (i: number) => number) =>
    passagesOf(cases, { name: 'x', values: [], codes: cases.flatMap((visits, i) => visits.map(() => codeOf(i))) })
  const later = begin + 1000 * hour
  const isTold = (codeOf: (i: number) => number) => {
    const passages = of(codeOf)
    return passages.attributes.some((column) => isTelltale(passages, column, later))
  }
  expect(isTold((i) => 1 + (i % 4))).toBe(true)
  expect(isTold((i) => 1 + (i % 3))).toBe(false)
})

describe('the parts', () => {
  test('[P1] a thin context leans on its parent, a thick one on itself', () => {
    const shape = {
      classes: 3,
      parents: Int8Array.from([-1, 0]),
      contexts: 3,
      sets: 1,
      pace: { first: 0.1, last: 0.01, own: 1 },
    }
    const mixture = new Mixture(shape)
    const general = Int32Array.from([0, 1])
    const other = Int32Array.from([0, 2])
    for (let i = 0; i < 400; i++) {
      const [ids, came] = i % 2 === 0 ? [general, 1] : [other, 2]
      mixture.predict(ids, 0, 0)
      mixture.adjust(0, came, 1)
      mixture.count(ids, 0, came, 1)
    }
    expect(mixture.predict(general, 0, 0)[1]).toBeGreaterThan(0.95)
    expect(mixture.predict(other, 0, 0)[2]).toBeGreaterThan(0.95)
    const unseen = mixture.predict(Int32Array.from([0, -1]), 0, 0)
    expect(unseen[1]).toBeCloseTo(unseen[2] ?? 0, 1)
    expect([...unseen].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
  })

  test('[P5] the longer a case is silent at a step where cases stop, the surer it is over', () => {
    const random = randomFrom(1)
    const cases = Array.from({ length: 300 }, (_, i): [number, number][] => {
      const start = i * hour
      return i % 2 === 0
        ? [[1, start]]
        : [
            [1, start],
            [2, start + Math.round(random() * 10 * hour)],
          ]
    })
    const silence = silenceAt(passagesOf(cases), begin + 400 * hour, 2, drawnEnds)
    expect(silence.over(1, 0)).toBeCloseTo(0.5, 1)
    expect(silence.over(1, 5 * hour)).toBeCloseTo(2 / 3, 1)
    expect(silence.over(1, 11 * hour)).toBe(1)
    expect(silenceAt(passagesOf(cases), begin + 400 * hour, 2, { ends: [1], quiet: null }).over(1, 0)).toBe(1)
    const quiet = silenceAt(passagesOf(cases), begin + 400 * hour, 2, { ends: [], quiet: 3 * hour })
    expect([quiet.over(1, 2 * hour), quiet.over(1, 3 * hour)]).toEqual([0, 1])
  })

  test('[P3] an interval is taken where 8 of 10 held-back times lay; those not over yet count as longer than so far', () => {
    const random = randomFrom(3)
    const all = Array.from({ length: 4000 }, () => random())
    const known = calibrated(all.map((share) => ({ share, came: true, amount: 1 })))
    expect(known.low).toBeCloseTo(0.1, 1)
    expect(known.high).toBeCloseTo(0.9, 1)
    // Each seen for as long as chance would have it: the long ones are mostly not over.
    const seen = all.map((share) => ({ share, limit: random() * 1.2 }))
    const scores = seen.map(({ share, limit }) => ({ share: Math.min(share, limit), came: share <= limit, amount: 1 }))
    const censored = calibrated(scores)
    expect(Math.abs(censored.high - 0.9)).toBeLessThan(0.03)
    expect(calibrated(scores.filter(({ came }) => came)).high).toBeLessThan(0.85)
    expect(calibrated(scores.slice(0, 10))).toEqual({ low: expect.closeTo(0.1, 9), high: expect.closeTo(0.9, 9) })
  })

  test('[P3] bins: a time is in its bin, quantiles and shares are each other back', () => {
    const times = Array.from({ length: 1000 }, (_, i) => i * i)
    const bins = makeBins(times, 24)
    const shares = new Float64Array(bins.edges.length)
    for (const time of times) shares[binOf(bins, time)] = (shares[binOf(bins, time)] ?? 0) + 1 / times.length
    for (const share of [0.1, 0.5, 0.9])
      expect(shareBelow(bins, shares, quantileOf(bins, shares, share))).toBeCloseTo(share, 9)
    expect(quantileOf(bins, shares, 0.5) / 250_000).toBeCloseTo(1, 1)
    const rest = beyond(bins, shares, 250_000)
    expect(quantileOf(bins, rest, 0.5) / 562_500).toBeCloseTo(1, 1)
  })

  test('[P12] the area under the curve counts pairs, ties for half', () => {
    expect(areaUnderCurve(Float64Array.from([0.1, 0.4, 0.35, 0.8]), Uint8Array.from([0, 0, 1, 1]))).toBe(0.75)
    expect(areaUnderCurve(Float64Array.from([0.5, 0.5]), Uint8Array.from([0, 1]))).toBe(0.5)
    expect(areaUnderCurve(Float64Array.from([0.5]), Uint8Array.from([1]))).toBeNull()
  })

  test('[P12] calibration: what is forecast with 0.7 and comes in 7 of 10 is without error', () => {
    const calibration = new Calibration()
    for (let i = 0; i < 10; i++) calibration.add(0.75, i < 7)
    expect(calibration.error()).toBeCloseTo(0.05, 12)
    expect(calibration.table()).toEqual([{ from: 0.7, to: 0.8, n: 10, forecast: 0.75, came: 0.7 }])
  })
})
