import { sayPeriod as sayBetween, sayDate } from '../../figure/date.ts'

/** Periods as a person names them. They count back from the latest event, so that a log of 2012 has a "last 90 days" too. */
export const presets = [7, 30, 90, 365] as const

export interface Range {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

const day = 86_400_000

/** Whole days in UTC; the last day is the one the latest event is in. */
export function lastDays(days: number, latest: string): Range {
  const end = Math.floor(Date.parse(latest) / day) * day
  return { from: dayOf(end - (days - 1) * day) }
}

/** The preset a range is, if it is one. */
export function presetOf(range: Range, latest: string | null): number | null {
  if (latest === null || range.to !== undefined || range.from === undefined) return null
  const from = Date.parse(range.from)
  return presets.find((days) => Date.parse(lastDays(days, latest).from ?? '') === from) ?? null
}

/** `to` is exclusive in a question, and inclusive where a person picks a day. */
export function rangeOfDays(first: string, last: string): Range {
  return {
    ...(first !== '' && { from: first }),
    ...(last !== '' && { to: dayOf(Date.parse(last) + day) }),
  }
}

export function daysOfRange(range: Range): { readonly first: string; readonly last: string } {
  return {
    first: range.from === undefined ? '' : range.from.slice(0, 10),
    last: range.to === undefined ? '' : dayOf(Date.parse(range.to) - 1),
  }
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

export function sayPeriod(range: Range, latest: string | null): string {
  const preset = presetOf(range, latest)
  if (preset !== null) return preset === 365 ? 'last 12 months' : `last ${preset} days`
  const { first, last } = daysOfRange(range)
  if (first === '' && last === '') return 'all time'
  if (first === '') return `until ${sayDate(last)}`
  return last === '' ? `since ${sayDate(first)}` : sayBetween(first, last)
}
