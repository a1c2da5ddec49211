import type { Query } from '../../store/index.ts'
import { fromTrace, question, type View } from '../view.ts'

/**
 * For each case the place of its rarest step in `ranked`; its count is the number of cases that are told whole once that
 * step, and all more common ones, are kept.
 */
export function rarestSteps(view: View, ranked: readonly number[]): Query {
  const places = view.lens.steps.map((_, i) => ranked.indexOf(i + 1) + 1)
  return question(
    view,
    `SELECT arrayMax(step -> [${places.join(', ')}][step], steps) AS place, count() AS cases ${fromTrace(view)} GROUP BY place`,
  )
}

/** The fewest most common names that tell at least the share `keep` of the cases whole (I20). */
export function keptCount(rarest: readonly { readonly place: number; readonly cases: number }[], keep: number): number {
  const total = rarest.reduce((sum, row) => sum + row.cases, 0)
  let told = 0
  for (const row of rarest.toSorted((a, b) => a.place - b.place)) {
    told += row.cases
    if (told >= keep * total) return row.place
  }
  return 0
}
