import type { Micros } from '../event/index.ts'

/**
 * A length of time as a document writes it. Business time keeps its kind, because how long it is depends on when it
 * begins (SPEC P10).
 */
export type Duration =
  | { readonly kind: 'clock'; readonly micros: Micros }
  | { readonly kind: 'business-days'; readonly days: number }
  | { readonly kind: 'business-hours'; readonly micros: Micros }

export type ParsedDuration =
  | { readonly ok: true; readonly duration: Duration }
  | { readonly ok: false; readonly says: string; readonly remedy: string }

const second = 1_000_000
const minute = 60 * second
const hour = 60 * minute
export const day = 24 * hour

const units: Readonly<Record<string, Micros>> = { second, minute, hour, day, week: 7 * day }
const isoUnits: readonly (readonly [letter: string, Micros])[] = [
  ['W', 7 * day],
  ['D', day],
  ['H', hour],
  ['M', minute],
  ['S', second],
]

/** A century, so that an instant and a duration always add up to a safe integer. */
const longest = 36_525 * day

const iso =
  /^P(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/
const words = /^\d+(?:\.\d+)? [a-z]+(?: \d+(?:\.\d+)? [a-z]+)*$/
const business = /^(\d+(?:\.\d+)?) business (day|hour)s?$/

const examples = 'write it as 90 minutes, 2 days, 3 business days, or in ISO 8601 as PT90M'

export function parseDuration(text: string): ParsedDuration {
  if (text.length > 100) return refuse('a duration of more than 100 characters cannot be read', examples)
  const trimmed = text.trim()
  const inBusiness = business.exec(trimmed)
  if (inBusiness !== null) return businessTime(text, Number(inBusiness[1]), inBusiness[2] === 'day')
  if (/^P/.test(trimmed)) return isoTime(text, trimmed)
  return words.test(trimmed) ? wordTime(text, trimmed) : refuse(`"${text}" is not a duration`, examples)
}

/** Of a text that has been checked before, as in a document that parsed; throws RangeError for any other. */
export function durationOf(text: string): Duration {
  const parsed = parseDuration(text)
  if (!parsed.ok) throw new RangeError(`${parsed.says}; ${parsed.remedy}`)
  return parsed.duration
}

/** In the largest unit that leaves no rest: `36 hours`, `2 days`. */
export function printDuration(duration: Duration): string {
  if (duration.kind === 'business-days') return count(duration.days, 'business day')
  if (duration.kind === 'business-hours') return count(duration.micros / hour, 'business hour')
  const { micros } = duration
  const unit = (['day', 'hour', 'minute'] as const).find((name) => micros % (units[name] ?? 1) === 0) ?? 'second'
  return count(micros / (units[unit] ?? 1), unit)
}

function count(n: number, unit: string): string {
  return `${n} ${unit}${n === 1 ? '' : 's'}`
}

function refuse(says: string, remedy: string): ParsedDuration {
  return { ok: false, says, remedy }
}

function clock(text: string, micros: number): ParsedDuration {
  const rounded = Math.round(micros)
  if (rounded <= 0) return refuse(`"${text}" is no time at all`, 'give a duration longer than nothing')
  if (rounded > longest) return refuse(`"${text}" is longer than a century`, 'give a duration of at most 36525 days')
  return { ok: true, duration: { kind: 'clock', micros: rounded } }
}

function businessTime(text: string, n: number, inDays: boolean): ParsedDuration {
  const measured = clock(text, n * (inDays ? day : hour))
  if (!measured.ok || measured.duration.kind !== 'clock') return measured
  if (!inDays) return { ok: true, duration: { kind: 'business-hours', micros: measured.duration.micros } }
  if (!Number.isInteger(n))
    return refuse(`"${text}" is not a whole number of business days`, 'use business hours for parts of a day')
  return { ok: true, duration: { kind: 'business-days', days: n } }
}

function isoTime(text: string, trimmed: string): ParsedDuration {
  if (/^P[^T]*\d[YM]/.test(trimmed))
    return refuse(`"${text}" counts in months or years, which have no fixed length`, 'write days, as in P30D')
  const parts = iso.exec(trimmed)
  if (parts === null || /[PT]$/.test(trimmed)) return refuse(`"${text}" is not an ISO 8601 duration`, examples)
  return clock(
    text,
    isoUnits.reduce((sum, [, micros], i) => sum + Number(parts[i + 1] ?? 0) * micros, 0),
  )
}

function wordTime(text: string, trimmed: string): ParsedDuration {
  let micros = 0
  for (const [, n, unit = ''] of trimmed.matchAll(/(\d+(?:\.\d+)?) ([a-z]+)/g)) {
    const name = unit.replace(/s$/, '')
    const size = Object.hasOwn(units, name) ? units[name] : undefined
    if (size === undefined) return refuseUnit(text, unit)
    micros += Number(n) * size
  }
  return clock(text, micros)
}

function refuseUnit(text: string, unit: string): ParsedDuration {
  if (/^(month|year)s?$/.test(unit))
    return refuse(`"${text}" counts in ${unit}, which have no fixed length`, 'write days, as in 30 days')
  return refuse(
    `"${text}" counts in "${unit}"`,
    'count in seconds, minutes, hours, days, weeks, business hours or business days',
  )
}
