import { setImmediate } from 'node:timers/promises'
import type { MapDocument } from '../../map/index.ts'
import type { Warehouse } from '../../store/index.ts'
import type { CaseFilter } from '../answers.ts'
import { cancellable } from '../cancellable.ts'
import { isoOf } from '../instant.ts'
import { mapLens } from '../lens.ts'
import { benjaminiHochberg } from '../stats/false-discovery.ts'
import { openView, stepOf, type View } from '../view.ts'
import type { Chart, Shift, Trend } from './answers.ts'
import { type Bucket, beginOf, bucketFor, dayText } from './bucket.ts'
import { chartOf, type Examined } from './chart.ts'
import { examine, leastOf } from './examine.ts'
import { type Extent, extentOf, followOf } from './follow.ts'
import { gather } from './gather.ts'
import { type Change, levelsOf } from './levels.ts'
import { metrics } from './metric.ts'
import type { Series } from './series.ts'
import { betweenSides, isApart, sideOf } from './sides.ts'

export interface TrendAsked {
  /** days or weeks; absent: weeks where there are twenty of them */
  readonly bucket?: Bucket | undefined
  /** which charts to give: those in which something shifted, or all */
  readonly charts?: 'shifted' | 'all' | 'none'
  readonly signal?: AbortSignal
}

/** Of the series that are said to shift, so many may be chance. */
const rate = 0.05

/** Shifts of level in every metric of every step (T1 to T12). */
export async function trend(
  store: Warehouse,
  map: MapDocument,
  filter: CaseFilter = {},
  { bucket: asked, charts = 'shifted', signal }: TrendAsked = {},
): Promise<Trend> {
  const warehouse = cancellable(store, signal)
  const view = await openView(warehouse, mapLens(map), filter)
  const [extent] = await warehouse.rows<Extent>(extentOf(view))
  const base = { journey: map.id, title: map.title, rate }
  const nothing = { bucket: null, tested: 0, tooFew: 0, tooYoung: [], shifts: [], charts: [] }
  if (extent === undefined || extent.cases === 0) return { ...base, ...nothing, cases: 0, period: null }
  const known = { ...base, cases: extent.cases, period: { from: isoOf(extent.first), to: isoOf(extent.horizon) } }
  const bucket = asked ?? bucketFor(extent.horizon - extent.first)
  if (bucket === null) return { ...known, ...nothing }
  const follow = await followOf(warehouse, view, map, extent)
  const tooYoung = view.lens.steps.filter((_, i) => follow.reach.has(i + 1) && !follow.warm.has(i + 1))
  const series = await gather(warehouse, view, map, { extent, follow, bucket })
  const examined = await examinedAll(series)
  const found = await searched(examined)
  return {
    ...known,
    bucket,
    tested: examined.length,
    tooFew: series.length - examined.length,
    tooYoung,
    shifts: await shiftsOf(warehouse, view, map, found),
    charts: found
      .filter(({ changes }) => charts === 'all' || (charts === 'shifted' && changes.length > 0))
      .map((one) => chart(view, one)),
  }
}

/** One after the other, so that the server answers others in between. */
async function examinedAll(series: readonly Series[]): Promise<readonly Examined[]> {
  const examined: Examined[] = []
  for (const one of series) {
    await setImmediate()
    const found = examine(one)
    if (found !== null) examined.push(found)
  }
  return examined
}

interface Searched {
  readonly examined: Examined
  readonly levels: ReturnType<typeof levelsOf>['levels']
  readonly changes: readonly Change[]
  readonly q: number
}

/**
 * The series in which something shifts are chosen by Benjamini and Hochberg over all of them; within one that is chosen,
 * every further cut has to reach the p that would have let the series in.
 */
async function searched(all: readonly Examined[]): Promise<readonly Searched[]> {
  const qs = benjaminiHochberg(all.map(({ p }) => p))
  const threshold = (rate * qs.filter((q) => q <= rate).length) / Math.max(1, all.length)
  const found: Searched[] = []
  for (const [i, examined] of all.entries()) {
    await setImmediate()
    found.push(searchedIn(examined, qs[i] ?? 1, threshold))
  }
  return found
}

function searchedIn(examined: Examined, q: number, threshold: number): Searched {
  if (q > rate) return { examined, q, levels: [{ from: 0, to: examined.points.length }], changes: [] }
  const least = leastOf(examined.series.bucket)
  const { levels, changes, noise } = levelsOf(examined.points, examined.noise, least, threshold)
  return { examined: { ...examined, noise }, q, levels, changes }
}

function placeOf(view: View, { series }: Examined): string | null {
  return series.code === 0 ? null : stepOf(view.lens, series.code)
}

function chart(view: View, { examined, levels }: Searched): Chart {
  return chartOf(examined, levels, placeOf(view, examined), metrics[examined.series.metric].unit)
}

/** The furthest apart, on the scale of chance, first. */
async function shiftsOf(
  warehouse: Warehouse,
  view: View,
  map: MapDocument,
  found: readonly Searched[],
): Promise<readonly Shift[]> {
  const all = found.flatMap((one) => one.changes.map((change) => ({ one, change })))
  const shifts = await Promise.all(all.map(({ one, change }) => shiftOf(warehouse, view, map, one, change)))
  return shifts.flat().toSorted((a, b) => a.p - b.p || (a.when < b.when ? -1 : a.when > b.when ? 1 : 0))
}

async function shiftOf(
  warehouse: Warehouse,
  view: View,
  map: MapDocument,
  { examined, q }: Searched,
  change: Change,
): Promise<readonly Shift[]> {
  const [before, after] = await Promise.all([
    sideOf(warehouse, view, map, examined, change.before),
    sideOf(warehouse, view, map, examined, change.after),
  ])
  const { bucket, metric } = examined.series
  if (!isApart(before, after)) return []
  const dayOf = (point: number, more = 0) => dayText(beginOf((examined.points[point]?.at ?? 0) + more, bucket))
  const shift = {
    metric,
    unit: metrics[metric].unit,
    at: placeOf(view, examined),
    when: dayOf(change.after.from),
    earliest: dayOf(change.earliest),
    latest: dayOf(change.latest),
    until: change.isPassing ? dayOf(change.after.to - 1, 1) : null,
    ...betweenSides(before, after),
    p: change.p,
    q,
  }
  return [shift]
}
