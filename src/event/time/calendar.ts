import type { Micros } from '../event.ts'

export const microsPerSecond = 1_000_000
export const microsPerDay = 86_400 * microsPerSecond

/** The warehouse's clock begins in 1900; before it there are no events, only placeholders such as 0001-01-01. */
export const earliest: Micros = -2_208_988_800_000_000

/** Days since 1970-01-01 in the proleptic Gregorian calendar (Hinnant's algorithm): plain arithmetic, no Date. */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

export function daysInMonth(year: number, month: number): number {
  if (month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)) return 29
  return monthLengths[month - 1] ?? 0
}

/** `2011-10-01T00:38:44.546Z`, with as many digits of a second as are needed. */
export function printInstant(at: Micros): string {
  const millis = Math.floor(at / 1000)
  const below = at - millis * 1000
  const iso = new Date(millis).toISOString()
  if (below !== 0) return `${iso.slice(0, -1)}${String(below).padStart(3, '0')}Z`
  return iso.endsWith('.000Z') ? `${iso.slice(0, -5)}Z` : iso
}
