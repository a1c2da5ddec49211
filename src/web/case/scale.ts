import { sayDay } from '../figure/date.ts'

/** What part of time the width shows: milliseconds since 1970. */
export interface Span {
  from: number
  to: number
}

export interface Scale {
  x(at: number): number
  width: number
  span: Span
}

/** Time to length. A span of no length is drawn in the middle: there is no scale to hold it to. */
export function scaleOf(span: Span, width: number, margin: number): Scale {
  const length = span.to - span.from
  const room = Math.max(1, width - 2 * margin)
  const x = (at: number) => (length <= 0 ? width / 2 : margin + ((at - span.from) / length) * room)
  return { x, width, span }
}

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const steps = [
  ...[1, 5, 15, 30].map((n) => n * second),
  ...[1, 5, 15, 30].map((n) => n * minute),
  ...[1, 3, 6, 12].map((n) => n * hour),
  ...[1, 2, 7, 14].map((n) => n * day),
]

export interface Tick {
  at: number
  says: string
}

/** Round instants along the span, as many as fit at `least` pixels apart. */
export function ticksOf({ from, to }: Span, width: number, least = 84): Tick[] {
  const most = Math.max(2, Math.floor(width / least))
  const step = steps.find((one) => (to - from) / one <= most)
  const ats = step ? everyStep(from, to, step) : everyMonths(from, to, most)
  const years = new Date(from).getUTCFullYear() !== new Date(to).getUTCFullYear()
  return ats.map((at, i) => ({ at, says: sayTick(at, step ?? 30 * day, i === 0 || years) }))
}

function everyStep(from: number, to: number, step: number): number[] {
  // weeks begin on Monday; 1970-01-05 was one
  const base = step % (7 * day) === 0 ? 4 * day : 0
  const found: number[] = []
  for (let at = base + Math.ceil((from - base) / step) * step; at <= to; at += step) found.push(at)
  return found
}

function everyMonths(from: number, to: number, most: number): number[] {
  const months = (to - from) / (30 * day)
  const each = [1, 2, 3, 6, 12, 24, 60, 120].find((n) => months / n <= most) ?? 240
  const start = new Date(from)
  const found: number[] = []
  for (let month = Math.ceil(start.getUTCMonth() / each) * each; ; month += each) {
    const at = Date.UTC(start.getUTCFullYear(), month)
    if (at > to) return found
    if (at >= from) found.push(at)
  }
}

const clock = (at: number, end: number) => new Date(at).toISOString().slice(11, end)

function sayTick(at: number, step: number, withYear: boolean): string {
  const date = withYear ? sayDay(at, 0).replace(/ (\d\d)(\d\d)$/, ' $1$2') : sayDay(at)
  if (step >= day) return date
  if (at % day === 0) return date
  return step < minute ? clock(at, 19) : clock(at, 16)
}
