import { type Step, stepsOf } from '../../map/index.ts'
import type { Share, StepMeasure } from '../answers.ts'
import { stepTotals } from '../explore/dfg.ts'
import { wilson } from '../interval.ts'
import { seconds } from '../view.ts'
import type { Counted } from './counted.ts'
import { endsOf } from './ends.ts'
import { promiseMeasure } from './promise.ts'

const nobody: Share = { share: null, n: 0, low: null, high: null }

/** A figure for each step of the map, in its order; a step that no event can be has none, and says why. */
export function stepMeasures(counted: Counted): readonly StepMeasure[] {
  const totals = stepTotals(counted.transitions)
  const lasts = new Map(counted.transitions.filter((row) => row.step === 0).map((row) => [row.prev, row.visits]))
  const times = byCode(counted.nexts, (row) => row.prev)
  const open = byCode(counted.open, (row) => row.step)
  const promises = byCode(counted.promises, (row) => row.prev)
  const ends = endsOf(counted.map)

  return stepsOf(counted.map).map(({ step }) => {
    const code = counted.view.lens.steps.indexOf(step.id) + 1
    const { visits, cases, repeating } = totals.get(code) ?? { visits: 0, cases: 0, repeating: 0 }
    const time = times.get(code)
    const promised = counted.promised.find((promise) => promise.code === code)
    const unmeasured = whyUnmeasured(step)
    const left = {
      cases,
      last: lasts.get(code) ?? 0,
      open: open.get(code)?.visited ?? 0,
      stands: open.get(code)?.stands ?? 0,
    }
    return {
      id: step.id,
      cases,
      visits,
      repeats: { visits: visits - cases, ...wilson(repeating, cases) },
      toNext:
        time === undefined
          ? { p50: null, p90: null, n: 0 }
          : { p50: seconds(time.q[0] ?? 0), p90: seconds(time.q[1] ?? 0), n: time.visits },
      promise: promised === undefined ? null : promiseMeasure(promised, promises.get(code)),
      dropped: ends.has(step.id) || code === 0 ? nobody : wilson(left.last - left.stands, left.cases - left.open),
      here: counted.knowsOpen && code > 0 && !ends.has(step.id) ? { cases: left.stands } : null,
      ...(unmeasured === null ? {} : { unmeasured }),
    }
  })
}

function byCode<Row>(rows: readonly Row[], codeOf: (row: Row) => number): ReadonlyMap<number, Row> {
  return new Map(rows.map((row) => [codeOf(row), row]))
}

function whyUnmeasured(step: Step): string | null {
  if (step.match !== undefined) return null
  return step.journey === undefined
    ? `The step "${step.id}" has no match, so no event is known to be it.`
    : `The step "${step.id}" stands for the journey "${step.journey}" and has no match of its own.`
}
