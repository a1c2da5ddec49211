import type { LensSpec, Query, Warehouse } from '../../store/index.ts'
import type { CaseFilter } from '../answers.ts'
import { wilson } from '../interval.ts'
import { codeOf, fromTrace, meanSql, openView, question, secondsOrNull, type View } from '../view.ts'
import type { Between } from './answers.ts'

/** Microseconds from the first visit to `from` to the first later visit to `to`; -1 where it never comes. */
export function waitSql(from: number, to: number): string {
  const first = `indexOf(steps, ${from})`
  const later = `indexOf(arraySlice(steps, ${first} + 1), ${to})`
  return `if(${later} = 0, -1, dateDiff('microsecond', at[${first}], at[${first} + ${later}]))`
}

const quantiles = '0.1, 0.25, 0.5, 0.75, 0.9, 0.95'

const waits = (view: View, from: number, to: number) =>
  `FROM (SELECT ${waitSql(from, to)} AS wait ${fromTrace(view, `has(steps, ${from})`)}) WHERE wait >= 0`

function waitSpread(view: View, from: number, to: number): Query {
  return question(
    view,
    `SELECT count() AS n, quantilesExactInclusive(${quantiles})(wait) AS q, ${meanSql('wait')} AS mean ${waits(view, from, to)}`,
  )
}

const bins = 24

function waitBins(view: View, from: number, to: number, width: number): Query {
  return question(
    view,
    `SELECT least(intDiv(wait, {width:Int64}), ${bins}) AS bin, count() AS n ${waits(view, from, to)} GROUP BY bin`,
    { width },
  )
}

/** How long it takes from one step to another, whatever lies between (U10). */
export async function between(
  warehouse: Warehouse,
  spec: LensSpec,
  { from, to }: { readonly from: string; readonly to: string },
  filter: CaseFilter = {},
): Promise<Between> {
  const view = await openView(warehouse, spec, filter)
  const codes = [codeOf(view.lens, from), codeOf(view.lens, to)] as const
  const [[total], [row]] = await Promise.all([
    warehouse.rows<{ n: number }>(question(view, `SELECT count() AS n ${fromTrace(view, `has(steps, ${codes[0]})`)}`)),
    warehouse.rows<{ n: number; q: (number | null)[]; mean: number | null }>(waitSpread(view, ...codes)),
  ])
  const cases = total?.n ?? 0
  const { n = 0, q = [], mean = null } = row ?? {}
  const at = (place: number) => (n === 0 ? null : secondsOrNull(q[place] ?? null))
  return {
    from,
    to,
    cases,
    reached: wilson(n, cases),
    took: { n, p10: at(0), p25: at(1), p50: at(2), p75: at(3), p90: at(4), mean: n === 0 ? null : secondsOrNull(mean) },
    histogram: n === 0 ? null : await histogram(warehouse, view, codes, q[5] ?? 0),
  }
}

async function histogram(
  warehouse: Warehouse,
  view: View,
  [from, to]: readonly [number, number],
  p95: number,
): Promise<NonNullable<Between['histogram']>> {
  const width = Math.max(1, Math.ceil(p95 / bins))
  const rows = await warehouse.rows<{ bin: number; n: number }>(waitBins(view, from, to, width))
  const counts = new Map(rows.map(({ bin, n }) => [bin, n]))
  return {
    width: width / 1e6,
    bins: Array.from({ length: bins }, (_, bin) => counts.get(bin) ?? 0),
    beyond: counts.get(bins) ?? 0,
  }
}
