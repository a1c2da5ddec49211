import type { Micros } from '../event.ts'
import { daysFromCivil, daysInMonth, microsPerDay, microsPerSecond } from './calendar.ts'
import { type Clock, type Fault, noZone, outOfRange } from './clock.ts'
import { type EpochUnit, epochOf } from './epoch.ts'
import { parseLoose } from './loose.ts'
import type { Zone } from './zone.ts'

export interface TimeRules {
  /** what a time without a zone is read in; null: such a time is refused */
  readonly zone: Zone | null
  /** whether 03/04/2020 is the third of April; null: a date that could be either is refused */
  readonly dayFirst: boolean | null
  /** of a time given as a number; null: by its size */
  readonly unit: EpochUnit | null
}

/** UTC microseconds, or why not. The usual layout is read by position; everything else goes the slower way. */
export function parseTime(text: string, rules: TimeRules): Micros | Fault {
  const usual = parseUsual(text, rules)
  if (usual !== null) return usual
  const trimmed = text.trim()
  const epoch = epochOf(trimmed, rules.unit)
  if (epoch !== null) return epoch
  const clock = parseLoose(trimmed, rules.dayFirst)
  return typeof clock === 'string' ? clock : resolve(clock, rules)
}

const dash = 45
const colon = 58
const zero = 48

/** `2011-10-01[T ]00:38[:44[.546…]][Z|±hh[:]mm]`; null where the text has another layout. */
function parseUsual(s: string, rules: TimeRules): Micros | Fault | null {
  const length = s.length
  if (length < 16 || s.charCodeAt(4) !== dash || s.charCodeAt(7) !== dash || s.charCodeAt(13) !== colon) return null
  const separator = s.charCodeAt(10)
  if (separator !== 84 && separator !== 32) return null
  const year = two(s, 0) * 100 + two(s, 2)
  const month = two(s, 5)
  const day = two(s, 8)
  const hour = two(s, 11)
  const minute = two(s, 14)
  let second = 0
  let at = 16
  let micros = 0
  if (s.charCodeAt(16) === colon) {
    second = two(s, 17)
    at = 19
    const mark = s.charCodeAt(19)
    if (mark === 46 || mark === 44) {
      const end = fractionEnd(s, 20)
      if (end === 20 || end > 29) return null
      micros = fraction(s, 20, end)
      at = end
    }
  }
  const offset = at === length ? null : offsetFrom(s, at)
  if (Number.isNaN(year + month + day + hour + minute + second) || Number.isNaN(offset)) return null
  return resolveParts(year, month, day, hour * 3600 + minute * 60 + second, micros, offset, rules, hour, minute, second)
}

/** Two digits as a number, NaN where they are none. */
function two(s: string, at: number): number {
  const a = s.charCodeAt(at) - zero
  const b = s.charCodeAt(at + 1) - zero
  return a >= 0 && a <= 9 && b >= 0 && b <= 9 ? a * 10 + b : Number.NaN
}

function fractionEnd(s: string, from: number): number {
  let end = from
  while (end < s.length && s.charCodeAt(end) >= zero && s.charCodeAt(end) <= 57) end++
  return end
}

/** Digits behind the point as microseconds; what is finer is cut off. */
function fraction(s: string, from: number, end: number): number {
  let micros = 0
  for (let i = 0; i < 6; i++) micros = micros * 10 + (from + i < end ? s.charCodeAt(from + i) - zero : 0)
  return micros
}

/** Minutes east of UTC from `Z`, `+01`, `+0100`, `+01:00`, to the end of the text; NaN where it is none of these. */
function offsetFrom(s: string, at: number): number {
  const left = s.length - at
  const sign = s.charCodeAt(at)
  if (left === 1) return sign === 90 || sign === 122 ? 0 : Number.NaN
  if (sign !== 43 && sign !== dash) return Number.NaN
  const hours = two(s, at + 1)
  let minutes = Number.NaN
  if (left === 3) minutes = 0
  else if (left === 5) minutes = two(s, at + 3)
  else if (left === 6 && s.charCodeAt(at + 3) === colon) minutes = two(s, at + 4)
  if (hours > 18 || minutes > 59) return Number.NaN
  return sign === dash ? -(hours * 60 + minutes) : hours * 60 + minutes
}

function resolve(clock: Clock, rules: TimeRules): Micros | Fault {
  const { year, month, day, hour, minute, second, micros, offset } = clock
  const seconds = hour * 3600 + minute * 60 + second
  return resolveParts(year, month, day, seconds, micros, offset, rules, hour, minute, second)
}

// Ten plain arguments, not an object: this runs once an event, and the object cost a tenth of the whole reading.
function resolveParts(
  year: number,
  month: number,
  day: number,
  seconds: number,
  micros: number,
  offset: number | null,
  rules: TimeRules,
  hour: number,
  minute: number,
  second: number,
): Micros | Fault {
  if (month < 1 || month > 12) return `has no month ${month}`
  if (day < 1 || day > daysInMonth(year, month)) return `has no day ${day} in month ${month} of ${year}`
  if (seconds + (micros > 0 ? 1 : 0) > 86_400 || hour > 24 || minute > 59 || second > 60)
    return 'has no such time of day'
  const local = daysFromCivil(year, month, day) * microsPerDay + seconds * microsPerSecond + micros
  const at = offset !== null ? local - offset * 60 * microsPerSecond : rules.zone ? rules.zone(local) : null
  if (at === null) return noZone
  return Number.isSafeInteger(at) ? at : outOfRange
}
