import type { Query } from '../store/index.ts'
import { fromCounts, fromLinked, isSmall, meanSql, question, type View } from './view.ts'

/** Visits of one transition, or of all that go on from one step (then `step` is 0), and the gaps between. */
export interface Gaps {
  readonly prev: number
  readonly step: number
  readonly visits: number
  readonly cases: number
  /** of them, those that were the case's first and second visit to `step` */
  readonly freshly: number
  readonly again: number
  /** microseconds; without meaning where prev or step is 0 among transitions, a beginning or an end */
  readonly mean: number
  /** quantiles at the levels asked for, microseconds; the same holds */
  readonly q: readonly number[]
}

const onWay = 'prev > 0 AND step > 0'

/** Counts and exact quantiles of gaps, for each transition or for each step that is left (type 7). */
export function gaps(
  view: View,
  by: 'transition' | 'step',
  levels: readonly number[],
  isFew: boolean = isSmall(view),
): Query {
  const keys = by === 'transition' ? 'prev, step' : 'prev'
  return isFew ? gapsSorted(view, keys, levels) : gapsByClass(view, keys, levels)
}

type Keys = 'prev, step' | 'prev'

function gapsSorted(view: View, keys: Keys, levels: readonly number[]): Query {
  const counted = `SELECT ${keys}, count() AS visits, sum(first) AS cases, sum(fresh) AS freshly, sum(again) AS again, ${meanSql('gap')} AS mean,
      quantilesExactInclusive(${levels.join(', ')})(gap) AS q ${fromLinked(view, keys === 'prev' ? onWay : '1')} GROUP BY ${keys}`
  return question(view, keys === 'prev' ? `SELECT *, 0 AS step FROM (${counted})` : counted)
}

/**
 * The classes of the gaps (`bin`) are counted first, which tells in which of them each wanted gap lies; of the gaps
 * themselves only those in these classes are read and sorted, a few in a hundred, which the order of `linked` finds. Class 0
 * is gap 0: it need not be read. A quantile lies between the two neighbours of the place asked for.
 */
function gapsByClass(view: View, keys: Keys, levels: readonly number[]): Query {
  return question(
    view,
    `WITH classes AS MATERIALIZED (${classes(view, keys)}), wanted AS MATERIALIZED (${wanted(keys, levels)}), found AS (${found(view, keys)})
    SELECT prev, ${keys === 'prev' ? '0 AS step' : 'step'}, visits, cases, freshly, again, mean,
      mapFromArrays(found.gaps.1, found.gaps.2) AS gap, arrayMap(h -> ${between('gap', 'h')}, ${places(levels)}) AS q
    FROM classes LEFT JOIN found USING (${keys}) SETTINGS join_algorithm = 'hash'${view.cases === null ? '' : ', optimize_aggregation_in_order = 1'}`,
  )
}

/** Counted by key, with the classes in order, how many visits each has, and how many there are up to its end. */
function classes(view: View, keys: Keys): string {
  const figures = ['visits', 'cases', 'freshly', 'again', 'high', 'low']
  const summed = figures.map((figure) => `sum(c.${figure}) AS ${figure}`)
  const counted = `SELECT ${keys}, bin, ${summed.join(', ')} ${fromCounts(view, keys === 'prev' ? onWay : '1')} GROUP BY ${keys}, bin`
  const totals = figures.map((figure) => `sum(b.${figure}) AS ${figure}`)
  return `SELECT ${keys}, ${totals.join(', ')}, (high * 1048576. + low) / visits AS mean,
      arraySort(groupArray((bin, b.visits))) AS classes, arrayCumSum(classes.2) AS ends
    FROM (${counted}) AS b GROUP BY ${keys} HAVING visits > 0`
}

/** For each class that must be read, which gaps are wanted: their places among all of the key, and in the class. */
function wanted(keys: Keys, levels: readonly number[]): string {
  const ranks = `arrayDistinct(arrayFlatten(arrayMap(h -> [toInt64(floor(h)), toInt64(ceil(h))], ${places(levels)})))`
  return `SELECT ${keys}, bin, groupArray((rank, nth)) AS ranks FROM (
      SELECT ${keys}, arrayJoin(${ranks}) AS rank, arrayFirstIndex(end -> end > rank, ends) AS place,
        classes[place].1 AS bin, rank + 1 - if(place = 1, 0, ends[place - 1]) AS nth
      FROM classes
    ) WHERE bin > 0 GROUP BY ${keys}, bin`
}

function found(view: View, keys: Keys): string {
  const read = `SELECT ${keys}, bin, arraySort(groupArray(gap)) AS sorted ${fromLinked(view, onWay, `(${keys}, bin) IN (SELECT ${keys}, bin FROM wanted)`)} GROUP BY ${keys}, bin`
  return `SELECT ${keys}, groupArrayArray(arrayMap(rank -> (rank.1, sorted[rank.2]), ranks)) AS gaps
    FROM (${read}) AS read JOIN wanted USING (${keys}, bin) GROUP BY ${keys}`
}

const places = (levels: readonly number[]) => `arrayMap(level -> (visits - 1) * level, [${levels.join(', ')}])`

/** Of what is not in `gap` the gap is 0, which is what a look-up in vain gives. */
const between = (gap: string, h: string) =>
  `${gap}[toInt64(floor(${h}))] + (${h} - floor(${h})) * (${gap}[toInt64(ceil(${h}))] - ${gap}[toInt64(floor(${h}))])`
