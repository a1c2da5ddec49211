import type { MapDocument } from '../../map/index.ts'
import type { Query, Warehouse } from '../../store/index.ts'
import { wilson } from '../interval.ts'
import { codesOf } from '../measure/counted.ts'
import { differenceOf, type Estimate } from '../stats/difference.ts'
import { z95 } from '../stats/tail.ts'
import { codeList, fromLinked, fromTrace, question, type View } from '../view.ts'
import type { Shift, ShiftSide } from './answers.ts'
import { beginOf, dayText } from './bucket.ts'
import type { Examined } from './chart.ts'
import { duringSql } from './during.ts'
import { toGoodSql } from './follow.ts'
import { metrics, quantileOf } from './metric.ts'
import { clumping, type Stretch } from './noise.ts'

export interface Side {
  readonly side: ShiftSide
  /** null: nothing is left to count */
  readonly level: Estimate | null
  /** a time's 99.9 % interval by chance alone, whatever the noise between buckets */
  readonly wide: Estimate | null
}

/** The level of a stretch of buckets with its interval, counted anew over the whole of it, and the cases behind it. */
export async function sideOf(
  warehouse: Warehouse,
  view: View,
  map: MapDocument,
  examined: Examined,
  stretch: Stretch,
): Promise<Side> {
  const { series } = examined
  const observed = examined.observed.slice(stretch.from, stretch.to)
  const from = beginOf(observed[0]?.at ?? 0, series.bucket)
  const to = beginOf((observed.at(-1)?.at ?? 0) + 1, series.bucket)
  const code = series.code
  const [behind] = await warehouse.rows<{ cases: number }>(casesDuring(view, code, metrics[series.metric].by, from, to))
  const counted = {
    n: observed.reduce((sum, { n }) => sum + n, 0),
    value: observed.reduce((sum, { value }) => sum + value, 0),
    buckets: observed.length,
  }
  const inflation = examined.noise.over * clumping(observed.length, examined.noise.rho)
  const { level, wide } =
    metrics[series.metric].unit === 'seconds'
      ? await timeLevel(
          warehouse,
          timesDuring(view, map, examined, from, to),
          counted.n,
          quantileOf(series.metric),
          inflation,
        )
      : metrics[series.metric].unit === 'share'
        ? shareLevel(counted.value, counted.n, inflation)
        : countLevel(counted.value, counted.buckets, inflation)
  return { level, wide, side: { from: dayText(from), to: dayText(to), n: counted.n, cases: behind?.cases ?? 0 } }
}

type Levels = Pick<Side, 'level' | 'wide'>

function plain(level: Estimate | null): Levels {
  return { level, wide: level }
}

/** Noise beyond chance makes n observations worth n / inflation (J. N. K. Rao and A. J. Scott 1992, Biometrics 48:577-585). */
function shareLevel(k: number, n: number, inflation: number): Levels {
  const { share, low, high } = wilson(k / inflation, n / inflation)
  return plain(share === null || low === null || high === null ? null : { value: share, low, high })
}

/** In a bucket. */
function countLevel(count: number, buckets: number, inflation: number): Levels {
  const value = count / buckets
  const root = Math.sqrt(value)
  const half = (z95 * Math.sqrt(inflation / buckets)) / 2
  return plain({ value, low: Math.max(0, root - half) ** 2, high: (root + half) ** 2 })
}

/** The quantile, and the order statistics between which it lies with 95 %. */
async function timeLevel(
  warehouse: Warehouse,
  ask: (levels: readonly number[]) => Query,
  n: number,
  q: number,
  inflation: number,
): Promise<Levels> {
  if (n === 0) return plain(null)
  const chance = Math.sqrt((q * (1 - q)) / n)
  const noisy = chance * Math.sqrt(inflation)
  const reach = [-z999 * chance, -z95 * noisy, 0, z95 * noisy, z999 * chance]
  const [row] = await warehouse.rows<{ q: readonly (number | null)[] }>(
    ask(reach.map((off) => Math.min(1, Math.max(0, q + off)))),
  )
  const [lowest, low, value, high, highest] = (row?.q ?? []).map((micros) => (micros ?? Number.NaN) / 1e6)
  if (lowest === undefined || low === undefined || value === undefined || high === undefined || highest === undefined)
    return plain(null)
  return Number.isNaN(value)
    ? plain(null)
    : { level: { value, low, high }, wide: { value, low: lowest, high: highest } }
}

const z999 = 3.290526731491926

function timesDuring(view: View, map: MapDocument, { series }: Examined, from: number, to: number) {
  const { code, followed } = series
  return (levels: readonly number[]): Query => {
    const quantiles = `quantilesExactInclusive(${levels.join(', ')})`
    const params = { followed }
    if (code > 0) {
      const within = [`prev = ${code}`, 'step > 0', 'gap <= {followed:Int64}', duringSql('visit', from, to)]
      return question(view, `SELECT ${quantiles}(gap) AS q ${fromLinked(view, ...within)}`, params)
    }
    const good = codesOf(view, map.outcome?.good ?? [])
    const took = toGoodSql(good)
    const within = [duringSql('begin', from, to), `hasAny(steps, ${codeList(good)})`, `${took} <= {followed:Int64}`]
    return question(view, `SELECT ${quantiles}(${took}) AS q ${fromTrace(view, ...within)}`, params)
  }
}

/** Distinct cases that visited the step, or that began, in these days. */
function casesDuring(view: View, code: number, by: 'visit' | 'begin', from: number, to: number): Query {
  if (by === 'begin' || code === 0)
    return question(view, `SELECT count() AS cases ${fromTrace(view, duringSql('begin', from, to))}`)
  return question(
    view,
    `SELECT uniqExact(key) AS cases ${fromLinked(view, `prev = ${code}`, duringSql('visit', from, to))}`,
  )
}

/**
 * Whether the two sides differ in what was observed in them, and not only in what the buckets scatter: times whose
 * distribution has two humps jump between them.
 */
export function isApart(before: Side, after: Side): boolean {
  if (before.wide === null || after.wide === null) return false
  const { low, high } = differenceOf(after.wide, before.wide)
  return low > 0 || high < 0
}

/** after - before, by square and add over the intervals of both: for shares this is Newcombe's interval. */
export function betweenSides(before: Side, after: Side): Pick<Shift, 'before' | 'after' | 'low' | 'high' | 'sides'> {
  const both = before.level === null || after.level === null ? null : differenceOf(after.level, before.level)
  return {
    before: before.level?.value ?? null,
    after: after.level?.value ?? null,
    low: both?.low ?? null,
    high: both?.high ?? null,
    sides: { before: before.side, after: after.side },
  }
}
