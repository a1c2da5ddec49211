import type { MapDocument } from '../../map/index.ts'
import type { Warehouse } from '../../store/index.ts'
import { codesOf } from '../measure/counted.ts'
import { endsOf } from '../measure/ends.ts'
import { promisedOf } from '../measure/promise.ts'
import type { View } from '../view.ts'
import type { Bucket } from './bucket.ts'
import type { Extent, Follow } from './follow.ts'
import {
  type BegunRow,
  begun,
  type KeptRow,
  kept,
  type OnwardRow,
  onward,
  type ReachedRow,
  reachedSteps,
  type VisitRow,
  visited,
} from './questions.ts'
import { type Bounds, type Observed, type Series, seriesOf } from './series.ts'

interface Rows {
  readonly onward: readonly OnwardRow[]
  readonly visited: readonly VisitRow[]
  readonly kept: readonly KeptRow[]
  readonly begun: readonly BegunRow[]
  readonly reached: readonly ReachedRow[]
}

/** Every series of a view. */
export async function gather(
  warehouse: Warehouse,
  view: View,
  map: MapDocument,
  { extent, follow, bucket }: { readonly extent: Extent; readonly follow: Follow; readonly bucket: Bucket },
): Promise<readonly Series[]> {
  const good = codesOf(view, map.outcome?.good ?? [])
  const promised = promisedOf(map, view.lens)
  const [onwardRows, visitedRows, keptRows, begunRows, reachedRows] = await Promise.all([
    warehouse.rows<OnwardRow>(onward(view, follow, bucket)),
    warehouse.rows<VisitRow>(visited(view, bucket)),
    promised.length === 0 ? [] : warehouse.rows<KeptRow>(kept(view, promised, bucket)),
    warehouse.rows<BegunRow>(begun(view, good, follow, bucket)),
    warehouse.rows<ReachedRow>(reachedSteps(view, follow, bucket)),
  ])
  const rows = { onward: onwardRows, visited: visitedRows, kept: keptRows, begun: begunRows, reached: reachedRows }
  const whole = { from: extent.first, to: extent.last, horizon: extent.horizon }
  const ends = new Set(codesOf(view, endsOf(map)))
  return [
    ...ofJourney(rows, follow, bucket, whole, good.length > 0),
    ...view.lens.steps.flatMap((_, i) => {
      const code = i + 1
      return ofStep(code, rows, follow, bucket, { whole, isEnd: ends.has(code) })
    }),
  ]
}

function ofJourney(
  { begun }: Rows,
  follow: Follow,
  bucket: Bucket,
  bounds: Bounds,
  hasOutcome: boolean,
): readonly Series[] {
  const make = (metric: Series['metric'], followed: number, rows: readonly Observed[]) =>
    seriesOf({ metric, code: 0, bucket, followed }, rows, bounds)
  const cases = make(
    'cases',
    0,
    begun.map(({ bucket: at, n }) => ({ at, n, value: n })),
  )
  if (!hasOutcome || follow.outcome === null) return [cases]
  return [
    cases,
    make(
      'outcome',
      follow.outcome,
      begun.map(({ bucket: at, n, good }) => ({ at, n, value: good })),
    ),
    make(
      'outcome-p50',
      follow.outcome,
      begun.flatMap((row) => timed(row, row.good, 0)),
    ),
    make(
      'outcome-p90',
      follow.outcome,
      begun.flatMap((row) => timed(row, row.good, 3)),
    ),
  ]
}

function ofStep(
  code: number,
  all: Rows,
  follow: Follow,
  bucket: Bucket,
  { whole, isEnd }: { readonly whole: Bounds; readonly isEnd: boolean },
): readonly Series[] {
  const bounds = (warm: number) => ({ ...whole, from: whole.from + warm })
  const make = (metric: Series['metric'], followed: number, rows: readonly Observed[], within: Bounds) =>
    seriesOf({ metric, code, bucket, followed }, rows, within)
  const mine = <Row extends { readonly code: number }>(rows: readonly Row[]) => rows.filter((row) => row.code === code)
  const reach = follow.reach.get(code)
  if (reach === undefined) return []
  const visits = mine(all.visited)
  const arriving = [
    make(
      'cases',
      0,
      visits.map(({ bucket: at, newly }) => ({ at, n: newly, value: newly })),
      bounds(reach),
    ),
    make('reached', reach, reachedRows(mine(all.reached), all.begun), whole),
  ]
  const warm = follow.warm.get(code)
  if (warm === undefined) return arriving
  const settled = bounds(warm)
  const promises = mine(all.kept)
  return [
    ...arriving,
    make(
      'repeats',
      0,
      visits.map(({ bucket: at, n, newly }) => ({ at, n, value: n - newly })),
      settled,
    ),
    ...(promises.length === 0 ? [] : [keptSeries(make('kept', 0, promises.map(keptRow), settled), promises)]),
    ...goingOn(mine(all.onward), code, follow, isEnd, (metric, followed, rows) =>
      make(metric, followed, rows, settled),
    ),
  ]
}

function goingOn(
  rows: readonly OnwardRow[],
  code: number,
  follow: Follow,
  isEnd: boolean,
  make: (metric: Series['metric'], followed: number, rows: readonly Observed[]) => Series,
): readonly Series[] {
  const [next, gone] = [follow.next.get(code), follow.gone.get(code)]
  if (next === undefined || gone === undefined) return []
  const stopped = rows.map((row) => ({ at: row.bucket, n: row.n, value: row.n - row.stayed }))
  return [
    ...(isEnd ? [] : [make('dropped', gone, stopped)]),
    make(
      'p50',
      next,
      rows.flatMap((row) => timed(row, row.onward, 0)),
    ),
    make(
      'p90',
      next,
      rows.flatMap((row) => timed(row, row.onward, 3)),
    ),
  ]
}

/** A bucket in which cases began, and none of them came to the step, is there with 0. */
function reachedRows(rows: readonly ReachedRow[], begun: readonly BegunRow[]): readonly Observed[] {
  const reached = new Map(rows.map((row) => [row.bucket, row.reached]))
  return begun.map(({ bucket: at, n }) => ({ at, n, value: reached.get(at) ?? 0 }))
}

function keptRow({ bucket: at, kept, decided }: KeptRow): Observed {
  return { at, n: decided, value: kept }
}

/** While promises of a bucket are pending, those decided are the ones kept early: it and all after it are unfinished (I15). */
function keptSeries(series: Series, rows: readonly KeptRow[]): Series {
  const pending = rows.filter((row) => row.pending > 0).map((row) => row.bucket)
  const first = Math.min(...pending, series.unfinished ?? Number.POSITIVE_INFINITY)
  if (first === Number.POSITIVE_INFINITY) return series
  return { ...series, unfinished: first, observed: series.observed.filter(({ at }) => at < first) }
}

/** The quantile at `place` + 1 of six, with how steep the logarithms are around it. */
function timed(
  { bucket, q }: { readonly bucket: number; readonly q: readonly (number | null)[] },
  n: number,
  place: number,
): readonly Observed[] {
  const [low, value, high] = q.slice(place, place + 3)
  if (n === 0 || low == null || value == null || high == null) return []
  const apart = place === 0 ? 0.2 : 0.1
  const log = (micros: number) => Math.log(Math.max(micros, 1000))
  return [{ at: bucket, n, value, steep: (log(high) - log(low)) / apart }]
}
