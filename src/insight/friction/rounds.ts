import type { Query } from '../../store/index.ts'
import { fromLinked, fromTrace, question, type View } from '../view.ts'
import type { FrictionLimit } from './answers.ts'
import { type Before, type Ground, periodOf, startedBefore } from './ground.ts'
import type { Part } from './parties.ts'
import { type Asking, asking, fewestUsual, type Looked, type Place } from './place.ts'

/**
 * The arrivals that are a return: the case was at this step before and comes back to it from itself or from a later step of
 * the map. The steps that follow it once more belong to the same round and are no returns (F6).
 */
function isReturnSql(parts: readonly Part[], steps: number): string {
  const places = new Array<number>(steps).fill(0)
  for (const part of parts) places[part.code - 1] = part.place
  const list = `[${places.join(', ')}]`
  return `prev > 0 AND step > 0 AND fresh = 0 AND ${list}[step] <= ${list}[prev]`
}

/** How many cases return to a step how often. */
function returnCounts({ view, from, to }: Before, parts: readonly Part[]): Query {
  const isReturn = isReturnSql(parts, view.lens.steps.length)
  return question(
    view,
    `SELECT step, times, count() AS cases FROM (SELECT step, key, count() AS times ${fromLinked(view, isReturn, startedBefore({ view, from, to }))} GROUP BY step, key) GROUP BY step, times`,
  )
}
interface ReturnCount {
  readonly step: number
  readonly times: number
  readonly cases: number
}

/** The smallest count that nine in ten keep within, of `n` of whom those not counted have 0. */
export function ninetieth(counts: readonly { readonly times: number; readonly cases: number }[], n: number): number {
  let beyond = counts.reduce((sum, { cases }) => sum + cases, 0)
  let limit = 0
  for (const { times, cases } of counts.toSorted((a, b) => a.times - b.times)) {
    if (beyond * 10 <= n) return limit
    beyond -= cases
    limit = times
  }
  return limit
}

/** Where most cases begin with the customer, who comes there again brings something else: a second question is no rework. */
function isBeginning({ begun, totals }: Ground, { by, code }: Part): boolean {
  return by === 'customer' && (begun.get(code) ?? 0) * 2 > totals.cases
}

/** Loops: work done again, more often than is usual (F6). */
export async function lookForLoops(ground: Ground): Promise<Looked> {
  const counts = await ground.warehouse.rows<ReturnCount>(returnCounts(ground.before, ground.parts))
  const places = ground.parts.flatMap((part): Place[] => {
    const n = ground.visitedBefore.get(part.code) ?? 0
    const mine = counts.filter(({ step }) => step === part.code)
    const returning = mine.reduce((sum, { cases }) => sum + cases, 0)
    // Whoever looks around before a purchase comes back as often as they like: that is no work done again.
    const isLooking = part.stage === 'need'
    if (
      isLooking ||
      isBeginning(ground, part) ||
      part.step.promise?.contacts !== undefined ||
      n < fewestUsual ||
      returning * 2 > n
    )
      return []
    const most = Math.max(part.isDrawnBack ? 1 : 0, ninetieth(mine, n))
    const limit: FrictionLimit = {
      value: most + 1,
      unit: 'visits',
      basis: 'observed-p90',
      observed: { ...periodOf(ground.before), n, oneIn: 1 },
      written: null,
    }
    return [
      {
        ...place(ground, part, limit),
        kind: 'loop',
        unit: 'visits',
        strikes: loopStrikes(ground.view, ground.parts, new Map([[part.code, most]])),
      },
    ]
  })
  const limits = new Map(places.map(({ code, limit }) => [code, limit.value - 1]))
  return {
    places,
    together: [{ places, isOncePerCase: true, strikes: loopStrikes(ground.view, ground.parts, limits) }],
    unseen:
      places.length > 0
        ? []
        : [
            {
              kind: 'loop',
              why: `No step has ${fewestUsual} cases in the period before, or coming back is what most cases do at every one.`,
              remedy: 'Ask over a longer period, or import more events.',
            },
          ],
  }
}

/** Of each step the returns beyond its limit: one row a case and step. */
function loopStrikes(view: View, parts: readonly Part[], limits: ReadonlyMap<number, number>): Asking {
  const most = [...new Set(limits.values())].sort((a, b) => a - b)
  const isReturn = isReturnSql(parts, view.lens.steps.length)
  const micros = 'toUnixTimestamp64Micro(at)'
  const struck = most.map((limit) => {
    const codes = [...limits].flatMap(([code, one]) => (one === limit ? [code] : []))
    // The first return is found without keeping them all.
    const moment = limit === 0 ? `min(${micros})` : `arraySort(groupArray(${micros}))[${limit + 1}]`
    return `SELECT step AS code, key, any(toUnixTimestamp64Micro(started)) AS began, ${moment} AS moment, toInt64(count()) - ${limit} AS over ${fromLinked(view, `step IN (${codes.join(', ')})`, isReturn)} GROUP BY step, key${limit === 0 ? '' : ' HAVING over > 0'}`
  })
  return asking(view, struck.length === 0 ? noStrike : struck.join(' UNION ALL '))
}

/** No row, in the form of a strike. */
const noStrike =
  'SELECT toUInt16(0) AS code, toUInt64(0) AS key, toInt64(0) AS began, toInt64(0) AS moment, toInt64(0) AS over WHERE 0'

/** Too many hands, where the map promises how many contacts a step takes (F9). */
export function contactPlaces(ground: Ground): readonly Place[] {
  return ground.parts.flatMap((part): Place[] => {
    const most = part.step.promise?.contacts
    if (most === undefined) return []
    const limit: FrictionLimit = { value: most, unit: 'visits', basis: 'promise', observed: null, written: null }
    const nth = `arrayFilter((i, s) -> s = ${part.code}, arrayEnumerate(steps), steps)[${most + 1}]`
    const strikes = asking(
      ground.view,
      `SELECT key, toUnixTimestamp64Micro(started) AS began, toUnixTimestamp64Micro(at[${nth}]) AS moment, toInt64(countEqual(steps, ${part.code}) - ${most}) AS over ${fromTrace(ground.view, `countEqual(steps, ${part.code}) > ${most}`)}`,
    )
    return [
      {
        ...place(ground, part, limit),
        kind: 'too-many-hands',
        unit: 'visits',
        strikes,
      },
    ]
  })
}

/** What is the same of every kind that is a question of the whole case. */
export function place(ground: Ground, part: Part, limit: FrictionLimit) {
  return {
    code: part.code,
    cause: null,
    limit,
    n: ground.standing.get(part.code)?.visited ?? 0,
    came: ground.weeks.get(part.code) ?? new Map<number, number>(),
    pending: new Set<number>(),
    chased: null,
    awaited: part.follows,
  }
}
