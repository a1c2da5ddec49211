import type { MapDocument } from '../../map/index.ts'
import type { Warehouse } from '../../store/index.ts'
import type { CaseFilter } from '../answers.ts'
import { isoOf } from '../instant.ts'
import { wilson } from '../interval.ts'
import { mapLens } from '../lens.ts'
import { codesOf, opennessOf } from '../measure/counted.ts'
import { QuestionProblem } from '../problem.ts'
import { openView, stepOf, type View } from '../view.ts'
import type { Change, Compared, Estimate, WhatIf } from './answers.ts'
import type { Observed } from './baseline.ts'
import { type Laid, layChange, together } from './changes.ts'
import { type Experiment, type Outcome, shares } from './experiment.ts'
import type { Order, StateCount } from './model.ts'
import {
  caseTotals,
  finished,
  type LeavingRow,
  leavingCounts,
  mostCases,
  observedDurations,
  observedOutcomes,
  type Scope,
  type SpreadRow,
  sampled,
  stateCounts,
  type TotalsRow,
  teamWork,
  type WaitRow,
  waitQuantiles,
} from './questions.ts'
import { capacityOf, type Work } from './queue.ts'
import type { Scenario } from './scenario.ts'
import { conductApart } from './thread.ts'

export interface WhatIfAsked {
  readonly changes: readonly Change[]
  /** cases simulated for each figure */
  readonly runs: number
  readonly seed: number
  /** whether changed waits change who leaves */
  readonly leaving: boolean
}
export interface Watched {
  readonly on?: (done: number) => void
  readonly signal?: AbortSignal | undefined
}

const replicates = 100
const fewest = 50

/** What the journey would be like with changes (W1 to W9). */
export async function whatIf(
  warehouse: Warehouse,
  map: MapDocument,
  asked: WhatIfAsked,
  filter: CaseFilter = {},
  { on = () => {}, signal }: Watched = {},
): Promise<WhatIf> {
  const view = await openView(warehouse, mapLens(map), filter)
  const openness = opennessOf(view, map)
  const good = codesOf(view, map.outcome?.good ?? [])
  const [totals] = await warehouse.rows<TotalsRow>(caseTotals(view, openness))
  if (totals === undefined || totals.finished < fewest)
    throw new QuestionProblem(
      'question-invalid',
      `${totals?.finished ?? 0} finished cases are too few to simulate from; ${fewest} are the fewest.`,
      'Widen the period or the segment, or wait until more cases have ended.',
    )
  const capacity = async (_team: string, codes: readonly number[]) =>
    capacityOf(
      (await warehouse.rows<{ since: number; done: number }>(teamWork(view, codes))).map(
        ({ since, done }): Work => ({ from: since, to: done }),
      ),
    )
  const laid: Laid[] = []
  for (const change of asked.changes) laid.push(await layChange({ map, view, good, capacity }, change))
  const oneIn = Math.ceil(totals.finished / mostCases)
  const scope = sampled(finished(view, openness), oneIn)
  const observed = await read(warehouse, scope, good, asked.leaving)
  const experiment: Experiment = {
    ...observed.data,
    steps: view.lens.steps.length,
    good,
    scenario: together(laid, observed.leaving),
    runs: asked.runs,
    replicates,
    seed: asked.seed,
  }
  const outcome = await conductApart(experiment, on, signal)
  return answer({ map, view, asked, laid, totals, cases: observed.data.observed.n, good }, outcome)
}

/** All that the model is made from, asked at once. */
async function read(warehouse: Warehouse, scope: Scope, good: readonly number[], leaving: boolean) {
  const [counts, waits, [durations = none], [outcomes = none], left] = await Promise.all([
    warehouse.rows<StateCount>(stateCounts(scope, good)),
    warehouse.rows<WaitRow>(waitQuantiles(scope)),
    warehouse.rows<SpreadRow>(observedDurations(scope)),
    good.length === 0 ? [none] : warehouse.rows<SpreadRow>(observedOutcomes(scope, good)),
    leaving ? warehouse.rows<LeavingRow>(leavingCounts(scope)) : null,
  ])
  const observed: Observed = {
    n: durations.n,
    durations: inSeconds(durations),
    outcome: good.length === 0 ? null : wilson(outcomes.n, durations.n),
    outcomes: { n: outcomes.n, values: inSeconds(outcomes) },
  }
  return {
    data: {
      counts,
      waits: waits.map(({ prev, step, q, n }) => ({
        from: prev,
        to: step,
        n,
        values: Float64Array.from(q, (micros) => micros / 1e6),
      })),
      observed,
    },
    leaving: left === null ? null : byTransition(left),
  }
}

const none: SpreadRow = { q: [], n: 0 }
const inSeconds = ({ q, n }: SpreadRow): readonly number[] => (n === 0 ? [] : q.map((micros) => (micros ?? 0) / 1e6))

function byTransition(rows: readonly LeavingRow[]): NonNullable<Scenario['leaving']> {
  const groups = Map.groupBy(rows, ({ prev, step }) => `${prev} ${step}`)
  return [...groups.values()].flatMap((counts) => {
    const [head] = counts
    return head === undefined ? [] : [{ from: head.prev, to: head.step, counts }]
  })
}

interface Told {
  readonly map: MapDocument
  readonly view: View
  readonly asked: WhatIfAsked
  readonly laid: readonly Laid[]
  readonly totals: TotalsRow
  readonly cases: number
  readonly good: readonly number[]
}

const pastSays = {
  from: 'the one before it',
  visits: 'how often the case has come to it (up to four times)',
  length: 'how many steps the case has taken',
  outcome: 'whether the case has come to a good outcome',
} as const

/** What the order means, as the beginning of a sentence. */
function orderSays(order: Order): string {
  const past = Object.entries(pastSays).flatMap(([name, says]) => (order.includes(name) ? [says] : []))
  if (past.length === 0) return 'What comes next depends on the step alone'
  return `What comes next depends on the step${past.length > 1 ? `, ${past.slice(0, -1).join(', ')}` : ''} and ${past.at(-1)}`
}

function answer(told: Told, outcome: Outcome): WhatIf {
  const { map, view, asked, laid, totals, cases, good } = told
  return {
    journey: map.id,
    title: map.title,
    changes: asked.changes.map((change, i) => ({
      ...change,
      says: laid[i]?.says ?? '',
      assumes: laid[i]?.assumes ?? [],
    })),
    cases,
    of: totals.finished,
    period: { from: isoOf(totals.earliest), to: isoOf(totals.latest) },
    runs: asked.runs,
    replicates,
    seed: asked.seed,
    leaving: asked.leaving,
    outcome: good.length === 0 ? null : outcome.outcome,
    toOutcome: good.length === 0 ? null : outcome.toOutcome,
    duration: outcome.duration,
    shares,
    visits: outcome.visits.map(({ code, before, after }) => ({ step: stepOf(view.lens, code), before, after })),
    perYear: good.length === 0 ? null : perYear(map, totals, outcome.outcome),
    model: {
      order: outcome.order,
      says: `${orderSays(outcome.order)}; how long it takes depends on the two steps alone.`,
      states: outcome.states,
      criteria: outcome.criteria,
    },
    baseline: outcome.baseline,
    assumes: assumptions(told, outcome),
  }
}

function assumptions({ asked, totals, cases }: Told, outcome: Outcome): readonly string[] {
  const from =
    cases < totals.finished
      ? `a sample of ${cases.toLocaleString('en-US')} of ${totals.finished.toLocaleString('en-US')}`
      : totals.finished.toLocaleString('en-US')
  return [
    `Simulated from the transitions and times of ${from} finished cases; cases that may still go on are left out, as they are of the map's figures.`,
    `${orderSays(outcome.order)}; how long it takes depends on the two steps alone, not on what happened before or how busy the day was.`,
    asked.leaving
      ? outcome.leaving === 0
        ? 'After no transition were more cases seen to leave when its wait was longer, so that a changed wait changes nobody’s mind.'
        : `At ${outcome.leaving === 1 ? 'one transition' : `${outcome.leaving} transitions`} more cases were seen to leave after longer waits; there a shorter wait keeps as many more as were seen after waits of that length. This was seen together, and need not be because of it.`
      : 'A changed wait changes nobody’s mind: who left leaves, who went on goes on.',
    'As many cases begin as did, and those that begin are like those that began. Nothing else changes.',
    `Intervals hold how unsure the model is from so many cases and how unsure ${asked.runs.toLocaleString('en-US')} simulated cases are; not whether the assumptions hold.`,
    ...(outcome.cut > 0 ? [`${outcome.cut} simulated cases were cut off after 5,000 steps.`] : []),
  ]
}

const year = 365.25 * 86_400e6
/** A year is not told from less than this. */
const shortest = 28 * 86_400e6

function perYear(map: MapDocument, totals: TotalsRow, outcome: Compared): WhatIf['perYear'] {
  const long = totals.latest - totals.earliest
  if (long < shortest || outcome.difference === null) return null
  const cases = (totals.cases * year) / long
  const times = ({ value, low, high }: Estimate, by: number): Estimate => ({
    value: value * by,
    low: low * by,
    high: high * by,
  })
  const outcomes = times(outcome.difference, cases)
  const [amount, currency] = map.outcome?.value?.split(' ') ?? []
  return {
    cases,
    outcomes,
    customers: times(outcomes, totals.customers / totals.cases),
    whom: totals.customers === totals.cases ? 'cases' : 'customers',
    money: amount === undefined || currency === undefined ? null : { ...times(outcomes, Number(amount)), currency },
  }
}
