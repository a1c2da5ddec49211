import type { MapDocument } from '../../map/index.ts'
import type { Query, Warehouse } from '../../store/index.ts'
import type { CaseFilter } from '../answers.ts'
import { isoOf } from '../instant.ts'
import { fromTrace, question, type View } from '../view.ts'
import type { CaseForecast, Forecast, OpenStep, TimeForecast } from './answers.ts'
import { type Asked, ask } from './ask.ts'
import { inThread } from './in-thread.ts'
import { load } from './load.ts'
import { medianOf } from './metrics.ts'
import type { OpenForecasts } from './open.ts'
import { type Asking, remembered } from './remember.ts'

/** Cases that are likelier over than not are counted, and not listed: nobody can help them any more. */
const sure = 0.5
/** Fewer visits of a step than this, and nothing is said about those who stand there. */
const fewVisits = 20

export interface StandingAsked {
  /** only this case, by its key or by its name */
  readonly case?: string | undefined
  /** only cases that stand at this step */
  readonly step?: string | undefined
  /** `promise`: those whose promise still runs, the likeliest to be late first */
  readonly by?: 'risk' | 'promise'
  readonly without?: readonly string[]
  readonly limit?: number
}

/** All that was forecast at one instant; what a screen asks for is cut from it. */
interface Fitted {
  readonly now: string
  readonly sample: Forecast['sample']
  readonly open: OpenForecasts
}

/** Every open case with what is to come, those at most risk first (P1 to P9). */
export async function forecast(
  warehouse: Warehouse,
  map: MapDocument,
  { case: one, step, by = 'risk', without = [], limit = 50 }: StandingAsked = {},
  filter: CaseFilter = {},
  asking: Asking = {},
): Promise<Forecast> {
  const asked = await ask(warehouse, map, filter, without)
  const found = one === undefined ? null : await keyOf(warehouse, asked.view, one)
  let fitted = await fittedFor(warehouse, asked, null, asking)
  // A case that the sample does not hold is forecast with it, at the cost of another fit.
  if (found !== null && !fitted.open.cases.some(({ key }) => key === found) && isSample(fitted))
    fitted = await fittedFor(warehouse, asked, found, asking)
  const chosen = fitted.open.cases.filter(
    (row) =>
      (by === 'promise' ? isPending(row) : one !== undefined || row.over < sure) &&
      (one === undefined || row.key === found) &&
      (step === undefined || row.step === step),
  )
  const order = by === 'promise' ? likeliestLate : mostAtRisk(asked.outcome !== null)
  const ranked = chosen.toSorted(order).slice(0, limit)
  const [names, standing] = await Promise.all([
    namesOf(
      warehouse,
      asked.view,
      ranked.map(({ key }) => key),
    ),
    warehouse.rows<Standing>(standingAt(asked.view, fitted.open.within)),
  ])
  const steps = stepsOf(asked, fitted.open, standing)
  return {
    journey: map.id,
    now: fitted.now,
    sample: fitted.sample,
    ...openOf(asked),
    open: steps.reduce((sum, row) => sum + row.open, 0),
    forecast: fitted.open.cases.length,
    outcomes: fitted.open.outcomes,
    drawn: asked.outcome !== null,
    steps,
    cases: ranked.map((row) => ({ ...row, case: names.get(row.key) ?? row.key })),
  }
}

function isSample({ sample, open }: Fitted): boolean {
  return sample.cases < sample.of || open.cases.length < open.open
}

function fittedFor(warehouse: Warehouse, asked: Asked, including: string | null, asking: Asking): Promise<Fitted> {
  const what = { question: `open ${including ?? ''} ${asked.question}`, state: asked.state }
  return remembered(warehouse, what, (signal, on) => fitted(warehouse, asked, including, signal, on), asking)
}

async function fitted(
  warehouse: Warehouse,
  asked: Asked,
  including: string | null,
  signal: AbortSignal,
  on: (done: number) => void,
): Promise<Fitted> {
  const { view, spec, without } = asked
  const { horizon } = view.lens
  const loaded = await load(warehouse, spec, view, { known: horizon + 1, without, including, signal })
  on(0.1)
  const open = await inThread<OpenForecasts>(
    {
      kind: 'open',
      passages: loaded.passages,
      steps: view.lens.steps,
      drawnEnds: asked.drawnEnds,
      closed: asked.closed,
      outcome: asked.outcome,
      promises: asked.promises,
      including,
      cut: horizon + 1,
      horizon,
    },
    { signal, on: (done) => on(0.1 + 0.9 * done) },
  )
  return { now: isoOf(horizon), sample: loaded.sample, open }
}

/** How it is told whether a case is open (P5). */
function openOf({ map, drawnEnds }: Asked): Pick<Forecast, 'told' | 'openSays'> {
  if (drawnEnds.quiet !== null)
    return {
      told: 'quiet',
      openSays: `Open is who has not come to an end of the way and was heard of within the last ${map.case?.ends?.quiet}, the quiet time that the map draws.`,
    }
  return {
    told: 'silence',
    openSays:
      'The map draws no quiet time. Open is who has not come to an end of the way and has been silent for less than what, at its step, says with 95 % that nothing more comes; case: ends: quiet in the map says it instead.',
  }
}

type Row = Omit<CaseForecast, 'case'>

function isPending({ promise }: Row): boolean {
  return promise !== null && promise.late < 1
}

/** The likeliest to be late first; of equal ones what is due soonest. */
function likeliestLate(a: Row, b: Row): number {
  const due = (row: Row) => row.promise?.due ?? ''
  return (
    (b.promise?.late ?? 0) - (a.promise?.late ?? 0) ||
    (due(a) < due(b) ? -1 : due(a) > due(b) ? 1 : 0) ||
    (a.key < b.key ? -1 : 1)
  )
}

/** The smallest chance of what is good first; where nothing is drawn, the longest to go. */
function mostAtRisk(isDrawn: boolean) {
  const good = (row: Row) => row.outcomes.find(({ outcome }) => outcome === 'good')?.chance ?? 0
  return (a: Omit<CaseForecast, 'case'>, b: Row) =>
    (isDrawn ? good(a) - good(b) : 0) || b.remaining.p50 - a.remaining.p50 || (a.key < b.key ? -1 : 1)
}

function caseNamed(view: View, name: string): Query {
  return question(
    view,
    `SELECT toString(key) AS id ${fromTrace(view, '(case = {one:String}) OR (toString(key) = {one:String})')} ORDER BY ended DESC LIMIT 1`,
    { one: name },
  )
}

async function keyOf(warehouse: Warehouse, view: View, name: string): Promise<string | null> {
  const [row] = await warehouse.rows<{ id: string }>(caseNamed(view, name))
  return row?.id ?? null
}

async function namesOf(
  warehouse: Warehouse,
  view: View,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (keys.length === 0) return new Map()
  const rows = await warehouse.rows<{ id: string; case: string }>(
    question(view, `SELECT toString(key) AS id, case ${fromTrace(view, 'key IN {keys:Array(UInt64)}')}`, { keys }),
  )
  return new Map(rows.map((row) => [row.id, row.case]))
}

/** Open cases by the step where they stand: counted over all cases, with the same bound as the list behind. */
function standingAt(view: View, within: OpenForecasts['within']): Query {
  const never = 1e18
  const bounds = within.map(({ micros }) => Math.min(micros, never)).join(', ')
  return question(
    view,
    `SELECT steps[-1] AS step, count() AS cases ${fromTrace(view, `${view.lens.horizon} - toUnixTimestamp64Micro(ended) < [${bounds}][steps[-1]]`)} GROUP BY step`,
  )
}
interface Standing {
  readonly step: number
  readonly cases: number
}

function stepsOf({ view, outcome }: Asked, open: OpenForecasts, standing: readonly Standing[]): readonly OpenStep[] {
  const counted = new Map(standing.map((row) => [view.lens.steps[row.step - 1], row.cases]))
  const byStep = Map.groupBy(open.cases, (row) => row.step)
  return open.within.map(({ step, micros, visits }) => {
    const rows = byStep.get(step) ?? []
    const tooFew = visits < fewVisits
    const isSaid = rows.length > 0 && !tooFew
    return {
      step,
      open: counted.get(step) ?? 0,
      within: Number.isFinite(micros) ? micros / 1e6 : null,
      n: rows.length,
      tooFew,
      good: isSaid && outcome !== null ? mean(rows.map((row) => chanceOf(row, 'good'))) : null,
      over: isSaid ? mean(rows.map((row) => row.over)) : null,
      next: isSaid ? meanNext(rows) : [],
      promise: promiseHere(rows),
      wait: isSaid ? medians(rows.map((row) => row.wait)) : null,
      remaining: isSaid ? medians(rows.map((row) => row.remaining)) : null,
    }
  })
}

function promiseHere(rows: readonly Row[]): OpenStep['promise'] {
  const promises = rows.flatMap(({ promise }) => promise ?? [])
  if (promises.length === 0) return null
  const pending = promises.filter(({ late }) => late < 1)
  return {
    pending: pending.length,
    expected: pending.reduce((sum, { late }) => sum + late, 0),
    overdue: promises.length - pending.length,
  }
}

function chanceOf(row: Pick<CaseForecast, 'outcomes'>, outcome: string): number {
  return row.outcomes.find((one) => one.outcome === outcome)?.chance ?? 0
}

function meanNext(rows: readonly Pick<CaseForecast, 'next'>[]): OpenStep['next'] {
  const sums = new Map<string, number>()
  for (const row of rows) for (const { step, chance } of row.next) sums.set(step, (sums.get(step) ?? 0) + chance)
  return [...sums]
    .map(([step, sum]) => ({ step, chance: sum / rows.length }))
    .filter(({ chance }) => chance >= 0.005)
    .sort((a, b) => b.chance - a.chance || (a.step < b.step ? -1 : 1))
    .slice(0, 8)
}

function medians(rows: readonly TimeForecast[]): TimeForecast {
  const of = (value: (row: TimeForecast) => number) => Math.round(medianOf(rows.map(value)) ?? 0)
  return { p50: of((row) => row.p50), low: of((row) => row.low), high: of((row) => row.high) }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
