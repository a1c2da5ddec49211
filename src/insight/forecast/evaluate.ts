import type { ForecastEvaluation, TimeEvaluation } from './answers.ts'
import { lastStepBaseline, mostFrequent, timeBaseline } from './baselines.ts'
import { type TimeModel, timeForecast } from './interval.ts'
import {
  knownPassages,
  type Labels,
  labelsAt,
  mostlyKnown,
  type OutcomeRule,
  passagesSince,
  unknown,
} from './labels.ts'
import { areaUnderCurve, Calibration, Mean, MeanByLength, medianOf } from './metrics.ts'
import { fitModel, type Model, settledFrom } from './model.ts'
import { from, type Passages, passageCount, until } from './passages.ts'
import { isLate, type PromiseMade, promiseLabel } from './promised.ts'
import { type DrawnEnds, silenceAt } from './silence.ts'

const day = 86_400_000_000

export interface EvaluationAsked {
  readonly passages: Passages
  readonly steps: readonly string[]
  readonly drawnEnds: DrawnEnds
  readonly rule: OutcomeRule
  readonly drawn: boolean
  readonly promises: readonly PromiseMade[]
  /** nothing from here on is learned from */
  readonly cut: number
  /** what is known by now, to hold the forecasts against */
  readonly horizon: number
}

export type Evaluated = Omit<ForecastEvaluation, 'journey' | 'sample' | 'split'> & {
  readonly split: Omit<ForecastEvaluation['split'], 'train' | 'cut'>
}

/** Learns from what was known at the cut, forecasts every step of the cases that begin from then on. */
export function evaluate(asked: EvaluationAsked, on: (done: number) => void = () => undefined): Evaluated {
  const { passages, steps, drawnEnds, rule, cut, horizon, promises } = asked
  const known = labelsAt(passages, cut, silenceAt(passages, cut, steps.length, drawnEnds), rule)
  const model = fitModel({
    passages,
    labels: known,
    stepCount: steps.length,
    rule,
    promises,
    instant: cut,
    on: (done) => on(done * 0.7),
  })
  const instant = horizon + 1
  const came = labelsAt(passages, instant, silenceAt(passages, instant, steps.length, drawnEnds), rule)
  const test: Test = { passages, model, known, came, tested: passagesSince(passages, cut) }
  const next = evaluateNext(test)
  on(0.8)
  const wait = evaluateTimes(test, model.wait, 'wait')
  const remaining = evaluateTimes(test, model.rest, 'rest')
  on(0.9)
  const outcome = evaluateOutcome(test, asked)
  return {
    split: splitOf(test),
    next,
    wait,
    remaining,
    outcome,
    promise: evaluatePromises(test, instant),
    attributes: passages.attributes.map(({ name }) => name),
  }
}

interface Test {
  readonly passages: Passages
  readonly model: Model
  readonly known: Labels
  readonly came: Labels
  /** passages that begin at the cut or after it */
  readonly tested: readonly number[]
}

function splitOf({ passages, known, tested }: Test): Evaluated['split'] {
  let trainCases = 0
  let straddling = 0
  for (let p = 0; p < passageCount(passages); p++) {
    if ((known.ends[p] ?? 0) === from(passages, p)) continue
    trainCases++
    if (known.over[p] !== 1 || (known.ends[p] ?? 0) < until(passages, p)) straddling++
  }
  return { trainCases, straddling, testCases: tested.length }
}

function evaluateNext({ passages, model, known, came, tested }: Test): ForecastEvaluation['next'] {
  const width = model.contexts.kinds.length
  const [right, top3, loss, followed, frequent, markov] = Array.from({ length: 6 }, () => new Mean())
  const calibration = new Calibration()
  const byLength = new MeanByLength()
  const most = mostFrequent(passages, known)
  const afterLast = lastStepBaseline(passages, known, model.stepCount)
  for (const p of tested) {
    const start = from(passages, p)
    for (let i = start; i < until(passages, p); i++) {
      const label = came.next[i] ?? unknown
      if (label === unknown) continue
      const step = passages.steps[i] ?? 0
      const shares = model.next.predict(model.contexts.ids, i * width, step)
      const rank = rankOf(shares, label)
      const hit = rank === 0 ? 1 : 0
      right?.add(hit)
      top3?.add(rank < 3 ? 1 : 0)
      loss?.add(-Math.log(Math.max(1e-12, shares[label] ?? 0)))
      calibration.add(Math.max(...shares), rank === 0)
      if (label !== 0) followed?.add(hit)
      frequent?.add(most === label ? 1 : 0)
      markov?.add(afterLast(step) === label ? 1 : 0)
      byLength.add(i - start + 1, hit)
    }
  }
  return {
    accuracy: right?.value ?? null,
    n: right?.n ?? 0,
    top3: top3?.value ?? null,
    logLoss: loss?.value ?? null,
    calibrationError: calibration.error(),
    reliability: calibration.table(),
    withoutEnds: { accuracy: followed?.value ?? null, n: followed?.n ?? 0 },
    baselines: { mostFrequent: frequent?.value ?? null, markov: markov?.value ?? null },
    byLength: byLength.rows(),
  }
}

/** How many classes were given a greater chance; of equal chances the earlier class comes first. */
function rankOf(shares: Float64Array, label: number): number {
  const own = shares[label] ?? 0
  let rank = 0
  for (let y = 0; y < shares.length; y++) {
    const share = shares[y] ?? 0
    if (share > own || (share === own && y < label)) rank++
  }
  return rank
}

/** Of waits all that came; of what remains the cases that are over, at each step but the last. */
function evaluateTimes(test: Test, of: TimeModel, what: 'wait' | 'rest'): TimeEvaluation {
  const { passages, model, known, came } = test
  const width = model.contexts.kinds.length
  const times = came[what]
  const [error, inside, overall, afterLast] = Array.from({ length: 4 }, () => new Mean())
  const byLength = new MeanByLength()
  const widths: number[] = []
  const { judged, young } =
    what === 'wait' ? { judged: test.tested, young: false } : judgedOf(test, (p) => came.over[p] === 1)
  const baseline = timeBaseline(passages, known, known[what], model.stepCount)
  for (const p of judged) {
    const start = from(passages, p)
    for (let i = start; i < until(passages, p) - 1; i++) {
      const time = times[i] ?? Number.NaN
      if (Number.isNaN(time)) continue
      const step = passages.steps[i] ?? 0
      const asked = { ids: model.contexts.ids, at: i * width, step, waited: 0 }
      const { p50, low, high } = timeForecast(of, asked)
      const off = Math.abs(p50 - time) / day
      error?.add(off)
      byLength.add(i - start + 1, off)
      inside?.add(time >= low - 1 && time <= high + 1 ? 1 : 0)
      widths.push((high - low) / day)
      overall?.add(Math.abs(baseline.overall - time) / day)
      afterLast?.add(Math.abs(baseline.after(step) - time) / day)
    }
  }
  return {
    maeDays: error?.value ?? null,
    young,
    n: error?.n ?? 0,
    // The quick ones lie low in every forecast: they cannot judge an interval.
    coverage: young ? null : (inside?.value ?? null),
    widthDays: medianOf(widths),
    baselines: { median: overall?.value ?? null, lastStep: afterLast?.value ?? null },
    byLength: byLength.rows(),
  }
}

/** Fewer cases than this say nothing. */
const fewCases = 20

/** The tested cases of whom as many are known as of any; all, where so few are that only the quick ones can be judged. */
function judgedOf({ passages, came, tested }: Test, isKnown: (p: number) => boolean) {
  const kept = new Set(mostlyKnown(knownPassages(passages, came), isKnown))
  const judged = tested.filter((p) => kept.has(p))
  const isEnough = judged.filter(isKnown).length >= fewCases
  return { judged: isEnough ? judged : tested, young: !isEnough }
}

function evaluateOutcome(test: Test, asked: EvaluationAsked): ForecastEvaluation['outcome'] {
  const { passages, model, came } = test
  const classes = model.outcomes.length
  const rows: { readonly visit: number; readonly label: number }[] = []
  const settled = settledFrom(passages, came, asked.rule)
  const { judged, young } = judgedOf(test, (p) => came.outcome[p] !== unknown)
  for (const p of judged) {
    const label = came.outcome[p] ?? unknown
    if (label === unknown) continue
    const end = Math.min(settled[p] ?? 0, until(passages, p) - 1)
    for (let i = from(passages, p); i < end; i++) rows.push({ visit: i, label })
  }
  const width = model.contexts.kinds.length
  const chances = Array.from({ length: classes }, () => new Float64Array(rows.length))
  const plain = Array.from({ length: classes }, () => new Float64Array(rows.length))
  const [right, loss] = [new Mean(), new Mean()]
  const calibration = new Calibration()
  for (const [r, { visit, label }] of rows.entries()) {
    const step = passages.steps[visit] ?? 0
    const shares = model.outcome.predict(model.contexts.ids, visit * width, step)
    right.add(rankOf(shares, label) === 0 ? 1 : 0)
    loss.add(-Math.log(Math.max(1e-12, shares[label] ?? 0)))
    if (asked.drawn) calibration.add(shares[0] ?? 0, label === 0)
    else calibration.add(Math.max(...shares), rankOf(shares, label) === 0)
    // The second kind of context is the last step alone.
    const { total, counts } = model.outcome.seen(model.contexts.ids[visit * width + 1] ?? -1)
    for (let y = 0; y < classes; y++) {
      const chance = chances[y]
      const base = plain[y]
      if (chance !== undefined) chance[r] = shares[y] ?? 0
      if (base !== undefined) base[r] = total === 0 ? 0 : (counts[y] ?? 0) / total
    }
  }
  const labels = rows.map(({ label }) => label)
  return {
    auc: weightedArea(chances, labels, asked.drawn),
    n: rows.length,
    of: asked.drawn ? 'drawn' : 'last step',
    names: model.outcomes,
    young,
    accuracy: right.value,
    logLoss: loss.value,
    calibrationError: calibration.error(),
    reliability: calibration.table(),
    baselines: { lastStep: weightedArea(plain, labels, asked.drawn) },
  }
}

/** At each visit that makes a promise, whether it is missed: as forecast there and then. */
function evaluatePromises({ passages, model, came, tested }: Test, instant: number): ForecastEvaluation['promise'] {
  if (model.promise === null) return null
  const { mixture, made } = model.promise
  const width = model.contexts.kinds.length
  const [chances, plain, labels]: [number[], number[], number[]] = [[], [], []]
  const calibration = new Calibration()
  for (const p of tested) {
    for (let i = from(passages, p); i < until(passages, p); i++) {
      const step = passages.steps[i] ?? 0
      const promise = made.get(step)
      const label = promise === undefined ? unknown : promiseLabel({ passages, labels: came, instant }, promise, i, p)
      if (label === unknown) continue
      const late = mixture.predict(model.contexts.ids, i * width, step)[isLate] ?? 0
      // The second kind of context is the last step alone.
      const { total, counts } = mixture.seen(model.contexts.ids[i * width + 1] ?? -1)
      chances.push(late)
      plain.push(total === 0 ? 0 : (counts[isLate] ?? 0) / total)
      labels.push(label === isLate ? 1 : 0)
      calibration.add(late, label === isLate)
    }
  }
  const wasLate = Uint8Array.from(labels)
  const n = labels.length
  return {
    n,
    late: n === 0 ? null : labels.reduce((sum, one) => sum + one, 0) / n,
    auc: areaUnderCurve(Float64Array.from(chances), wasLate),
    calibrationError: calibration.error(),
    baselines: { lastStep: areaUnderCurve(Float64Array.from(plain), wasLate) },
  }
}

/** The good outcome against the rest; or the mean of each against the rest, by how often it came. */
function weightedArea(chances: readonly Float64Array[], labels: readonly number[], isDrawn: boolean): number | null {
  let sum = 0
  let total = 0
  for (const [y, scores] of chances.entries()) {
    if (isDrawn && y > 0) break
    const came = Uint8Array.from(labels, (label) => (label === y ? 1 : 0))
    const positives = came.reduce((n, one) => n + one, 0)
    const area = positives === 0 ? null : areaUnderCurve(scores, came)
    if (area === null) continue
    sum += area * positives
    total += positives
  }
  return total === 0 ? null : sum / total
}
