import type { LensSpec, Query, Warehouse } from '../../store/index.ts'
import type { CaseFilter } from '../answers.ts'
import { codeOf, fromTrace, openView, question, stepOf, type View } from '../view.ts'
import type { JoinedPaths } from './answers.ts'
import { type Group, grouping } from './groups.ts'
import { stepAt } from './place.ts'

export interface JoinedPathsAsked {
  readonly step: string
  /** what came before the first visit to it, instead of what came after */
  readonly back: boolean
  /** how many places outward */
  readonly length: number
  readonly groups: readonly Group[]
  /** how many steps keep their own name; the others are shown as one. null: all */
  readonly keep: number | null
}

/** How many cases go from step to step at each place outward of the first visit to `code`; a step of 0: none. */
export function pathCounts(view: View, code: number, length: number, back: boolean): Query {
  const sign = back ? '-' : ''
  return question(
    view,
    `SELECT place, here, there, count() AS n FROM (SELECT arrayJoin(arrayMap(i -> toInt32(i), range({length:UInt32}))) AS place, ` +
      `${stepAt(code, `(${sign}place)`)} AS here, ${stepAt(code, `(${sign}(place + 1))`)} AS there ${fromTrace(view, `has(steps, ${code})`)}) ` +
      'WHERE here > 0 GROUP BY place, here, there',
    { length },
  )
}
interface PathCount {
  readonly place: number
  readonly here: number
  readonly there: number
  readonly n: number
}

/** The paths after or before a case's first visit to a step, as flows from place to place (U6, U7). */
export async function joinedPaths(
  warehouse: Warehouse,
  spec: LensSpec,
  { step, back, length, groups, keep }: JoinedPathsAsked,
  filter: CaseFilter = {},
): Promise<JoinedPaths> {
  const view = await openView(warehouse, spec, filter)
  const rows = await warehouse.rows<PathCount>(pathCounts(view, codeOf(view.lens, step), length, back))
  const counts = rows.map(({ place, here, there, n }) => ({
    place,
    from: stepOf(view.lens, here),
    to: there === 0 ? null : stepOf(view.lens, there),
    n,
  }))
  const met = new Map<string, number>()
  for (const { to, n } of counts) if (to !== null) met.set(to, (met.get(to) ?? 0) + n)
  const shown = grouping(met, groups, keep)
  const links = merged(
    counts.map((row) => ({
      ...row,
      // The step that was asked for stays itself at its own place, whatever group it is in further out.
      from: row.place === 0 ? row.from : shown.nameOf(row.from),
      to: row.to === null ? null : shown.nameOf(row.to),
    })),
  )
  const cases = links.filter((link) => link.place === 0).reduce((sum, link) => sum + link.cases, 0)
  return { cases, back, groups: shown.groups, places: placesOf(step, cases, links, length), links }
}

type Link = JoinedPaths['links'][number]

function merged(rows: readonly { place: number; from: string; to: string | null; n: number }[]): readonly Link[] {
  const links = new Map<string, { place: number; from: string; to: string | null; cases: number }>()
  for (const { place, from, to, n } of rows) {
    const key = JSON.stringify([place, from, to])
    const link = links.get(key) ?? { place, from, to, cases: 0 }
    links.set(key, { ...link, cases: link.cases + n })
  }
  return [...links.values()].toSorted(
    (a, b) =>
      a.place - b.place ||
      b.cases - a.cases ||
      (a.from < b.from ? -1 : a.from > b.from ? 1 : 0) ||
      (`${a.to}` < `${b.to}` ? -1 : 1),
  )
}

/** Cases at each place by name: what flows into it. */
function placesOf(step: string, cases: number, links: readonly Link[], length: number): JoinedPaths['places'] {
  const places = [[{ name: step, cases }]]
  for (let place = 0; place < length; place += 1) {
    const into = new Map<string, number>()
    for (const link of links) {
      if (link.place === place && link.to !== null) into.set(link.to, (into.get(link.to) ?? 0) + link.cases)
    }
    places.push(
      [...into]
        .map(([name, n]) => ({ name, cases: n }))
        .toSorted((a, b) => b.cases - a.cases || (a.name < b.name ? -1 : 1)),
    )
  }
  return places
}
