import type { Lens, Query, Warehouse } from '../../store/index.ts'
import { isoOf } from '../instant.ts'
import { type Extent, windowOf } from '../trend/follow.ts'
import { byName, fromTrace, question, stepOf, type View } from '../view.ts'
import type { Compare, PathDifference } from './answers.ts'
import { shareDifference } from './difference.ts'
import { judge } from './family.ts'

export interface Sides {
  readonly lens: Lens
  /** conditions on `trace` */
  readonly a: string
  readonly b: string
}

/** Cases that are on both sides; of those begun before `until`, those of each side and the ways that only one takes. */
function pathTotals({ lens, a, b }: Sides, until: number): Query {
  const byWay =
    `SELECT hash, countIf((${a}) AND ${begunBy(until)}) AS x, countIf((${b}) AND ${begunBy(until)}) AS y, ` +
    `countIf((${a}) AND (${b})) AS common FROM ${lens.trace} WHERE (${a}) OR (${b}) GROUP BY hash`
  return {
    sql: `SELECT sum(x) AS a, sum(y) AS b, sum(common) AS both, countIf(x > 0 AND y = 0) AS ways_a, sumIf(x, y = 0) AS cases_a, countIf(x = 0 AND y > 0) AS ways_b, sumIf(y, x = 0) AS cases_b FROM (${byWay})`,
  }
}
interface Totals {
  readonly a: number
  readonly b: number
  readonly both: number
  readonly ways_a: number
  readonly cases_a: number
  readonly ways_b: number
  readonly cases_b: number
}

/** The most taken ways that fit `having`, over x (a's cases) and y (b's). */
function topPaths({ lens, a, b }: Sides, until: number, having: string, order: string, top: number): Query {
  return {
    sql:
      `SELECT lower(leftPad(hex(hash), 16, '0')) AS id, countIf(${a}) AS x, countIf(${b}) AS y, any(steps) AS way FROM ${lens.trace} ` +
      `WHERE ((${a}) OR (${b})) AND ${begunBy(until)} GROUP BY hash HAVING ${having} ORDER BY ${order}, ${byName(lens, 'way')} LIMIT {top:UInt32}`,
    params: { top },
  }
}
interface Way {
  readonly id: string
  readonly x: number
  readonly y: number
  readonly way: readonly number[]
}

function begunBy(until: number): string {
  return `toUnixTimestamp64Micro(started) < ${until}`
}

const day = 86_400_000_000
const nobody = { variants: 0, cases: 0 }

/** How many ways are told of each kind. */
const shown = 20

/** How long cases take to be over, nearly all of them; a path of a younger one may still grow. */
async function lifeOf(warehouse: Warehouse, view: View, extent: Extent): Promise<number> {
  const every = Math.max(1, Math.floor(extent.cases / 200_000))
  const [row] = await warehouse.rows<{ q: readonly (number | null)[] }>(
    question(
      view,
      `SELECT quantilesExactInclusive(0.95, 0.99)(dateDiff('microsecond', started, ended)) AS q ${fromTrace(view, `key % ${every} = 0`)}`,
    ),
  )
  const q = (row?.q ?? []).map((one) => one ?? 0)
  return extent.cases === 0 ? 0 : windowOf(q, extent.horizon - extent.first)
}

/** New and vanished paths, and those of both sides whose share changed; the family of q are all that are told. */
export async function pathDifferences(
  warehouse: Warehouse,
  sides: Sides,
  { view, extent, horizon }: { readonly view: View; readonly extent: Extent; readonly horizon: number },
): Promise<Pick<Compare, 'both' | 'paths' | 'pathsUntil'>> {
  // A whole day, so that the filter of a list of cases can say it.
  const until = Math.floor((horizon - (await lifeOf(warehouse, view, extent))) / day) * day
  const [[totals], fresh, gone, kept] = await Promise.all([
    warehouse.rows<Totals>(pathTotals(sides, until)),
    warehouse.rows<Way>(topPaths(sides, until, 'x = 0', 'y DESC', shown)),
    warehouse.rows<Way>(topPaths(sides, until, 'y = 0', 'x DESC', shown)),
    warehouse.rows<Way>(topPaths(sides, until, 'x > 0 AND y > 0', 'x + y DESC', 5 * shown)),
  ])
  const cases = { a: totals?.a ?? 0, b: totals?.b ?? 0 }
  // Where nobody on one side is old enough, nothing is new and nothing has vanished.
  const isBlind = cases.a === 0 || cases.b === 0
  const read = (way: Way): PathDifference => ({
    variant: way.id,
    steps: way.way.map((code) => stepOf(sides.lens, code)),
    cases: { a: way.x, b: way.y },
    taken: shareDifference('taken', { k: way.x, n: cases.a }, { k: way.y, n: cases.b }),
  })
  const lists = isBlind ? [[], [], []] : [fresh.map(read), gone.map(read), kept.map(read)]
  const judged = judge(lists.flat().map(({ taken }) => taken))
  const [appeared, vanished, stayed] = lists.map((list) => list.map((path) => ({ ...path, taken: judged(path.taken) })))
  const apart = ({ taken }: PathDifference) => taken.p ?? 1
  return {
    both: totals?.both ?? 0,
    pathsUntil: extent.last >= until ? isoOf(until) : null,
    paths: {
      onlyA: isBlind ? nobody : { variants: totals?.ways_a ?? 0, cases: totals?.cases_a ?? 0 },
      onlyB: isBlind ? nobody : { variants: totals?.ways_b ?? 0, cases: totals?.cases_b ?? 0 },
      new: appeared ?? [],
      vanished: vanished ?? [],
      changed: (stayed ?? []).toSorted((m, n) => apart(m) - apart(n)).slice(0, shown),
    },
  }
}
