import { type Bins, binOf, makeBins } from './bins.ts'
import { type Contexts, contextsOf } from './contexts.ts'
import { calibrated, type Score, type TimeModel } from './interval.ts'
import { knownPassages, type Labels, mostlyKnown, type OutcomeRule, unknown } from './labels.ts'
import { Mixture, type MixtureShape, type Pace } from './mixture.ts'
import { from, type Passages } from './passages.ts'
import { fitPromises, type PromiseMade, type PromiseModel } from './promised.ts'

/** Bins of a distribution of times. */
const mostBins = 24
/** The later share of the cases known, by when they began, that the intervals are calibrated on. */
const heldBack = 0.25

/** What the model is asked at a visit: one mixture of contexts for each question. */
export interface Model {
  readonly contexts: Contexts
  readonly stepCount: number
  readonly outcomes: readonly string[]
  /** 0: the case ends here */
  readonly next: Mixture
  readonly outcome: Mixture
  readonly wait: TimeModel
  readonly rest: TimeModel
  readonly promise: PromiseModel | null
}

export interface Fitting {
  readonly passages: Passages
  readonly labels: Labels
  readonly stepCount: number
  readonly rule: OutcomeRule
  readonly promises: readonly PromiseMade[]
  /** what is known by then was learned from */
  readonly instant: number
  readonly on?: (done: number) => void
}

/**
 * Fits the mixtures. Cases are taken in by when they began, each predicted before it is counted; the later quarter
 * of them is only predicted at first, and where its times lay in their forecasts calibrates the intervals (split
 * conformal). Then they are counted too.
 */
export function fitModel(fitting: Fitting): Model {
  const { passages, labels, stepCount, rule, promises, instant, on = () => undefined } = fitting
  const order = knownPassages(passages, labels)
  const isKnown = knownVisits(passages, labels)
  const contexts = contextsOf(passages, (visit) => isKnown[visit] === 1)
  const shape: Shape = { parents: contexts.parents, contexts: contexts.count, sets: stepCount + 1 }
  const ask = { passages, labels, contexts }
  const grown = mostlyKnown(order, (p) => labels.over[p] === 1)
  const decided = mostlyKnown(order, (p) => labels.outcome[p] !== unknown)
  on(0.1)
  const next = new Mixture({ ...shape, classes: stepCount + 1, pace: byVisit })
  learn(
    ask,
    next,
    order,
    (visit) => (labels.settled[visit] === 1 ? (labels.next[visit] ?? unknown) : unknown),
    () => 1,
  )
  on(0.4)
  const waits = settledOnly(labels.wait, labels)
  const isSettled = (visit: number) => !Number.isNaN(waits[visit] ?? Number.NaN)
  const wait = fitTimes(
    ask,
    { ...shape, pace: byVisit },
    {
      order,
      young: [],
      times: waits,
      amountOf: () => 1,
      known: (visit) => (isSettled(visit) ? [{ time: labels.wait[visit] ?? 0, came: true, amount: 1 }] : []),
    },
  )
  on(0.65)
  const old = new Set(grown)
  const rest = fitTimes(
    ask,
    { ...shape, pace: byCase },
    {
      order: grown,
      young: order.filter((p) => !old.has(p)),
      times: labels.rest,
      amountOf: (p) => labels.weight[p] ?? 1,
      known: (visit, p) => knownRest({ passages, labels, instant }, visit, p),
    },
  )
  on(0.9)
  const outcome = new Mixture({ ...shape, classes: rule.names.length, pace: byCase })
  const settledAt = settledFrom(passages, labels, rule)
  const ended = (visit: number, p: number) => (visit < (settledAt[p] ?? 0) ? (labels.outcome[p] ?? unknown) : unknown)
  learn(ask, outcome, decided, ended, (p) => labels.weight[p] ?? 1)
  const promised = { passages, labels, instant, ids: contexts.ids, promises }
  const promise = fitPromises(promised, { ...shape, pace: byCase }, order)
  on(1)
  return { contexts, stepCount, outcomes: rule.names, next, outcome, wait, rest, promise }
}

interface Ask {
  readonly passages: Passages
  readonly labels: Labels
  readonly contexts: Contexts
}
type Shape = Omit<MixtureShape, 'classes' | 'pace'>

/** Each visit is a lesson of its own. */
const byVisit: Pace = { first: 0.1, last: 0.01, own: 1 }
/** The visits of one case say nearly the same of how it ends. */
const byCase: Pace = { first: 0.02, last: 0.002, own: 0 }

/** Predicts each case before it is counted, so that weights are learned on what was not seen. */
function learn(
  { passages, labels, contexts }: Ask,
  mixture: Mixture,
  order: readonly number[],
  cameAt: (visit: number, p: number) => number,
  amountOf: (p: number) => number,
): void {
  const width = contexts.kinds.length
  for (const p of order) {
    const end = labels.ends[p] ?? 0
    const amount = amountOf(p)
    for (let i = from(passages, p); i < end; i++) {
      const came = cameAt(i, p)
      if (came === unknown) continue
      mixture.predict(contexts.ids, i * width, passages.steps[i] ?? 0)
      mixture.adjust(passages.steps[i] ?? 0, came, amount)
    }
    for (let i = from(passages, p); i < end; i++) {
      const came = cameAt(i, p)
      if (came !== unknown) mixture.count(contexts.ids, i * width, came, amount)
    }
  }
}

/** A time that came, or (not `came`) that the time is longer than; what is not sure counts by its chance. */
type Known = Pick<Score, 'came' | 'amount'> & { readonly time: number }

interface TimesAsked {
  /** cases by when they began that are learned from, and those of whom only the quick ones are known */
  readonly order: readonly number[]
  readonly young: readonly number[]
  readonly times: Float64Array
  amountOf(p: number): number
  /** what is known of a visit's time, to score its forecast by */
  known(visit: number, p: number): readonly Known[]
}

function fitTimes(ask: Ask, shape: Omit<MixtureShape, 'classes'>, asked: TimesAsked): TimeModel {
  const { passages, labels, contexts } = ask
  const { order, young, times, amountOf } = asked
  const early = order.slice(0, Math.ceil(order.length * (1 - heldBack)))
  const late = order.slice(early.length)
  const bins = makeBins(timesIn(passages, labels, early, times), mostBins)
  const mixture = new Mixture({ ...shape, classes: bins.edges.length })
  const came = (visit: number) => {
    const time = times[visit] ?? Number.NaN
    return Number.isNaN(time) ? unknown : binOf(bins, time)
  }
  learn(ask, mixture, early, came, amountOf)
  const scores: Score[] = []
  const width = contexts.kinds.length
  const score = (p: number) => {
    for (let i = from(passages, p); i < (labels.ends[p] ?? 0); i++) {
      for (const { time, ...score } of asked.known(i, p)) {
        const distribution = mixture.predict(contexts.ids, i * width, passages.steps[i] ?? 0)
        scores.push({ share: placeIn(bins, distribution, time), ...score })
      }
    }
  }
  eachWhenKnown(ask, late, score, (p) => learn(ask, mixture, [p], came, amountOf))
  const recent = young.length === 0 ? mixture : mixture.copy()
  learn(ask, recent, young, came, amountOf)
  return { bins, mixture, recent, shares: calibrated(scores) }
}

/**
 * Cases in the order of their beginnings, each scored by what was known then: those that had ended before are learned from first. Were they
 * scored by the earlier cases alone, a change would be made up for twice: by the scores, and by the counts that know it in the end.
 */
function eachWhenKnown(
  { passages, labels }: Ask,
  late: readonly number[],
  score: (p: number) => void,
  take: (p: number) => void,
): void {
  const endOf = (p: number) => passages.at[(labels.ends[p] ?? 1) - 1] ?? 0
  const byEnd = late.toSorted((a, b) => endOf(a) - endOf(b))
  let taken = 0
  const takeUntil = (instant: number) => {
    while (taken < byEnd.length && endOf(byEnd[taken] ?? 0) < instant) take(byEnd[taken++] ?? 0)
  }
  for (const p of late) {
    takeUntil(passages.at[from(passages, p)] ?? 0)
    score(p)
  }
  takeUntil(Number.POSITIVE_INFINITY)
}

/** Where a time lies in its forecast; of times that stand for a whole bin, its middle. */
function placeIn({ edges }: Bins, p: ArrayLike<number>, time: number): number {
  const bin = binOf({ edges }, time)
  let below = 0
  for (let b = 0; b < bin; b++) below += p[b] ?? 0
  const low = bin === 0 ? 0 : (edges[bin - 1] ?? 0)
  const high = edges[bin] ?? 0
  const part = high <= low ? 0.5 : Math.min(1, Math.max(0, (time - low) / (high - low)))
  return below + (p[bin] ?? 0) * part
}

function timesIn(passages: Passages, labels: Labels, some: readonly number[], times: Float64Array): readonly number[] {
  const all: number[] = []
  for (const p of some) {
    for (let i = from(passages, p); i < (labels.ends[p] ?? 0); i++) {
      const time = times[i] ?? Number.NaN
      if (!Number.isNaN(time)) all.push(time)
    }
  }
  return all
}

/** What remains after a visit but the last: of a case that is not over it is the way so far if it is over all the same, and else longer than until now. */
function knownRest(
  { passages, labels, instant }: Pick<Fitting, 'passages' | 'labels' | 'instant'>,
  visit: number,
  p: number,
): readonly Known[] {
  const last = (labels.ends[p] ?? 0) - 1
  if (visit >= last) return []
  const at = passages.at[visit] ?? 0
  const soFar = (passages.at[last] ?? 0) - at
  if (labels.over[p] === 1) return [{ time: soFar, came: true, amount: 1 }]
  const over = labels.silent[p] ?? 0
  return [
    { time: soFar, came: true, amount: over },
    { time: instant - at, came: false, amount: 1 - over },
  ]
}

function knownVisits(passages: Passages, labels: Labels): Uint8Array {
  const known = new Uint8Array(passages.steps.length)
  for (let p = 0; p < labels.ends.length; p++) known.fill(1, from(passages, p), labels.ends[p] ?? 0)
  return known
}

/** For each passage the visit from which on its outcome is no longer open. */
export function settledFrom(passages: Passages, labels: Labels, rule: OutcomeRule): Uint32Array {
  const settled = new Uint32Array(labels.ends.length)
  for (let p = 0; p < settled.length; p++) {
    const start = from(passages, p)
    const end = labels.ends[p] ?? 0
    let i = start
    while (i < end && rule.settled(passages, start, i) === unknown) i++
    settled[p] = i
  }
  return settled
}

function settledOnly(times: Float64Array, { settled }: Labels): Float64Array {
  return times.map((time, visit) => (settled[visit] === 1 ? time : Number.NaN))
}
