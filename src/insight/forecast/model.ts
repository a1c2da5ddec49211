import { type Bins, binOf, makeBins } from './bins.ts'
import { type Contexts, contextsOf } from './contexts.ts'
import { calibrated, type TimeModel } from './interval.ts'
import { knownPassages, type Labels, mostlyKnown, type OutcomeRule, unknown } from './labels.ts'
import { Mixture, type MixtureShape, type Pace } from './mixture.ts'
import { from, type Passages } from './passages.ts'

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
}

export interface Fitting {
  readonly passages: Passages
  readonly labels: Labels
  readonly stepCount: number
  readonly rule: OutcomeRule
  readonly on?: (done: number) => void
}

/**
 * Fits the four mixtures. Cases are taken in by when they began, each predicted before it is counted; the later quarter
 * of them is only predicted at first, and where its times lay in their forecasts calibrates the intervals (split
 * conformal). Then they are counted too.
 */
export function fitModel({ passages, labels, stepCount, rule, on = () => undefined }: Fitting): Model {
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
  const wait = fitTimes(
    ask,
    { ...shape, pace: byVisit },
    { order, young: [] },
    settledOnly(labels.wait, labels),
    () => 1,
  )
  on(0.65)
  const old = new Set(grown)
  const young = order.filter((p) => !old.has(p))
  const rest = fitTimes(
    ask,
    { ...shape, pace: byCase },
    { order: grown, young },
    labels.rest,
    (p) => labels.weight[p] ?? 1,
  )
  on(0.9)
  const outcome = new Mixture({ ...shape, classes: rule.names.length, pace: byCase })
  const settledAt = settledFrom(passages, labels, rule)
  const ended = (visit: number, p: number) => (visit < (settledAt[p] ?? 0) ? (labels.outcome[p] ?? unknown) : unknown)
  learn(ask, outcome, decided, ended, (p) => labels.weight[p] ?? 1)
  on(1)
  return { contexts, stepCount, outcomes: rule.names, next, outcome, wait, rest }
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

function fitTimes(
  ask: Ask,
  shape: Omit<MixtureShape, 'classes'>,
  { order, young }: { readonly order: readonly number[]; readonly young: readonly number[] },
  times: Float64Array,
  amountOf: (p: number) => number,
): TimeModel {
  const { passages, labels, contexts } = ask
  const early = order.slice(0, Math.ceil(order.length * (1 - heldBack)))
  const late = order.slice(early.length)
  const bins = makeBins(timesIn(passages, labels, early, times), mostBins)
  const mixture = new Mixture({ ...shape, classes: bins.edges.length })
  const came = (visit: number) => {
    const time = times[visit] ?? Number.NaN
    return Number.isNaN(time) ? unknown : binOf(bins, time)
  }
  learn(ask, mixture, early, came, amountOf)
  const scores: { share: number; amount: number }[] = []
  const width = contexts.kinds.length
  for (const p of late) {
    for (let i = from(passages, p); i < (labels.ends[p] ?? 0); i++) {
      const bin = came(i)
      if (bin === unknown) continue
      const distribution = mixture.predict(contexts.ids, i * width, passages.steps[i] ?? 0)
      scores.push({ share: placeIn(bins, distribution, times[i] ?? 0), amount: amountOf(p) })
    }
  }
  learn(ask, mixture, late, came, amountOf)
  const recent = young.length === 0 ? mixture : mixture.copy()
  learn(ask, recent, young, came, amountOf)
  scores.sort((a, b) => a.share - b.share)
  return {
    bins,
    mixture,
    recent,
    shares: calibrated({
      shares: Float64Array.from(scores, (score) => score.share),
      amounts: Float64Array.from(scores, (score) => score.amount),
    }),
  }
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
