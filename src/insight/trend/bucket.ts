import { weekSql } from '../week.ts'

/** Days and weeks (from Monday), UTC, counted from 1970-01-01 and from the week of 1969-12-29. */
export type Bucket = 'day' | 'week'

export const day = 86_400_000_000
const shift = 100_000

export function bucketSql(micros: string, bucket: Bucket): string {
  return bucket === 'week' ? weekSql(micros) : `intDiv(${micros} + ${shift * day}, ${day}) - ${shift}`
}

/** Its first instant, in microseconds. */
export function beginOf(at: number, bucket: Bucket): number {
  return bucket === 'week' ? (at * 7 - 3) * day : at * day
}

/** A day as 2026-01-05. */
export function dayText(micros: number): string {
  return new Date(micros / 1000).toISOString().slice(0, 10)
}

/** Below this a week is too coarse to see a shift by; below that a day is as well. */
const weeksFrom = 20 * 7 * day
const daysFrom = 14 * day

export function bucketFor(span: number): Bucket | null {
  return span >= weeksFrom ? 'week' : span >= daysFrom ? 'day' : null
}
