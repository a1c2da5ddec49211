import type { Query } from '../../store/index.ts'
import { fromTrace, question, type View } from '../view.ts'
import type { FrictionLimit } from './answers.ts'
import { type Before, type Ground, periodOf, startedBefore } from './ground.ts'
import type { Part } from './parties.ts'
import { type Asking, asking, fewestUsual, type Looked, type Place } from './place.ts'

/**
 * The places of a case's visits that are a return: the case was at this step before and comes back to it from itself or
 * from a later step of the map. The steps that follow it once more belong to the same round and are no returns (F6).
 */
function returnsSql(parts: readonly Part[], steps: number): string {
  const places = new Array<number>(steps).fill(0)
  for (const part of parts) places[part.code - 1] = part.place
  const list = `[${places.join(', ')}]`
  return `arrayFilter((i, s, p, n) -> n > 1 AND ${list}[s] <= ${list}[p], arrayEnumerate(steps), steps, arrayPushFront(arrayPopBack(steps), steps[1]), arrayEnumerateUniq(steps))`
}

/** How many cases return to a step how often. */
function returnCounts({ view, from, to }: Before, parts: readonly Part[]): Query {
  return question(
    view,
    `SELECT back.1 AS step, back.2 AS times, count() AS cases FROM (SELECT arrayMap(i -> steps[i], ${returnsSql(parts, view.lens.steps.length)}) AS returned, arrayJoin(arrayMap(s -> (s, countEqual(returned, s)), arrayDistinct(returned))) AS back ${fromTrace(view, startedBefore({ view, from, to }))}) GROUP BY step, times`,
  )
}
interface ReturnCount {
  readonly step: number
  readonly times: number
  readonly cases: number
}

export function visitedBefore({ view, from, to }: Before): Query {
  return question(
    view,
    `SELECT step, count() AS cases FROM (SELECT arrayJoin(arrayDistinct(steps)) AS step ${fromTrace(view, startedBefore({ view, from, to }))}) GROUP BY step`,
  )
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

/** Loops: work done again, more often than is usual (F6). */
export async function lookForLoops(ground: Ground): Promise<Looked> {
  const [counts, visited] = await Promise.all([
    ground.warehouse.rows<ReturnCount>(returnCounts(ground.before, ground.parts)),
    ground.warehouse.rows<{ step: number; cases: number }>(visitedBefore(ground.before)),
  ])
  const places = ground.parts.flatMap((part): Place[] => {
    const n = visited.find(({ step }) => step === part.code)?.cases ?? 0
    const mine = counts.filter(({ step }) => step === part.code)
    const returning = mine.reduce((sum, { cases }) => sum + cases, 0)
    // Whoever looks around before a purchase comes back as often as they like: that is no work done again.
    const isLooking = part.stage === 'need'
    if (isLooking || part.step.promise?.contacts !== undefined || n < fewestUsual || returning * 2 > n) return []
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
    together: [{ places, strikes: loopStrikes(ground.view, ground.parts, limits) }],
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
  const most = view.lens.steps.map((_, i) => limits.get(i + 1) ?? -1)
  const limit = `CAST([${most.join(', ')}], 'Array(Int64)')`
  const backs = returnsSql(parts, view.lens.steps.length)
  // Who comes to no step twice returns to none: that is quickly seen.
  const traces = fromTrace(view, 'length(steps) > length(arrayDistinct(steps))')
  const returned = `SELECT key, at, steps, ${backs} AS backs, arrayJoin(arrayDistinct(arrayMap(i -> steps[i], backs))) AS code ${traces}`
  const mine = 'arrayFilter(i -> steps[i] = code, backs)'
  return asking(
    view,
    `SELECT code, key, toUnixTimestamp64Micro(at[mine[${limit}[code] + 1]]) AS moment, toInt64(length(mine)) - ${limit}[code] AS over FROM (SELECT key, at, code, ${mine} AS mine FROM (${returned}) WHERE ${limit}[code] >= 0) WHERE length(mine) > ${limit}[code]`,
  )
}

/** Too many hands, where the map promises how many contacts a step takes (F9). */
export function contactPlaces(ground: Ground): readonly Place[] {
  return ground.parts.flatMap((part): Place[] => {
    const most = part.step.promise?.contacts
    if (most === undefined) return []
    const limit: FrictionLimit = { value: most, unit: 'visits', basis: 'promise', observed: null, written: null }
    const nth = `arrayFilter((i, s) -> s = ${part.code}, arrayEnumerate(steps), steps)[${most + 1}]`
    const strikes = asking(
      ground.view,
      `SELECT key, toUnixTimestamp64Micro(at[${nth}]) AS moment, toInt64(countEqual(steps, ${part.code}) - ${most}) AS over ${fromTrace(ground.view, `countEqual(steps, ${part.code}) > ${most}`)}`,
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
