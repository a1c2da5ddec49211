import type { Micros } from '../src/event/index.ts'

export const second: Micros = 1_000_000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour
export const week = 7 * day

/** To the millisecond: the rounding errors of a logarithm stay below what is told. */
export function whole(at: Micros): Micros {
  return Math.round(at / 1000) * 1000
}

/** The bank's desks are staffed from 9:00 to 17:30 UTC, Monday to Friday. */
const opens = 9 * hour
const shuts = 17.5 * hour
/** how much desk time a working day has */
export const deskDay = shuts - opens

/** 0 is Sunday: 1970-01-01 was a Thursday. */
function weekday(at: Micros): number {
  return (Math.floor(at / day) + 4) % 7
}

export function isWeekend(at: Micros): boolean {
  const which = weekday(at)
  return which === 0 || which === 6
}

/** The Monday, 00:00 UTC, of the week that holds `at`. */
export function monday(at: Micros): Micros {
  return Math.floor(at / day) * day - ((weekday(at) + 6) % 7) * day
}

/** `at`, or the next instant at which somebody sits at the desks. */
function atDesk(at: Micros): Micros {
  const midnight = Math.floor(at / day) * day
  if (!isWeekend(at) && at - midnight < shuts) return Math.max(at, midnight + opens)
  let next = midnight + day
  while (isWeekend(next)) next += day
  return next + opens
}

/** The instant at which `work` of desk time, begun at `at`, is done. */
export function deskTime(at: Micros, work: Micros): Micros {
  const weeks = Math.floor(work / (5 * deskDay))
  let left = work - weeks * 5 * deskDay
  let now = atDesk(at + weeks * week)
  for (;;) {
    const today = Math.floor(now / day) * day + shuts - now
    if (left <= today) return now + left
    left -= today
    now = atDesk(now + today)
  }
}

/** People do not fill in forms at night: what would happen then happens in the morning, `late` of three hours after seven. */
export function awake(at: Micros, late: number): Micros {
  const midnight = Math.floor(at / day) * day
  if (at - midnight >= 7 * hour) return at
  return midnight + 7 * hour + late * 3 * hour
}
