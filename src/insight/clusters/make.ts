import type { Query, Warehouse } from '../../store/index.ts'
import { QuestionProblem } from '../problem.ts'
import { fromTrace, question, type View } from '../view.ts'
import type { Clusters } from './answers.ts'
import { groupApart } from './thread.ts'

/** Groups are made from the most frequent variants; rarer ones are then laid to the nearest, up to so many. */
const mostMade = 600
const mostLaid = 5_000

function variantRows(view: View): Query {
  return question(
    view,
    `SELECT toString(hash) AS id, count() AS cases, any(steps) AS trace ${fromTrace(view)} GROUP BY hash ORDER BY cases DESC, hash LIMIT ${mostLaid}`,
  )
}
export interface VariantRow {
  readonly id: string
  readonly cases: number
  readonly trace: readonly number[]
}

export interface ClustersAsked {
  /** how many groups; null: as many as lie best apart */
  readonly clusters: number | null
}

export interface Made {
  readonly rows: readonly VariantRow[]
  readonly made: number
  /** the group of each row, from 0, largest first */
  readonly own: readonly number[]
  readonly medoids: readonly number[]
  readonly silhouette: number | null
  readonly tried: Clusters['tried']
}

/** Groups the view's variants: the same variants give the same groups. */
export async function make(
  warehouse: Warehouse,
  view: View,
  asked: ClustersAsked,
  signal?: AbortSignal,
): Promise<Made> {
  if (asked.clusters !== null && !(asked.clusters >= 2 && asked.clusters <= 12))
    throw new QuestionProblem('question-invalid', `${asked.clusters} clusters cannot be made.`, 'Ask for 2 to 12.')
  const rows = await warehouse.rows<VariantRow>(variantRows(view))
  const made = Math.min(rows.length, mostMade)
  const grouping = await groupApart(
    {
      rows: rows.map(({ trace, cases }) => ({ trace, cases })),
      made,
      codes: view.lens.steps.length,
      clusters: asked.clusters,
    },
    signal,
  )
  return { rows, made, ...grouping }
}

/** The cases of one cluster: a condition on `trace`, from the same groups (G4). */
export async function clusterCondition(
  warehouse: Warehouse,
  view: View,
  asked: ClustersAsked,
  number: number,
): Promise<string> {
  const { rows, own } = await make(warehouse, view, asked)
  const hashes = rows.filter((_, i) => own[i] === number - 1).map(({ id }) => `toUInt64(${id})`)
  return hashes.length === 0 ? '0' : `hash IN (${hashes.join(', ')})`
}
