import type { ArrivalsBacktest, Expected, StepArrivals } from './answers.ts'
import { type Daily, levelForecast, sameWeekday } from './calendar.ts'
import { flowAt, flowOn, type Move } from './flow.ts'
import { Mean } from './metrics.ts'

/** Forecasts are made at the ends of so many past weeks; the first of them only to learn from. */
const origins = 8
const firstJudged = 3
/** Days before the first of them. */
const leastHistory = 28
const shownDays = 28
const iso = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10)

export interface ArrivalsAsked {
  readonly moves: readonly Move[]
  /** cases that begin, by step and day */
  readonly starts: readonly { readonly step: number; readonly day: number; readonly n: number }[]
  readonly steps: readonly string[]
  /** the day of the latest event */
  readonly today: number
  readonly days: number
}

export interface ArrivalsFound {
  readonly tooFew: string | null
  readonly steps: readonly StepArrivals[]
  readonly backtest: ArrivalsBacktest | null
}

const ways = ['flow', 'calendar', 'both'] as const
type Way = (typeof ways)[number]

/** What one origin expects: for each way, by day and step; the last row is the sum of the week. */
type Made = Readonly<Record<Way, readonly Float64Array[]>>

/** Expected arrivals by step and day, and how such forecasts would have done at past weeks' ends. */
export function arrivals(asked: ArrivalsAsked, on: (done: number) => void = () => undefined): ArrivalsFound {
  const { moves, starts, steps, today, days } = asked
  const daily = dailyArrivals(asked)
  const begin = earliest(asked)
  const history = today - begin
  const weeksBack = Math.min(origins, Math.floor((history - leastHistory) / 7) - 1)
  if (weeksBack < 1) {
    return {
      tooFew: `The events span ${history + 1} ${history === 0 ? 'day' : 'days'}; expected arrivals need ${leastHistory + 14} or more.`,
      steps: [],
      backtest: null,
    }
  }
  const startDaily = startsByStep(starts, steps.length)
  const make = (origin: number): Made => expectedAt(moves, startDaily, daily, origin, days, steps.length)
  // The newest origin is so old that its days are over: today may not be.
  const past = Array.from({ length: weeksBack }, (_, i) => today - 1 - days - 7 * (weeksBack - 1 - i)).filter(
    (origin) => origin - begin >= leastHistory - 7,
  )
  const trials: Trial[] = past.map((origin, i) => {
    on(i / (past.length + 1))
    return { made: make(origin), came: cameAfter(daily, origin, days, steps.length) }
  })
  const made = make(today)
  on(1)
  const judged = judge(trials, steps.length, days)
  return {
    tooFew: null,
    backtest: overall(judged, past.length),
    steps: steps.map((step, i) =>
      stepArrivals(step, i + 1, { daily, trials, made, judged, today, days, origins: past.length }),
    ),
  }
}

function earliest({ starts, moves, today }: ArrivalsAsked): number {
  const first = starts.reduce((least, { day }) => Math.min(least, day), today)
  return moves.reduce((least, { left }) => Math.min(least, left), first)
}

interface Trial {
  readonly made: Made
  readonly came: readonly Float64Array[]
}

function dailyArrivals({ moves, starts, steps }: ArrivalsAsked): readonly Map<number, number>[] {
  const daily = Array.from({ length: steps.length + 1 }, () => new Map<number, number>())
  const add = (step: number, day: number, n: number) => {
    const own = daily[step]
    if (step > 0 && own !== undefined) own.set(day, (own.get(day) ?? 0) + n)
  }
  for (const { step, left, lag, n } of moves) add(step, left + lag, n)
  for (const { step, day, n } of starts) add(step, day, n)
  return daily
}

function startsByStep(starts: ArrivalsAsked['starts'], stepCount: number): readonly Daily[] {
  const daily = Array.from({ length: stepCount + 1 }, () => new Map<number, number>())
  for (const { step, day, n } of starts) daily[step]?.set(day, (daily[step]?.get(day) ?? 0) + n)
  return daily
}

function expectedAt(
  moves: readonly Move[],
  startDaily: readonly Daily[],
  daily: readonly Daily[],
  origin: number,
  days: number,
  stepCount: number,
): Made {
  const levels = startDaily.map((own) => levelForecast(own, origin))
  const flow = flowOn(flowAt(moves, origin, stepCount), origin, days, (step, day) => levels[step]?.(day) ?? 0)
  const plain = daily.map((own) => sameWeekday(own, origin))
  const calendar = flow.map((row, d) => row.map((_, step) => plain[step]?.(origin + 1 + d) ?? 0))
  const both = flow.map((row, d) => row.map((n, step) => (n + (calendar[d]?.[step] ?? 0)) / 2))
  return { flow: withWeek(flow), calendar: withWeek(calendar), both: withWeek(both) }
}

function withWeek(rows: readonly Float64Array[]): readonly Float64Array[] {
  const week = new Float64Array(rows[0]?.length ?? 0)
  for (const row of rows.slice(0, 7)) for (const [step, n] of row.entries()) week[step] = (week[step] ?? 0) + n
  return [...rows, week]
}

function cameAfter(daily: readonly Daily[], origin: number, days: number, stepCount: number): readonly Float64Array[] {
  const rows = Array.from({ length: days }, (_, d) =>
    Float64Array.from({ length: stepCount + 1 }, (_, step) => daily[step]?.get(origin + 1 + d) ?? 0),
  )
  return withWeek(rows)
}

/** How one step did at one origin, with what was known before it. */
interface Judgement {
  readonly step: number
  readonly off: Mean
  readonly plainOff: Mean
  readonly inside: Mean
  readonly came: Mean
}

function judge(trials: readonly Trial[], stepCount: number, days: number): readonly Judgement[] {
  return Array.from({ length: stepCount }, (_, i) => {
    const step = i + 1
    const judgement = { step, off: new Mean(), plainOff: new Mean(), inside: new Mean(), came: new Mean() }
    for (const [k, { made, came }] of trials.entries()) {
      if (k < Math.min(firstJudged, trials.length - 1)) continue
      const learned = learn(trials.slice(0, k), step, days)
      for (let d = 0; d < days; d++) {
        const n = came[d]?.[step] ?? 0
        const expected = made[learned.way][d]?.[step] ?? 0
        judgement.off.add(Math.abs(n - expected))
        judgement.plainOff.add(Math.abs(n - (made.calendar[d]?.[step] ?? 0)))
        judgement.came.add(n)
        if (k === 0) continue
        const { low, high } = around(expected, learned.dayScore, learned.spread)
        judgement.inside.add(n >= low && n <= high ? 1 : 0)
      }
    }
    return judgement
  })
}

interface Learned {
  readonly way: Way
  /** variance of arrivals is μ + spread μ² */
  readonly spread: number
  /** how many standard deviations hold 8 of 10 days, and weeks */
  readonly dayScore: number
  readonly weekScore: number
}

/** The way that erred least, and how far arrivals stray from it. */
function learn(trials: readonly Trial[], step: number, days: number): Learned {
  const errorOf = (way: Way) => {
    const error = new Mean()
    for (const { made, came } of trials)
      for (let d = 0; d < days; d++) error.add(Math.abs((came[d]?.[step] ?? 0) - (made[way][d]?.[step] ?? 0)))
    return error.value ?? 0
  }
  const way = trials.length === 0 ? 'flow' : ways.reduce((best, one) => (errorOf(one) < errorOf(best) ? one : best))
  const pairs = trials.flatMap(({ made, came }) =>
    Array.from({ length: days }, (_, d) => ({ n: came[d]?.[step] ?? 0, mean: made[way][d]?.[step] ?? 0 })),
  )
  const squares = pairs.reduce((sum, { mean }) => sum + mean * mean, 0)
  const beyondPoisson = pairs.reduce((sum, { n, mean }) => sum + (n - mean) ** 2 - mean, 0)
  const spread = squares === 0 ? 0 : Math.max(0, beyondPoisson / squares)
  const weekly = trials.map(({ made, came }) => ({ n: came[days]?.[step] ?? 0, mean: made[way][days]?.[step] ?? 0 }))
  return { way, spread, dayScore: scoreOf(pairs, spread), weekScore: Math.max(normal80, scoreOf(weekly, spread / 4)) }
}

/** Eight of ten of a normal distribution lie within so many standard deviations. */
const normal80 = 1.2816

/** The (n + 1) quantile of how many standard deviations arrivals were off (split conformal, normalised). */
function scoreOf(pairs: readonly { readonly n: number; readonly mean: number }[], spread: number): number {
  if (pairs.length < 10) return normal80
  const scores = pairs.map(({ n, mean }) => Math.abs(n - mean) / deviation(mean, spread)).sort((a, b) => a - b)
  return scores[Math.min(scores.length - 1, Math.ceil(0.8 * (scores.length + 1)) - 1)] ?? normal80
}

function deviation(mean: number, spread: number): number {
  return Math.sqrt(Math.max(mean, 0.25) + spread * mean * mean)
}

function around(expected: number, score: number, spread: number): Expected {
  const half = score * deviation(expected, spread)
  return { expected, low: Math.max(0, Math.ceil(expected - half - 0.5)), high: Math.floor(expected + half + 0.5) }
}

interface Ground {
  readonly daily: readonly Daily[]
  readonly trials: readonly Trial[]
  readonly made: Made
  readonly judged: readonly Judgement[]
  readonly today: number
  readonly days: number
  readonly origins: number
}

function stepArrivals(step: string, code: number, ground: Ground): StepArrivals {
  const { daily, trials, made, judged, today, days } = ground
  const learned = learn(trials, code, days)
  const expected = made[learned.way]
  const judgement = judged.find((one) => one.step === code)
  return {
    step,
    by: learned.way,
    past: Array.from({ length: shownDays }, (_, i) => {
      const day = today - shownDays + 1 + i
      return { day: iso(day), arrived: daily[code]?.get(day) ?? 0 }
    }),
    coming: Array.from({ length: days }, (_, d) => ({
      day: iso(today + 1 + d),
      ...around(expected[d]?.[code] ?? 0, learned.dayScore, learned.spread),
    })),
    week: around(expected[days]?.[code] ?? 0, learned.weekScore, learned.spread / 4),
    backtest: judgement === undefined ? null : backtestOf([judgement], ground.origins),
  }
}

function overall(judged: readonly Judgement[], origins: number): ArrivalsBacktest | null {
  // A step that nobody came to in all these weeks, as forecast, would make the mean look good.
  return backtestOf(
    judged.filter(({ came }) => (came.value ?? 0) > 0),
    origins,
  )
}

function backtestOf(judged: readonly Judgement[], count: number): ArrivalsBacktest | null {
  const total = (of: (one: Judgement) => Mean) => judged.reduce((sum, one) => sum + (of(one).value ?? 0) * of(one).n, 0)
  const n = judged.reduce((sum, one) => sum + one.off.n, 0)
  const inside = judged.reduce((sum, one) => sum + one.inside.n, 0)
  if (n === 0) return null
  const came = total((one) => one.came)
  const off = total((one) => one.off)
  const plain = total((one) => one.plainOff)
  return {
    origins: Math.max(1, count - Math.min(firstJudged, count - 1)),
    n,
    mae: off / n,
    calendarMae: plain / n,
    wape: came === 0 ? null : off / came,
    calendarWape: came === 0 ? null : plain / came,
    coverage: inside === 0 ? null : total((one) => one.inside) / inside,
  }
}
