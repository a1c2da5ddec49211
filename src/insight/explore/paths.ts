import type { LensSpec, Query, Warehouse } from '../../store/index.ts'
import type { CaseFilter, Paths } from '../answers.ts'
import { QuestionProblem } from '../problem.ts'
import { byName, codeOf, fromTrace, openView, question, stepOf, type View } from '../view.ts'

export interface PathsAsked {
  /** one of the two: the step whose first visit each path begins after, or ends before */
  readonly after?: string
  readonly before?: string
  readonly length?: number
  readonly top?: number
  /** steps that are shown as one, by the group's name */
  readonly groups?: readonly { readonly name: string; readonly steps: readonly string[] }[]
}

const sliceAfter = 'arraySlice(steps, indexOf(steps, {code:UInt16}) + 1, {length:UInt32})'
const sliceBefore =
  'arraySlice(steps, greatest(1, toInt64(indexOf(steps, {code:UInt16})) - {length:UInt32}), least({length:UInt32}, indexOf(steps, {code:UInt16}) - 1))'

export interface PathsSql {
  readonly code: number
  readonly back: boolean
  readonly length: number
  readonly top: number
  /** for each code the one that stands for it; null: each for itself */
  readonly shownAs: readonly number[] | null
}

export function pathCounts(view: View, { code, back, length, top, shownAs }: PathsSql): Query {
  const slice = back ? sliceBefore : sliceAfter
  const path = shownAs === null ? slice : `arrayMap(step -> toUInt16([${shownAs.join(', ')}][step]), ${slice})`
  // Only the most frequent, and those as frequent as the last of them, are ordered by the names of their steps.
  const most = `SELECT ${path} AS path, count() AS visits, sum(visits) OVER () AS cases ${fromTrace(view, 'has(steps, {code:UInt16})')} GROUP BY path ORDER BY visits DESC LIMIT {top:UInt32} WITH TIES`
  return question(
    view,
    `SELECT path, visits, cases FROM (${most}) ORDER BY visits DESC, ${byName(view.lens, 'path')} LIMIT {top:UInt32}`,
    { code, length, top },
  )
}

/** What cases do next after they first come to a step, or did just before (I8). */
export async function paths(
  warehouse: Warehouse,
  spec: LensSpec,
  { after, before, length = 5, top = 50, groups = [] }: PathsAsked,
  filter: CaseFilter = {},
): Promise<Paths> {
  const view = await openView(warehouse, spec, filter)
  const step = oneOf(after, before)
  const { shownAs, nameOf } = grouped(view, groups)
  const rows = await warehouse.rows<{ path: number[]; visits: number; cases: number }>(
    pathCounts(view, { code: codeOf(view.lens, step), back: before !== undefined, length, top, shownAs }),
  )
  return {
    cases: rows[0]?.cases ?? 0,
    paths: rows.map((row) => ({ count: row.visits, steps: row.path.map(nameOf) })),
  }
}

function oneOf(after: string | undefined, before: string | undefined): string {
  const step = after ?? before
  if (step !== undefined && (after === undefined || before === undefined)) return step
  throw new QuestionProblem(
    'question-invalid',
    'Paths begin after one step or end before one.',
    'Give one of after and before.',
  )
}

/** A group's first step stands for all of them in the counting, and is called by the group's name. */
function grouped(view: View, groups: NonNullable<PathsAsked['groups']>) {
  const leaders = new Map<number, string>()
  const shownAs = view.lens.steps.map((_, place) => place + 1)
  const taken = new Map<number, string>()
  for (const { name, steps } of groups) {
    const codes = steps.map((step) => codeOf(view.lens, step))
    const [leader] = codes
    if (leader === undefined) continue
    leaders.set(leader, name)
    for (const code of codes) {
      const other = taken.get(code)
      if (other !== undefined && other !== name) throw inTwo(stepOf(view.lens, code), other, name)
      taken.set(code, name)
      shownAs[code - 1] = leader
    }
  }
  return {
    shownAs: leaders.size === 0 ? null : shownAs,
    nameOf: (code: number) => leaders.get(code) ?? stepOf(view.lens, code),
  }
}

function inTwo(step: string, one: string, other: string): QuestionProblem {
  return new QuestionProblem(
    'question-invalid',
    `groups: the step "${step}" is in "${one}" and in "${other}".`,
    'Leave it in one of them.',
  )
}
