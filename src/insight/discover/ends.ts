import type { Query, Warehouse } from '../../store/index.ts'
import { codeList, fromTrace, question, type View } from '../view.ts'

/** From this share of a step's cases on their stopping there is drawn, as ways are that so many take. */
const enoughStop = 0.1
/** A step is final where no more than this share of its cases come further than it. */
const comeFurther = 0.1
/** Of the stops that are taken for no drop-out; with half, every other one would be a customer lost that nobody sees. */
const mostSettled = 0.75

/**
 * What the cases that stop at a step say of it (I24). `final`: next to nobody comes further than this step, so that they
 * have arrived. `settled`: three in four of them had been to a final step before, and only something that trails behind happened
 * here. `left`: neither; others go on, and who stops has dropped out as far as events can tell.
 */
export interface Ending {
  readonly kind: 'final' | 'settled' | 'left'
  readonly stopped: number
  readonly cases: number
  /** of the cases that stopped, those that had been to a final step */
  readonly settled: number
  /** whether so many stop that the draft says what it takes them for */
  readonly isDrawn: boolean
}

export interface Further {
  readonly place: number
  readonly cases: number
  /** of these, those that first come to a later step after it */
  readonly further: number
}

export interface Stopped {
  readonly place: number
  readonly stopped: number
  readonly settled: number
}

/** Endings by the steps' 1-based places in the draft's order. `places` has the place of each of the lens's codes. */
export async function endings(
  warehouse: Warehouse,
  view: View,
  places: readonly number[],
  every: number,
  casesOf: (place: number) => number,
): Promise<ReadonlyMap<number, Ending>> {
  const furthers = await warehouse.rows<Further>(cameFurther(view, places, every))
  const finals = new Set(furthers.filter(isFinal).map(({ place }) => place))
  const codes = places.flatMap((place, i) => (finals.has(place) ? [i + 1] : []))
  const stops = await warehouse.rows<Stopped>(stoppedAt(view, places, codes))
  return new Map(stops.map((row) => [row.place, endingOf(row, casesOf(row.place), finals.has(row.place))]))
}

function isFinal({ cases, further }: Further): boolean {
  return further <= comeFurther * cases
}

export function endingOf({ stopped, settled }: Stopped, cases: number, final: boolean): Ending {
  const kind = final ? 'final' : settled >= mostSettled * stopped ? 'settled' : 'left'
  return { kind, stopped, cases, settled, isDrawn: stopped >= enoughStop * cases }
}

/**
 * For each step its cases, and those that come further: to a later step for the first time after they first came to this
 * one. Of one case in `every`, by the hash of the key.
 */
export function cameFurther(view: View, places: readonly number[], every: number): Query {
  const sampled = every === 1 ? [] : [`cityHash64(key) % ${every} = 0`]
  const firsts = 'arrayFilter((step, nth) -> nth = 1, steps, arrayEnumerateUniq(steps))'
  const came = `arrayMap(step -> ${listed(places)}[step], ${firsts})`
  const each = 'arrayMap(i -> (came[i], arrayMax(arraySlice(came, i)) > came[i]), arrayEnumerate(came))'
  return question(
    view,
    `SELECT one.1 AS place, count() AS cases, countIf(one.2) AS further FROM (SELECT arrayJoin(${each}) AS one FROM (SELECT ${came} AS came ${fromTrace(view, ...sampled)})) GROUP BY place`,
  )
}

/** For each step the cases whose last it is, and those of them that had been to a final one. */
export function stoppedAt(view: View, places: readonly number[], finals: readonly number[]): Query {
  return question(
    view,
    `SELECT ${listed(places)}[steps[-1]] AS place, count() AS stopped, countIf(hasAny(steps, ${codeList(finals)})) AS settled ${fromTrace(view)} GROUP BY place`,
  )
}

function listed(places: readonly number[]): string {
  return `[${places.join(', ')}]`
}
