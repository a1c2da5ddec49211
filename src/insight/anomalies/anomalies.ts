import { type MapDocument, stepsOf } from '../../map/index.ts'
import type { Query, Warehouse } from '../../store/index.ts'
import type { CaseFilter } from '../answers.ts'
import { caseRowsOf } from '../cases/rows.ts'
import { mapLens } from '../lens.ts'
import { openView, question, stepOf } from '../view.ts'
import type { Anomalies, AnomalyKind, AnomalyRule } from './answers.ts'
import { rareOneIn, type Way } from './bounds.ts'
import { type Judged, judge } from './condition.ts'
import { flags } from './flags.ts'
import { type Flag, sayReason } from './words.ts'

function kindCounts(judged: Judged): Query {
  return question(
    judged.view,
    `SELECT kind, uniqExact(key) AS cases FROM (${flags(judged)}) GROUP BY GROUPING SETS ((kind), ())`,
  )
}

/** The strongest reason of each kind counts; the sum of these is the score. */
function topCases(judged: Judged, kind: AnomalyKind | null, limit: number): Query {
  const only = kind === null ? '' : ' WHERE has(kinds, {kind:String})'
  return question(
    judged.view,
    `SELECT toString(key) AS id, sum(strongest) AS score, groupArray(kind) AS kinds, groupArray(why) AS whys FROM (` +
      `SELECT key, kind, max(bits) AS strongest, argMax((prev, step, value, bits), (bits, prev, step)) AS why FROM (${flags(judged)}) GROUP BY key, kind` +
      `) GROUP BY key${only.replace('WHERE', 'HAVING')} ORDER BY score DESC, key LIMIT {limit:UInt32}`,
    { limit, ...(kind === null ? {} : { kind }) },
  )
}
interface TopRow {
  readonly id: string
  readonly score: number
  readonly kinds: readonly AnomalyKind[]
  readonly whys: readonly (readonly [prev: number, step: number, value: number, bits: number])[]
}

/** Cases that are unlike the others, the most unusual first, each with why (A1 to A5). */
export async function anomalies(
  warehouse: Warehouse,
  map: MapDocument,
  { kind, limit }: { readonly kind: AnomalyKind | null; readonly limit: number },
  filter: CaseFilter = {},
): Promise<Anomalies> {
  const view = await openView(warehouse, mapLens(map), filter)
  const judged = await judge(warehouse, view, map)
  const [counts, top] = await Promise.all([
    warehouse.rows<{ kind: string; cases: number }>(kindCounts(judged)),
    warehouse.rows<TopRow>(topCases(judged, kind, limit)),
  ])
  const rows = new Map(
    (
      await caseRowsOf(
        warehouse,
        view,
        top.map(({ id }) => id),
      )
    ).map((row) => [row.key, row]),
  )
  const titles = new Map(stepsOf(map).map(({ step }) => [step.id, step.title]))
  const title = (code: number) => titles.get(stepOf(view.lens, code)) ?? stepOf(view.lens, code)
  const casesOf = (of: string) => counts.find((row) => row.kind === of)?.cases ?? 0
  return {
    cases: judged.bounds.cases,
    unusual: casesOf(''),
    rules: rulesOf(judged, casesOf),
    list: top.flatMap(({ id, score, kinds, whys }) => {
      const row = rows.get(id)
      if (row === undefined) return []
      const reasons = kinds.map((of, i): Flag => {
        const [prev = 0, step = 0, value = 0, bits = 0] = whys[i] ?? []
        return { kind: of, prev, step, value, bits }
      })
      return {
        ...row,
        score,
        reasons: reasons
          .toSorted((a, b) => b.bits - a.bits || (a.kind < b.kind ? -1 : 1))
          .map((flag) => ({
            kind: flag.kind,
            bits: flag.bits,
            says: sayReason(flag, judged.ways, judged.bounds, title),
          })),
      }
    }),
  }
}

function rulesOf({ ways, bounds }: Judged, casesOf: (kind: AnomalyKind) => number): readonly AnomalyRule[] {
  const sum = (some: readonly Way[], of: (way: Way) => number) => some.reduce((total, way) => total + of(way), 0)
  const timed = sum(
    ways.filter((way) => way.above !== null),
    (way) => way.n,
  )
  const chosen = sum(
    ways.filter((way) => way.of >= rareOneIn),
    (way) => way.n,
  )
  const isAsked = bounds.cases >= 1000
  const rule = (kind: AnomalyKind, says: string, tested: number, expected: number | null): AnomalyRule => ({
    kind,
    says,
    tested,
    expected,
    cases: casesOf(kind),
  })
  return [
    rule(
      'rare',
      `takes a transition that fewer than 1 in ${rareOneIn} take from there`,
      chosen,
      sum(
        ways.filter((way) => way.isRare),
        (way) => way.n,
      ),
    ),
    rule(
      'backwards',
      'goes from one step to another where a thousand times as many go the other way round',
      sum(ways, (way) => way.n),
      null,
    ),
    rule('wait', 'waits longer than 999 in 1,000 at the same transition', timed, timed / 1000),
    rule(
      'instant',
      'takes no time at all where 99 in 100 take a minute or more',
      sum(
        ways.filter((way) => way.takesTime),
        (way) => way.n,
      ),
      null,
    ),
    rule(
      'repeats',
      'comes to one step oftener than 999 in 1,000 cases come to any',
      isAsked ? bounds.cases : 0,
      isAsked ? bounds.cases / 1000 : 0,
    ),
    rule('long', 'takes longer than 999 in 1,000 cases', isAsked ? bounds.cases : 0, isAsked ? bounds.cases / 1000 : 0),
  ]
}
