import { wilson } from '../interval.ts'
import { beginsByWeek } from '../measure/weeks.ts'
import { fromTrace } from '../view.ts'
import type { Ground } from './ground.ts'
import { asking, type Place } from './place.ts'

/** Codes of the steps whose every event says a failure: nobody means to come to such a step. */
export function failingCodes({ spec }: Ground, failing: readonly string[]): readonly number[] {
  return spec.steps.flatMap((step, i) => (step.names?.every((name) => failing.includes(name)) ? [i + 1] : []))
}

/** A failure that is a step of its own strikes any case: it is counted of all cases, in the week in which they began (F10). */
export async function failingPlaces(
  ground: Ground,
  codes: readonly number[],
  tolerated: number,
): Promise<readonly Place[]> {
  const { view, totals } = ground
  const broken = codes.filter((code) => {
    const { low } = wilson(ground.standing.get(code)?.visited ?? 0, totals.cases)
    return low !== null && low > tolerated
  })
  if (broken.length === 0) return []
  const weeks = await ground.warehouse.rows<{ week: number; cases: number }>(beginsByWeek(view, ground.since))
  return broken.map((code) => ({
    kind: 'broken-touchpoint',
    code,
    cause: null,
    limit: { value: tolerated, unit: 'share', basis: 'definition', observed: null, written: null },
    unit: 'failures',
    strikes: asking(
      view,
      `SELECT key, toUnixTimestamp64Micro(started) AS began, began AS moment, toInt64(countEqual(steps, ${code})) AS over ${fromTrace(view, `has(steps, ${code})`)}`,
    ),
    n: totals.cases,
    among: { visited: totals.cases, closed: totals.cases - totals.open, good: totals.reached },
    came: new Map(weeks.map(({ week, cases }) => [week, cases])),
    pending: new Set(),
    chased: null,
    awaited: [],
  }))
}
