import { codeList } from '../view.ts'
import type { FunnelOrder } from './kinds.ts'

/** Conditions on a row of `trace` that a case comes to each step of a funnel. */
export interface FunnelTerms {
  /** definitions that the conditions rest on, for WITH */
  readonly terms: readonly string[]
  readonly reached: readonly string[]
}

/** `within`: microseconds as SQL text, a parameter or a number; null: no limit. */
export function funnelTerms(order: FunnelOrder, codes: readonly number[], within: string | null): FunnelTerms {
  if (order === 'any') return anyOrder(codes, within)
  return inOrder(codes, within, order === 'strict')
}

const ticks = "arrayMap(t -> dateDiff('microsecond', started, t) + 1, at)"

/**
 * `levelN` holds at each place the start of a passage that has come to step N there (0: none). In order, a start is carried on to later
 * places, and of several the newest is kept, since it has the most time left; strictly, it holds only at the place where the step is,
 * and the next step must stand right behind it. Times are counted from the case's first event, plus one, so that 0 means none.
 */
function inOrder(codes: readonly number[], within: string | null, isStrict: boolean): FunnelTerms {
  const isAsked = `has(${codeList([...new Set(codes)])}, step)`
  const levels = codes.map((code, place) => {
    const before = place === 0 ? 'ticks' : `arrayPushFront(arrayPopBack(level${place}), toInt64(0))`
    const fits = place === 0 || within === null ? '' : ` AND tick - start <= ${within}`
    const reached = `arrayMap((step, tick, start) -> if(step = ${code} AND start > 0${fits}, start, 0), marks, ticks, ${before})`
    return `${isStrict ? reached : `arrayFill(start -> start > 0, ${reached})`} AS level${place + 1}`
  })
  const ofAsked = isStrict
    ? [`${ticks} AS ticks`, 'steps AS marks']
    : [
        `arrayFilter((tick, step) -> ${isAsked}, ${ticks}, steps) AS ticks`,
        `arrayFilter(step -> ${isAsked}, steps) AS marks`,
      ]
  return {
    terms: [...ofAsked, ...levels],
    reached: codes.map((_, place) => (isStrict ? `arrayMax(level${place + 1}) > 0` : `level${place + 1}[-1] > 0`)),
  }
}

/** In any order: from some visit on, the window holds as many visits to each step as the funnel names it. */
function anyOrder(codes: readonly number[], within: string | null): FunnelTerms {
  const isAsked = `has(${codeList([...new Set(codes)])}, step)`
  const needs = codes.map((_, place) => needed(codes.slice(0, place + 1)))
  if (within === null) {
    return {
      terms: [],
      reached: needs.map((need) => need.map(([code, times]) => `countEqual(steps, ${code}) >= ${times}`).join(' AND ')),
    }
  }
  const inWindow = (code: number) =>
    `arrayCount((step, tick) -> step = ${code} AND tick >= start AND tick - start <= ${within}, marks, ticks)`
  return {
    terms: [
      `arrayFilter((tick, step) -> ${isAsked}, ${ticks}, steps) AS ticks`,
      `arrayFilter(step -> ${isAsked}, steps) AS marks`,
    ],
    reached: needs.map(
      (need) =>
        `arrayExists(start -> ${need.map(([code, times]) => `${inWindow(code)} >= ${times}`).join(' AND ')}, ticks)`,
    ),
  }
}

/** Each distinct step with how often it is named. */
function needed(codes: readonly number[]): readonly (readonly [number, number])[] {
  return [...new Set(codes)].map((code) => [code, codes.filter((one) => one === code).length])
}
