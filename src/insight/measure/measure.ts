import type { MapDocument } from '../../map/index.ts'
import type { Warehouse } from '../../store/index.ts'
import type { CaseFilter, Measure, StepMeasure } from '../answers.ts'
import type { Gaps } from '../gaps.ts'
import { isoOf } from '../instant.ts'
import { wilson } from '../interval.ts'
import { mapLens } from '../lens.ts'
import { openView, seconds, secondsOrNull, stepOf, type View } from '../view.ts'
import { codesOf, count, opennessOf } from './counted.ts'
import { type CaseTotals, caseTotals, outcomeTimes } from './questions.ts'
import { stepMeasures } from './step-measure.ts'
import { unmatched } from './unmatched.ts'

/** The measured map (I11 to I14): a figure for each step, in the order of the map. */
export async function measure(warehouse: Warehouse, map: MapDocument, filter: CaseFilter = {}): Promise<Measure> {
  const spec = mapLens(map)
  const view = await openView(warehouse, spec, filter)
  const good = codesOf(view, map.outcome?.good ?? [])
  const openness = opennessOf(view, map)
  const [counted, [totals = nothing], toOutcome, rest] = await Promise.all([
    count(warehouse, view, map, openness),
    warehouse.rows<CaseTotals>(caseTotals(view, openness, good)),
    good.length === 0 ? [] : warehouse.rows<{ q: (number | null)[]; n: number }>(outcomeTimes(view, good)),
    unmatched(warehouse, spec),
  ])
  const steps = stepMeasures(counted)
  return {
    journey: map.id,
    title: map.title,
    draft: map.draft === true,
    cases: totals.cases,
    open: totals.open,
    customers: totals.customers,
    period: totals.cases === 0 ? null : { from: isoOf(totals.earliest), to: isoOf(totals.latest) },
    outcome: good.length === 0 ? null : wilson(totals.reached, totals.cases - totals.open),
    toOutcome: timesTo(toOutcome[0]),
    promise: overall(steps),
    steps,
    transitions: transitions(view, counted.transitions),
    ties: view.lens.ties,
    unmatched: rest,
  }
}

const nothing: CaseTotals = { cases: 0, customers: 0, earliest: 0, latest: 0, open: 0, reached: 0 }

function timesTo(
  row: { readonly q: readonly (number | null)[]; readonly n: number } | undefined,
): Measure['toOutcome'] {
  if (row === undefined || row.n === 0) return { p50: null, p90: null, n: 0 }
  return { p50: secondsOrNull(row.q[0] ?? null), p90: secondsOrNull(row.q[1] ?? null), n: row.n }
}

/** Over all promises and visits that are decided; null where no step makes one that events can answer. */
function overall(steps: readonly StepMeasure[]): Measure['promise'] {
  const promises = steps.flatMap((step) => step.promise ?? [])
  if (promises.length === 0) return null
  return wilson(sum(promises.map((promise) => promise.kept)), sum(promises.map((promise) => promise.n)))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0)
}

function transitions(view: View, counts: readonly Gaps[]): Measure['transitions'] {
  return counts
    .filter((row) => row.prev > 0 && row.step > 0)
    .toSorted((a, b) => b.visits - a.visits || a.prev - b.prev || a.step - b.step)
    .map(({ prev, step, cases, visits, q }) => ({
      from: stepOf(view.lens, prev),
      to: stepOf(view.lens, step),
      cases,
      visits,
      p50: seconds(q[0] ?? 0),
      p90: seconds(q[1] ?? 0),
    }))
}
