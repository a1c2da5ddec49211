import { type MapDocument, stepsOf } from '../../map/index.ts'
import type { Query, Warehouse } from '../../store/index.ts'
import type { CaseFilter } from '../answers.ts'
import { wilson } from '../interval.ts'
import { mapLens } from '../lens.ts'
import { codesOf, opennessOf } from '../measure/counted.ts'
import { isOpenSql } from '../measure/questions.ts'
import { codeList, fromTrace, openView, question, seconds, stepOf, type View } from '../view.ts'
import type { Cluster, Clusters } from './answers.ts'
import { type ClustersAsked, type Made, make, type VariantRow } from './make.ts'
import { type Member, traitsOf } from './traits.ts'

function totals(view: View): Query {
  return question(view, `SELECT count() AS cases, uniqExact(hash) AS variants ${fromTrace(view)}`)
}

/** Cases, times and outcomes of each group, whose variants are given by their hashes. */
function groupFigures(view: View, map: MapDocument, rows: readonly VariantRow[], own: readonly number[]): Query {
  const good = codesOf(view, map.outcome?.good ?? [])
  const open = isOpenSql(view, opennessOf(view, map))
  const reached = good.length === 0 ? '0' : `hasAny(steps, ${codeList(good)})`
  const group = `transform(hash, [${rows.map(({ id }) => `toUInt64(${id})`).join(', ')}], [${own.map((place) => place + 1).join(', ')}], 0)`
  return question(
    view,
    `WITH ${group} AS own SELECT own, count() AS cases, quantileExactInclusive(0.5)(dateDiff('microsecond', started, ended)) AS median, countIf(NOT (${open})) AS closed, countIf(NOT (${open}) AND ${reached}) AS good ${fromTrace(view)} GROUP BY own`,
  )
}
interface GroupRow {
  readonly own: number
  readonly cases: number
  readonly median: number
  readonly closed: number
  readonly good: number
}

function variantMedians(view: View, ids: readonly string[]): Query {
  return question(
    view,
    `SELECT toString(hash) AS id, quantileExactInclusive(0.5)(dateDiff('microsecond', started, ended)) AS median ${fromTrace(view, `hash IN (${ids.map((id) => `toUInt64(${id})`).join(', ')})`)} GROUP BY hash`,
  )
}

/** Groups of journeys that are alike (G1 to G5). */
export async function clusters(
  warehouse: Warehouse,
  map: MapDocument,
  asked: ClustersAsked,
  filter: CaseFilter = {},
  signal?: AbortSignal,
): Promise<Clusters> {
  const view = await openView(warehouse, mapLens(map), filter)
  const [[all = { cases: 0, variants: 0 }], made] = await Promise.all([
    warehouse.rows<{ cases: number; variants: number }>(totals(view)),
    make(warehouse, view, asked, signal),
  ])
  const { rows, medoids } = made
  const [figures, medians] =
    rows.length === 0
      ? [[], []]
      : await Promise.all([
          warehouse.rows<GroupRow>(groupFigures(view, map, rows, made.own)),
          warehouse.rows<{ id: string; median: number }>(
            variantMedians(
              view,
              medoids.map((place) => rows[place]?.id ?? '0'),
            ),
          ),
        ])
  const casesIn = (some: readonly VariantRow[]) => some.reduce((sum, row) => sum + row.cases, 0)
  const inAll = casesIn(rows)
  return {
    cases: all.cases,
    variants: all.variants,
    from: { variants: made.made, cases: casesIn(rows.slice(0, made.made)) },
    laid: { variants: rows.length - made.made, cases: inAll - casesIn(rows.slice(0, made.made)) },
    left: all.cases - inAll,
    silhouette: made.silhouette,
    tried: made.tried,
    says: sentence(made),
    clusters: medoids.map((medoid, group) =>
      clusterOf({ view, map, made, all: all.cases, figures, medians }, medoid, group),
    ),
  }
}

interface Laid {
  readonly view: View
  readonly map: MapDocument
  readonly made: Made
  readonly all: number
  readonly figures: readonly GroupRow[]
  readonly medians: readonly { readonly id: string; readonly median: number }[]
}

function clusterOf({ view, map, made, all, figures, medians }: Laid, medoid: number, group: number): Cluster {
  const titles = new Map(stepsOf(map).map(({ step }) => [step.id, step.title]))
  const title = (code: number) => titles.get(stepOf(view.lens, code)) ?? stepOf(view.lens, code)
  const members = made.rows.map(({ trace, cases }, i): Member => ({ steps: trace, cases, group: made.own[i] ?? 0 }))
  const figure = figures.find((row) => row.own === group + 1)
  const row = made.rows[medoid]
  const apart = traitsOf(members, group, title)
  return {
    number: group + 1,
    title: apart.length === 0 ? 'All journeys' : titleOf(apart),
    cases: figure?.cases ?? 0,
    share: wilson(figure?.cases ?? 0, all),
    medianSeconds: seconds(figure?.median ?? 0),
    variants: members.filter((member) => member.group === group).length,
    outcome: map.outcome?.good === undefined ? null : wilson(figure?.good ?? 0, figure?.closed ?? 0),
    representative: {
      id: BigInt(row?.id ?? 0)
        .toString(16)
        .padStart(16, '0'),
      cases: row?.cases ?? 0,
      medianSeconds: seconds(medians.find(({ id }) => id === row?.id)?.median ?? 0),
      steps: (row?.trace ?? []).map((code) => stepOf(view.lens, code)),
    },
    apart,
  }
}

function titleOf(apart: Cluster['apart']): string {
  const [first, second] = apart
  const name = ({ kind, step }: NonNullable<typeof first>) =>
    ({
      more: `with ${step}`,
      fewer: `without ${step}`,
      repeats: `back to ${step}`,
      begins: `from ${step}`,
      ends: `ending with ${step}`,
    })[kind]
  const names = [first, second].flatMap((trait) => (trait === undefined ? [] : [name(trait)]))
  const text = names.join(', ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function sentence({ silhouette, medoids }: Made): string {
  if (silhouette === null) return 'There are too few different variants to group: all journeys are one.'
  const how =
    silhouette >= 0.5
      ? 'lie well apart'
      : silhouette >= 0.25
        ? 'lie apart, with variants in between'
        : 'run into one another: take them as a reading aid, not as kinds of customers'
  return `The ${medoids.length} groups ${how} (mean silhouette ${silhouette.toFixed(2)}).`
}
