import type { Micros } from '../event.ts'
import { daysFromCivil } from './calendar.ts'

/** From wall-clock microseconds (as if they were UTC) to the instant they mean. */
export type Zone = (local: Micros) => Micros

const minute = 60_000
const day = 86_400_000

/** `UTC`, `Z`, `+01:00`, `-0530`, or an IANA name; null where there is no such zone. */
export function zoneOf(name: string): Zone | null {
  if (/^(utc|gmt|z)$/i.test(name)) return (local) => local
  const fixed = /^([+-])(\d{2}):?(\d{2})?$/.exec(name)
  if (fixed) return fixedZone(fixed[1] === '-' ? -1 : 1, Number(fixed[2]), Number(fixed[3] ?? 0))
  try {
    return namedZone(name)
  } catch (error) {
    if (error instanceof RangeError) return null // Intl's way of saying that it does not know the name
    throw error
  }
}

function fixedZone(sign: number, hours: number, minutes: number): Zone | null {
  if (hours > 18 || minutes > 59) return null
  const offset = sign * (hours * 60 + minutes) * minute * 1000
  return (local) => local - offset
}

/**
 * Intl knows the offset at an instant, but takes microseconds to say it, and files ask millions of times. A day whose
 * neighbours have the same offset has that offset throughout, so one answer a day serves all but the few days of change.
 */
function namedZone(name: string): Zone {
  const offsetAt = offsets(name)
  const steady = new Map<number, number | null>()
  let lastDay = Number.NaN
  let lastOffset: number | null = null
  return (local) => {
    const dayNumber = Math.floor(local / 86_400_000_000)
    if (dayNumber !== lastDay) {
      let known = steady.get(dayNumber)
      if (known === undefined) {
        const before = offsetAt((dayNumber - 1) * day)
        known = before === offsetAt((dayNumber + 2) * day) ? before : null
        steady.set(dayNumber, known)
      }
      lastDay = dayNumber
      lastOffset = known
    }
    return local - (lastOffset ?? changing(local, offsetAt)) * 1000
  }
}

/**
 * On a day of change: a time that came twice is its first coming; a time that was skipped is read with the offset from
 * before the change, and so falls as much behind it as the clock would have shown.
 */
function changing(local: Micros, offsetAt: (utc: number) => number): number {
  const wall = Math.floor(local / 1000)
  const before = offsetAt(wall - day)
  const after = offsetAt(wall + day)
  if (offsetAt(wall - before) === before) return before
  return offsetAt(wall - after) === after ? after : before
}

/** Milliseconds to add to UTC to get the wall clock, at an instant. */
function offsets(name: string): (utc: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    era: 'short',
  })
  return (utc) => {
    if (Math.abs(utc) > 8.64e15 - 2 * day) return 0 // beyond what a date can be; such a time is refused elsewhere
    const part: Record<string, string> = {}
    for (const { type, value } of format.formatToParts(utc)) part[type] = value
    const year = part['era'] === 'BC' ? 1 - Number(part['year']) : Number(part['year'])
    const days = daysFromCivil(year, Number(part['month']), Number(part['day']))
    const seconds = Number(part['hour']) * 3600 + Number(part['minute']) * 60 + Number(part['second'])
    return days * day + seconds * 1000 - Math.floor(utc / 1000) * 1000
  }
}
