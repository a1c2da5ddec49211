import {
  type CaseFilter,
  caseList,
  cohorts,
  compare,
  dfg,
  drivers,
  evaluateForecast,
  expectedArrivals,
  forecast,
  friction,
  funnel,
  measure,
  paths,
  stepDetail,
  times,
  trend,
  variants,
  weeks,
} from '../../src/insight/index.ts'
import { type MapDocument, stepsOf } from '../../src/map/index.ts'
import type { LensSpec, Warehouse } from '../../src/store/index.ts'

/** What a question is asked of: each event name a step, and the map that was discovered. */
export interface Subject {
  readonly warehouse: Warehouse
  readonly spec: LensSpec
  readonly map: MapDocument
  /** ids of the most frequent variants */
  readonly variants: readonly string[]
}

export interface BenchQuestion {
  readonly says: string
  /** at 100 million events: within so many times the engine's own group-by of the same run, or so many seconds */
  readonly aim?: { readonly times: number } | { readonly seconds: number }
  /** `run` is another each time: a filter must be one that was not asked before, as counts of a filter are kept */
  ask(subject: Subject, run: number): Promise<unknown>
}

const week = 7 * 86_400_000_000
const day = (month: number, nth: number) => new Date(Date.UTC(2024, month - 1, 1 + nth)).toISOString().slice(0, 10)
const halfYear = (run: number): CaseFilter => ({ from: day(6, run), to: day(12, run) })
const [first, second, third] = ['Open application', 'Send application', 'Approve application'] as const
const three = { steps: [first, second, third], within: week }
const after = { after: second, length: 5, top: 50 }
const fast = { times: 3 }
const aSecond = { seconds: 1 }
const middle = (map: MapDocument) => stepsOf(map)[Math.floor(stepsOf(map).length / 2)]?.step.id ?? ''

/** Forecasts are remembered: to leave out a property that there is not makes each run a question of its own. */
const anew = (run: number) => ({ without: [`run ${run}`] })

/** Every question, in the order of the table. To measure another, add a line. */
export const questions: readonly BenchQuestion[] = [
  {
    says: 'transitions, counts only',
    aim: fast,
    ask: async ({ warehouse, spec }) => {
      const { linked } = await warehouse.lens(spec)
      return warehouse.rows({
        sql: `SELECT prev, step, count() AS visits, sum(first) AS cases, sum(fresh) AS freshly FROM ${linked} GROUP BY prev, step`,
      })
    },
  },
  {
    says: 'transitions with exact median and p90',
    aim: fast,
    ask: ({ warehouse, spec }) => dfg(warehouse, spec),
  },
  {
    says: '100 most frequent variants',
    aim: fast,
    ask: ({ warehouse, spec }) => variants(warehouse, spec, {}, { top: 100 }),
  },
  { says: 'paths: five steps after a step', aim: fast, ask: ({ warehouse, spec }) => paths(warehouse, spec, after) },
  { says: 'measure of the draft map', aim: fast, ask: ({ warehouse, map }) => measure(warehouse, map) },
  {
    says: 'funnel of three steps within seven days',
    aim: { seconds: 2 },
    ask: ({ warehouse, spec }) => funnel(warehouse, spec, three),
  },
  { says: 'times: exact quantiles of each step', aim: aSecond, ask: ({ warehouse, spec }) => times(warehouse, spec) },
  {
    says: 'one step of the map opened',
    aim: aSecond,
    ask: ({ warehouse, map }) => stepDetail(warehouse, map, middle(map)),
  },
  { says: 'friction of the draft map', aim: { seconds: 5 }, ask: ({ warehouse, map }) => friction(warehouse, map) },
  { says: 'weeks of the map', aim: aSecond, ask: ({ warehouse, map }) => weeks(warehouse, map) },
  {
    says: 'cases that dropped out at a step, newest first',
    aim: aSecond,
    ask: ({ warehouse, map }) => caseList(warehouse, map, { kind: 'dropped', step: middle(map) }),
  },
  {
    says: 'transitions of half a year of cases',
    aim: aSecond,
    ask: ({ warehouse, spec }, run) => dfg(warehouse, spec, halfYear(run)),
  },
  {
    says: '100 most frequent variants of half a year',
    aim: aSecond,
    ask: ({ warehouse, spec }, run) => variants(warehouse, spec, halfYear(run), { top: 100 }),
  },
  {
    says: 'funnel of half a year',
    aim: { seconds: 2 },
    ask: ({ warehouse, spec }, run) => funnel(warehouse, spec, three, halfYear(run)),
  },
  {
    says: 'measure of half a year',
    aim: aSecond,
    ask: ({ warehouse, map }, run) => measure(warehouse, map, halfYear(run)),
  },
  {
    says: 'measure of a half year that was asked about before',
    aim: aSecond,
    ask: ({ warehouse, map }) => measure(warehouse, map, halfYear(1)),
  },
  {
    says: 'transitions of one variant',
    aim: aSecond,
    ask: ({ warehouse, spec, variants: [first = '', ...rest] }, run) =>
      dfg(warehouse, spec, { variant: rest[run] ?? first }),
  },
  {
    says: 'transitions of a segment (cases with a certain event)',
    ask: ({ warehouse, spec }, run) => {
      const event = `${['Approve', 'Reject', 'Sign', 'Close'][run % 4]} card`
      return dfg(warehouse, spec, { segment: { event } })
    },
  },
  {
    says: 'drivers of a step reached',
    ask: ({ warehouse, map }) => drivers(warehouse, map, { of: `reached:${middle(map)}` }),
  },
  { says: 'forecast of the open cases', ask: ({ warehouse, map }, run) => forecast(warehouse, map, anew(run)) },
  {
    says: 'forecasts of the past held against what came',
    ask: ({ warehouse, map }, run) => evaluateForecast(warehouse, map, { train: 0.7, ...anew(run) }),
  },
  {
    says: 'expected arrivals',
    ask: ({ warehouse, map }, run) => expectedArrivals(warehouse, map, { days: 14 + run }),
  },
  {
    says: 'two half years compared',
    ask: ({ warehouse, map }, run) =>
      compare(warehouse, map, { a: { from: day(1, run), to: day(6, run) }, b: halfYear(run) }),
  },
  { says: 'trend of the map', ask: ({ warehouse, map }) => trend(warehouse, map) },
  {
    says: 'cohorts: cases by week, and who comes to a step',
    ask: ({ warehouse, map, spec }) =>
      cohorts(warehouse, spec, {
        of: 'cases',
        by: 'week',
        start: null,
        reach: spec.steps.find(({ id }) => id === third)?.id ?? middle(map),
        period: 'week',
        periods: 8,
      }),
  },
]
