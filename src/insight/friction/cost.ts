import { wilson } from '../interval.ts'
import { differenceOfShares } from '../stats/difference.ts'
import type { FrictionCost, FrictionUnit } from './answers.ts'
import type { Struck } from './count.ts'
import type { Standing } from './place.ts'
import type { Value } from './value.ts'

/** Hours for waits (they are kept in microseconds), else the count itself. */
export function extraOf(over: number, unit: FrictionUnit): number {
  return unit === 'hours' ? over / 3_600_000_000 : over
}

/**
 * What a friction costs (F11): the value of a good outcome, times how much rarer the good outcome is among finished cases
 * struck than among those that came here and were spared, times the finished cases struck. The interval is Newcombe's for
 * the difference of the two shares. Where the map gives no value, or one of the two is empty: what went beyond the limit.
 */
export function costOf(
  struck: Struck,
  standing: Standing,
  value: Value | null,
  unit: FrictionUnit,
): FrictionCost | null {
  const spared = { closed: standing.closed - struck.closed, good: standing.good - struck.good }
  const difference =
    value === null || spared.closed < 0
      ? null
      : differenceOfShares(spared.good, spared.closed, struck.good, struck.closed)
  if (value === null || difference === null) return beyondLimit(struck, unit)
  const of = struck.closed * value.amount
  return {
    unit: value.currency,
    each: difference.value * value.amount,
    low: difference.low * of,
    high: difference.high * of,
    formula: `${value.amount} ${value.currency} a good outcome × (${percent(spared.good, spared.closed)} of ${count(spared.closed)} spared − ${percent(struck.good, struck.closed)} of ${count(struck.closed)} struck reach it) × ${count(struck.closed)} finished cases struck; a difference seen beside it, not shown to be its effect`,
    outcome: { struck: wilson(struck.good, struck.closed), spared: wilson(spared.good, spared.closed) },
  }
}

function beyondLimit(struck: Struck, unit: FrictionUnit): FrictionCost | null {
  if (struck.cases === 0) return null
  const amount = extraOf(struck.over, unit)
  return {
    unit,
    each: amount / struck.cases,
    low: null,
    high: null,
    formula: `sum over ${count(struck.times)} passages struck of ${beyond[unit]}; the map gives no \`outcome.value\` to say it in money`,
    outcome: null,
  }
}

const beyond = {
  hours: 'the hours waited beyond the limit, up to the latest event where it has not come',
  visits: 'the visits beyond the limit',
  requests: 'the requests for what had been given',
  channels: 'the channels beyond the first other one',
  failures: 'the failures',
  teams: 'the changes of team beyond what is usual',
} satisfies Record<FrictionUnit, string>

/** What all of it costs. */
export function totalOf(cost: FrictionCost, struck: Struck): number {
  return cost.outcome === null ? cost.each * struck.cases : cost.each * struck.closed
}

function percent(k: number, n: number): string {
  return `${((100 * k) / n).toFixed(1)} %`
}

function count(n: number): string {
  return n.toLocaleString('en-US')
}
