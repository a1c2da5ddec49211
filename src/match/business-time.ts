/**
 * Business time without a calendar of holidays: Monday to Friday, 09:00 to 17:00, all in UTC (SPEC P11). Instants are
 * counted in days since 1970-01-01, a Thursday.
 */
import type { Micros } from '../event/index.ts'
import { type Duration, day } from './duration.ts'

const hour = day / 24
const opens = 9 * hour
const closes = 17 * hour
const worked = closes - opens

const dayOf = (at: Micros): number => Math.floor(at / day)
/** Monday is 0. */
const weekday = (days: number): number => (((days + 3) % 7) + 7) % 7
const isWorkday = (days: number): boolean => weekday(days) < 5

/** The instant by which a duration that began at `at` is over. */
export function addDuration(at: Micros, duration: Duration): Micros {
  switch (duration.kind) {
    case 'clock':
      return at + duration.micros
    case 'business-days':
      return addBusinessDays(at, duration.days)
    case 'business-hours':
      return addBusinessHours(at, duration.micros)
  }
}

/** The same time of day so many workdays later; from a weekend it counts from the start of Monday. */
function addBusinessDays(at: Micros, days: number): Micros {
  const from = isWorkday(dayOf(at)) ? at : nextWorkday(dayOf(at)) * day
  return from + (workdaysLater(dayOf(from), days) - dayOf(from)) * day
}

function addBusinessHours(at: Micros, micros: Micros): Micros {
  const today = dayOf(at)
  const timeOfDay = at - today * day
  const isOpen = isWorkday(today) && timeOfDay < closes
  const first = isOpen ? today : nextWorkday(today)
  // counted from the opening of the first workday, which takes in what has already passed of it
  const total = micros + (isOpen ? Math.max(0, timeOfDay - opens) : 0)
  // a duration that fills a day ends at its close, not at the next opening
  const whole = Math.ceil(total / worked) - 1
  return workdaysLater(first, whole) * day + opens + (total - whole * worked)
}

function nextWorkday(days: number): number {
  return days + (weekday(days) < 4 ? 1 : 7 - weekday(days))
}

/** `from` is a workday. */
function workdaysLater(from: number, n: number): number {
  const inWeek = weekday(from) + (n % 5)
  return from + Math.floor(n / 5) * 7 + (n % 5) + (inWeek >= 5 ? 2 : 0)
}
