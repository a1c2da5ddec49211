import type { LensSpec, Query, Warehouse } from '../../store/index.ts'
import type { CaseFilter, Spread, Times } from '../answers.ts'
import { type Gaps, gaps } from '../gaps.ts'
import {
  countedView,
  durationSql,
  fromTrace,
  meanSql,
  openView,
  question,
  secondsOrNull,
  stepOf,
  type View,
} from '../view.ts'

const levels = [0.1, 0.25, 0.5, 0.75, 0.9]
const quantiles = (micros: string) =>
  `quantilesExactInclusive(${levels.join(', ')})(${micros}) AS q, ${meanSql(micros)} AS mean, count() AS n`

export function caseTimes(view: View): Query {
  return question(view, `SELECT ${quantiles(durationSql)} ${fromTrace(view)}`)
}

interface SpreadRow {
  readonly q: readonly (number | null)[]
  readonly mean: number | null
  readonly n: number
}

/** How long cases take, and how long it takes from each step to the one that follows it (I7). */
export async function times(warehouse: Warehouse, spec: LensSpec, filter: CaseFilter = {}): Promise<Times> {
  const view = await openView(warehouse, spec, filter)
  const [whole, steps] = await Promise.all([
    warehouse.rows<SpreadRow>(caseTimes(view)),
    countedView(warehouse, view).then((counted) => warehouse.rows<Gaps>(gaps(counted, 'step', levels))),
  ])
  const duration = spread(whole[0] ?? { q: [], mean: null, n: 0 })
  return {
    cases: duration.n,
    duration,
    steps: steps
      .toSorted((a, b) => b.visits - a.visits || a.prev - b.prev)
      .map((row) => ({ name: stepOf(view.lens, row.prev), ...spread({ ...row, n: row.visits }) })),
  }
}

/** Nothing measured is null: the engine's quantile of nothing is NaN, which arrives as null, but its mean of nothing may be 0. */
function spread({ q, mean, n }: SpreadRow): Spread {
  const at = (place: number) => (n === 0 ? null : secondsOrNull(q[place] ?? null))
  return { n, p10: at(0), p25: at(1), p50: at(2), p75: at(3), p90: at(4), mean: n === 0 ? null : secondsOrNull(mean) }
}
