import type { MapDocument } from '../../map/index.ts'
import type { LensSpec, Warehouse } from '../../store/index.ts'
import type { CaseFilter, Period } from '../answers.ts'
import { isoOf } from '../instant.ts'
import { mapLens } from '../lens.ts'
import { codesOf, opennessOf } from '../measure/counted.ts'
import { type CaseTotals, caseTotals, isOpenSql } from '../measure/questions.ts'
import { codeList, fromCounts, fromLinked, fromTrace, openView, question, stepOf, type View } from '../view.ts'
import { startOf, weekOf, weekSql } from '../week.ts'
import { type Part, partsOf } from './parties.ts'
import type { Standing } from './place.ts'
import { type Told, toldQuery } from './told.ts'
import { statedValue } from './value.ts'

/** Weeks that a trend shows. */
const shownWeeks = 26

/** What every kind is looked for on: the cases asked about, and the period before from which the usual is taken. */
export interface Ground {
  readonly warehouse: Warehouse
  readonly map: MapDocument
  readonly spec: LensSpec
  readonly view: View
  readonly parts: readonly Part[]
  readonly told: Told
  readonly totals: CaseTotals
  readonly before: Before
  /** the first week that a trend shows */
  readonly since: number
  /** by step's code */
  readonly standing: ReadonlyMap<number, Standing>
  /** cases that begin there, by step's code */
  readonly begun: ReadonlyMap<number, number>
  /** cases of the period before, by the code of a step they visited */
  readonly visitedBefore: ReadonlyMap<number, number>
  readonly weeks: ReadonlyMap<number, ReadonlyMap<number, number>>
}

/**
 * The period before, in microseconds: as long as the one asked about and just before it; of all time its first half, for
 * nothing lies before.
 */
export interface Before {
  readonly view: View
  readonly from: number
  readonly to: number
}

const nothing: CaseTotals = { cases: 0, customers: 0, earliest: 0, latest: 0, open: 0, reached: 0 }

export async function groundOf(warehouse: Warehouse, map: MapDocument, filter: CaseFilter): Promise<Ground> {
  const spec = mapLens(map)
  const view = await openView(warehouse, spec, filter)
  const good = codesOf(view, map.outcome?.good ?? [])
  const [told = { actors: 0, channels: 0, teams: 0 }] = await warehouse.rows<Told>(toldQuery)
  const [[totals = nothing], parts] = await Promise.all([
    warehouse.rows<CaseTotals>(caseTotals(view, opennessOf(view, map), good)),
    partsOf(warehouse, map, spec, view, told),
  ])
  const since = weekOf(totals.latest) - shownWeeks + 1
  const before = await beforeOf(warehouse, spec, filter, totals, view)
  const [standing, begun, visits, visitedBefore] = await Promise.all([
    warehouse.rows<Standing & { step: number }>(standingQuery(view, map)),
    warehouse.rows<{ step: number; cases: number }>(begunQuery(view)),
    warehouse.rows<{ step: number; week: number; visits: number }>(visitsQuery(view, since)),
    warehouse.rows<{ step: number; cases: number }>(visitedQuery(before)),
  ])
  return {
    warehouse,
    map,
    spec,
    view,
    parts,
    told,
    totals,
    before,
    since,
    standing: new Map(standing.map((row) => [row.step, row])),
    begun: new Map(begun.map(({ step, cases }) => [step, cases])),
    visitedBefore: new Map(visitedBefore.map(({ step, cases }) => [step, cases])),
    weeks: byWeek(visits.map(({ step, week, visits }) => ({ code: step, week, n: visits }))),
  }
}

export function closedSql(view: View, map: MapDocument): string {
  return `NOT (${isOpenSql(view, opennessOf(view, map))})`
}

export function goodSql(view: View, map: MapDocument): string {
  const good = codesOf(view, map.outcome?.good ?? [])
  return good.length === 0 ? '0' : `hasAny(steps, ${codeList(good)})`
}

/** What came of the cases is asked only where a good outcome has a value: nothing else needs it. */
function standingQuery(view: View, map: MapDocument) {
  if (statedValue(map.outcome?.value) === null) {
    return question(
      view,
      `SELECT step, toUInt64(sum(c.freshly)) AS visited, 0 AS closed, 0 AS good ${fromCounts(view, 'step > 0')} GROUP BY step`,
    )
  }
  return question(
    view,
    `SELECT step, count() AS visited, countIf(is_over) AS closed, countIf(is_over AND is_good) AS good FROM (SELECT arrayJoin(arrayDistinct(steps)) AS step, ${closedSql(view, map)} AS is_over, ${goodSql(view, map)} AS is_good ${fromTrace(view)}) GROUP BY step`,
  )
}

function begunQuery(view: View) {
  return question(
    view,
    `SELECT step, toUInt64(sum(c.visits)) AS cases ${fromCounts(view, 'prev = 0 AND step > 0')} GROUP BY step`,
  )
}

function visitsQuery(view: View, since: number) {
  return question(
    view,
    `SELECT step, ${weekSql('toUnixTimestamp64Micro(at)')} AS week, count() AS visits ${fromLinked(view, 'step > 0', 'toUnixTimestamp64Micro(at) >= {begins:Int64}')} GROUP BY step, week`,
    { begins: startOf(since) },
  )
}

function visitedQuery({ view, from, to }: Before) {
  return question(
    view,
    `SELECT step, count() AS cases FROM (SELECT arrayJoin(arrayDistinct(steps)) AS step ${fromTrace(view, startedBefore({ view, from, to }))}) GROUP BY step`,
  )
}

function byWeek(
  rows: readonly { readonly code: number; readonly week: number; readonly n: number }[],
): ReadonlyMap<number, ReadonlyMap<number, number>> {
  return new Map(
    [...Map.groupBy(rows, ({ code }) => code)].map(([code, some]) => [
      code,
      new Map(some.map(({ week, n }) => [week, n])),
    ]),
  )
}

async function beforeOf(
  warehouse: Warehouse,
  spec: LensSpec,
  { from, to, ...rest }: CaseFilter,
  { earliest, latest }: CaseTotals,
  view: View,
): Promise<Before> {
  if (from === undefined) return { view, from: earliest, to: earliest + Math.floor((latest - earliest) / 2) }
  const begins = Date.parse(from) * 1000
  const ends = to === undefined ? view.lens.horizon : Date.parse(to) * 1000
  return { view: await openView(warehouse, spec, rest), from: begins - (ends - begins), to: begins }
}

/** Of more visits than this a part of the cases says what is usual, the same each time; the answer says which part. */
const mostUsual = 20_000_000

export function sampledOneIn({ lens }: View): number {
  return Math.max(1, Math.ceil(lens.visits / mostUsual))
}

/** A key is a hash of the case, so its remainder is a fair draw. */
export function sampleSql(view: View): string {
  const oneIn = sampledOneIn(view)
  return oneIn === 1 ? '1' : `key % ${oneIn} = 0`
}

export function periodOf({ from, to }: { readonly from: number; readonly to: number }): Period {
  return { from: isoOf(from), to: isoOf(to) }
}

export function partOf(ground: Ground, code: number): Part {
  const part = ground.parts.find((one) => one.code === code)
  if (part === undefined) throw new RangeError(`the step "${stepOf(ground.view.lens, code)}" is not on the map`)
  return part
}

/** A case's time to the period before, as a condition on `trace`. */
export function startedBefore({ from, to }: Before): string {
  return `toUnixTimestamp64Micro(started) >= ${from} AND toUnixTimestamp64Micro(started) < ${to}`
}
