import type { Lens } from '../../store/index.ts'
import { stepOf } from '../view.ts'
import type { Factor } from './factor.ts'

/**
 * What a case's visits and its beginning show, each fact one number of 64 bits: what kind it is (D5), and two codes of 16.
 * A case has a list of them, so that one pass over the cases counts them all.
 */
const kinds = {
  step: 1,
  again: 2,
  transition: 3,
  wait: 4,
  weekday: 5,
  hours: 6,
  period: 7,
  value: 8,
  onward: 9,
  friction: 10,
} as const
type FactKind = keyof typeof kinds

const unit = 2 ** 32
const fact = (kind: FactKind, a: string, b = '0') => `toUInt64(${kinds[kind] * unit} + toUInt64(${a}) * 65536 + ${b})`

export function factCode(kind: FactKind, a: number, b = 0): number {
  return kinds[kind] * unit + a * 65_536 + b
}

/** Where times are cut: a long wait after a step (microseconds, by step's code), and the quarters of the cases by their beginning. */
export interface Cuts {
  readonly waits: ReadonlyMap<number, number>
  readonly periods: readonly number[]
}

const micros = (time: string) => `toUnixTimestamp64Micro(${time})`
/** A wait is one between a visit and the next, both of which are known. */
export const gaps = `arrayMap((a, b) -> ${micros('b')} - ${micros('a')}, arrayPopBack(moments), arrayPopFront(moments))`
const monday = 345_600_000_000 // 1970-01-05
const day = 86_400_000_000
/** Floored, so that days before 1970 are right too. */
const weekdaySql = `(toInt64(floor((${micros('started')} - ${monday}) / ${day})) % 7 + 7) % 7 + 1`
const hoursSql = 'intDiv(toHour(started), 6) * 6'

/** The list of a case's facts, over the columns of a cohort. */
export function factsSql({ waits, periods }: Cuts): string {
  const again = 'arrayMap(v -> v.1, arrayFilter(v -> v.2 = 2, arrayZip(past, arrayEnumerateUniq(past))))'
  const lists = [
    `arrayMap(s -> ${fact('step', 's')}, arrayDistinct(past))`,
    `arrayMap(s -> ${fact('onward', 's')}, arrayDistinct(arrayPopBack(past)))`,
    `arrayMap(s -> ${fact('again', 's')}, ${again})`,
    `arrayDistinct(arrayMap((p, s) -> ${fact('transition', 'p', 's')}, arrayPopBack(past), arrayPopFront(past)))`,
    ...(waits.size === 0 ? [] : [longWaits(waits)]),
    `[${fact('weekday', weekdaySql)}, ${fact('hours', hoursSql)}${periods.length === 0 ? '' : `, ${fact('period', quarter(periods))}`}]`,
  ]
  return `arrayConcat(${lists.join(', ')})`
}

function longWaits(waits: Cuts['waits']): string {
  const cut = `transform(s, [${[...waits.keys()].map((code) => `toUInt16(${code})`).join(', ')}], [${[...waits.values()].map((value) => `toInt64(${value})`).join(', ')}], toInt64(9223372036854775807))`
  const long = `arrayFilter((s, gap) -> gap > ${cut}, arrayPopBack(past), ${gaps})`
  return `arrayMap(s -> ${fact('wait', 's')}, arrayDistinct(${long}))`
}

/** 1 to 4: in which quarter of the cases, by when they began. */
function quarter(periods: readonly number[]): string {
  return `1 + ${periods.map((cut) => `(${micros('started')} > ${cut})`).join(' + ')}`
}

/** Which values are of fields that every case may have, and the step of each friction. */
export interface Bases {
  isField(place: number): boolean
  readonly frictionAt: readonly number[]
}

/**
 * The fact that a case must have to be compared by a fact (D5): who came to the step at all, went on from it, or carries the property.
 * Else all that shows how far a case came would go with whatever lies further on. Null: all cases are compared.
 */
export function baseOf(code: number, { isField, frictionAt }: Bases): number | null {
  const kind = Math.floor(code / unit)
  const a = Math.floor((code % unit) / 65_536)
  switch (kind) {
    case kinds.again:
      return factCode('step', a)
    case kinds.transition:
    case kinds.wait:
      return factCode('onward', a)
    case kinds.friction:
      return factCode('step', frictionAt[a] ?? 0)
    case kinds.value:
      return isField(a) ? null : factCode('value', a)
    default:
      return null
  }
}

/** What a fact's number says; null for the values of events, which have a book of their own, and for what only tells who is compared. */
export function factorOf(code: number, lens: Lens, cuts: Cuts): Factor | null {
  const kind = Math.floor(code / unit)
  const a = Math.floor((code % unit) / 65_536)
  const b = code % 65_536
  switch (kind) {
    case kinds.step:
      return { kind: 'step', step: stepOf(lens, a) }
    case kinds.again:
      return { kind: 'again', step: stepOf(lens, a) }
    case kinds.transition:
      return { kind: 'transition', from: stepOf(lens, a), to: stepOf(lens, b) }
    case kinds.wait:
      return { kind: 'wait', step: stepOf(lens, a), longerThan: (cuts.waits.get(a) ?? 0) / 1e6 }
    case kinds.weekday:
      return { kind: 'weekday', day: a }
    case kinds.hours:
      return { kind: 'hours', from: a }
    case kinds.period:
      return { kind: 'period', after: secondsAt(cuts, a - 2), until: secondsAt(cuts, a - 1) }
    default:
      return null
  }
}

function secondsAt({ periods }: Cuts, place: number): number | null {
  const cut = periods[place]
  return cut === undefined ? null : cut / 1e6
}

export function weekdayIs(day: number): string {
  return `${weekdaySql} = ${day}`
}
export function hoursAre(from: number): string {
  return `${hoursSql} = ${from}`
}
