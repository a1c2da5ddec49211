import type { CaseForecast, TimeForecast } from './answers.ts'
import { basisOf } from './basis.ts'
import { shareBelow } from './bins.ts'
import { type TimeAsked, timeForecast } from './interval.ts'
import { type Labels, labelsAt, type OutcomeRule, unknown } from './labels.ts'
import { fitModel, type Model } from './model.ts'
import { from, type Passages, passageCount } from './passages.ts'
import { type PromiseMade, promiseAt } from './promised.ts'
import { type DrawnEnds, silenceAt } from './silence.ts'

/** Of more open cases a sample is forecast: those of the smallest places, whose order says nothing. */
const mostOpen = 20_000
/** Next steps that a case's forecast names; the rest is one figure. */
const named = 5
const second = 1e6

export interface OpenAsked {
  readonly passages: Passages
  readonly steps: readonly string[]
  readonly drawnEnds: DrawnEnds
  /** codes of the steps at which a case is not open (I12) */
  readonly closed: readonly number[]
  readonly rule: OutcomeRule
  readonly drawn: boolean
  readonly promises: readonly PromiseMade[]
  /** this case is forecast in any case */
  readonly including: string | null
  readonly horizon: number
}

export interface OpenForecasts {
  readonly outcomes: readonly string[]
  /** how many open cases there were among those looked at */
  readonly open: number
  readonly cases: readonly Omit<CaseForecast, 'case'>[]
  /** for each step how long a case may be silent and still be open, microseconds; Infinity: for ever; 0: it is an end */
  readonly within: readonly { readonly step: string; readonly micros: number; readonly visits: number }[]
}

/** The forecast of every case that is open at the horizon, learned from all that is known by then. */
export function forecastOpen(asked: OpenAsked, on: (done: number) => void = () => undefined): OpenForecasts {
  const { passages, steps, drawnEnds, rule, horizon } = asked
  const instant = horizon + 1
  const silence = silenceAt(passages, instant, steps.length, drawnEnds)
  const labels = labelsAt(passages, instant, silence, rule)
  const { promises } = asked
  const model = fitModel({
    passages,
    labels,
    stepCount: steps.length,
    rule,
    promises,
    instant,
    on: (done) => on(done * 0.8),
  })
  const closed = new Set(asked.closed)
  const open = openPassages(passages, labels, closed)
  const own = open.filter((p) => passages.keys[p] === asked.including)
  const chosen = [...own, ...open.filter((p) => !own.includes(p)).slice(0, mostOpen - own.length)]
  const ask = { asked, model, labels }
  const cases = chosen.map((p, i) => {
    if (i % 500 === 0) on(0.8 + (0.2 * i) / chosen.length)
    return forecastCase(ask, p)
  })
  const visits = visitsOf(passages, labels, steps.length)
  const within = steps.map((step, i) => ({
    step,
    micros: closed.has(i + 1) ? 0 : silence.bound(i + 1),
    visits: visits[i + 1] ?? 0,
  }))
  return {
    outcomes: rule.names,
    open: open.length,
    cases,
    within,
  }
}

function openPassages(passages: Passages, labels: Labels, closed: ReadonlySet<number>): readonly number[] {
  const open: number[] = []
  for (let p = 0; p < passageCount(passages); p++) {
    const end = labels.ends[p] ?? 0
    if (labels.over[p] === 1 || end === from(passages, p) || closed.has(passages.steps[end - 1] ?? 0)) continue
    open.push(p)
  }
  return open
}

interface Ask {
  readonly asked: OpenAsked
  readonly model: Model
  readonly labels: Labels
}

function forecastCase({ asked, model, labels }: Ask, p: number): Omit<CaseForecast, 'case'> {
  const { passages, steps, horizon } = asked
  const start = from(passages, p)
  const last = (labels.ends[p] ?? 0) - 1
  const step = passages.steps[last] ?? 0
  const since = passages.at[last] ?? 0
  const waited = Math.max(0, horizon - since)
  const place = last * model.contexts.kinds.length
  const ids = model.contexts.ids
  const wait = Float64Array.from(model.wait.mixture.predict(ids, place, step))
  const next = Float64Array.from(model.next.predict(ids, place, step))
  // The longer nothing comes, the likelier it is that nothing will.
  const stillLonger = 1 - shareBelow(model.wait.bins, wait, waited)
  const chances = afterSilence(next, stillLonger)
  const ranked = [...chances.keys()].filter((y) => y > 0).sort((a, b) => (chances[b] ?? 0) - (chances[a] ?? 0))
  const likeliest = ranked.slice(0, named).filter((y) => (chances[y] ?? 0) >= 0.005)
  const over = chances[0] ?? 0
  const at = { ids, at: place, step, waited }
  const promise = promiseAt(model.promise, { ...at, since })
  const saidChance = likeliest.reduce((sum, y) => sum + (chances[y] ?? 0), over)
  return {
    key: passages.keys[p] ?? '',
    step: steps[step - 1] ?? '',
    since: new Date(since / 1000).toISOString(),
    steps: last - start + 1,
    over,
    next: likeliest.map((y) => ({ step: steps[y - 1] ?? '', chance: chances[y] ?? 0 })),
    rest: Math.max(0, 1 - saidChance),
    ...timesOf(model, at),
    promise: promise === null ? null : { due: new Date(promise.due / 1000).toISOString(), late: promise.late },
    outcomes: outcomesOf(asked, model, { p, place, start, last }, (1 - over) / Math.max(1e-9, 1 - (next[0] ?? 0))),
    basis: basisOf(model, steps, passages, start, last, likeliestOf(next)),
  }
}

/** Both of a case that goes on; two models speak, and no case ends before its next step. */
function timesOf(model: Model, at: TimeAsked): Pick<CaseForecast, 'wait' | 'remaining'> {
  const wait = inSeconds(timeForecast(model.wait, at))
  const rest = inSeconds(timeForecast(model.rest, at))
  const remaining = {
    p50: Math.max(rest.p50, wait.p50),
    low: Math.max(rest.low, wait.low),
    high: Math.max(rest.high, wait.high),
  }
  return { wait, remaining }
}

function likeliestOf(chances: Float64Array): number {
  return chances.reduce((best, chance, y) => (chance > (chances[best] ?? 0) ? y : best), 0)
}

/** Chances given that nothing came for so long: P(over) / (P(over) + P(goes on) S(waited)). */
function afterSilence(next: Float64Array, longer: number): Float64Array {
  const over = next[0] ?? 0
  const left = (1 - over) * Math.max(longer, 1e-3)
  const given = over + left === 0 ? 0 : over / (over + left)
  return next.map((chance, y) => (y === 0 ? given : over >= 1 ? 0 : (chance / (1 - over)) * (1 - given)))
}

/**
 * The outcome's chances given that nothing came for so long. What goes on has become less likely by the factor `left`, and with
 * it each outcome that is yet to come; the rest is the outcome that the case has if it is over where it stands.
 */
function outcomesOf(
  { rule, passages }: OpenAsked,
  model: Model,
  {
    p,
    place,
    start,
    last,
  }: { readonly p: number; readonly place: number; readonly start: number; readonly last: number },
  left: number,
): CaseForecast['outcomes'] {
  const settled = rule.settled(passages, start, last)
  if (settled !== unknown) return [{ outcome: rule.names[settled] ?? '', chance: 1 }]
  const ended = rule.of(passages, p, last + 1)
  const chances = [...model.outcome.predict(model.contexts.ids, place, passages.steps[last] ?? 0)]
  return chances
    .map((chance, y) => ({ outcome: rule.names[y] ?? '', chance: chance * left + (y === ended ? 1 - left : 0) }))
    .filter(({ chance }) => chance >= 0.005)
    .sort((a, b) => b.chance - a.chance)
}

function inSeconds({ p50, low, high }: TimeForecast): TimeForecast {
  return { p50: Math.round(p50 / second), low: Math.round(low / second), high: Math.round(high / second) }
}

/** Known visits by step. */
function visitsOf(passages: Passages, labels: Labels, stepCount: number): readonly number[] {
  const visits = new Array<number>(stepCount + 1).fill(0)
  for (let p = 0; p < passageCount(passages); p++) {
    for (let i = from(passages, p); i < (labels.ends[p] ?? 0); i++) {
      const step = passages.steps[i] ?? 0
      visits[step] = (visits[step] ?? 0) + 1
    }
  }
  return visits
}
