import type { CaseFilter } from '../../insight/answers.ts'
import type { Filters } from '../app/filters.ts'
import { sayPredicate } from '../app/predicate-words.ts'
import { sayDate, sayPeriod } from '../figure/date.ts'

/** The filters of both sides as the lists of cases take them. */
export interface BothSides {
  readonly a: Filters
  readonly b: Filters
}

/** A side in words: "channel is web, 1 Jan – 31 Jan 2026"; all where it names nothing. */
export function saySide(side: CaseFilter | undefined): string {
  if (side === undefined) return 'everybody else'
  const parts = [
    ...(side.segment ? [sayPredicate(side.segment)] : []),
    ...(side.from || side.to ? [sayBounds(side.from, side.to)] : []),
    ...(side.variant ? [`path ${side.variant.slice(0, 6)}`] : []),
    ...(side.source ? [side.source] : []),
  ]
  return parts.length === 0 ? 'all cases' : parts.join(', ')
}

/** `to` is the day after the last. */
function sayBounds(from: string | undefined, to: string | undefined): string {
  const last = to ? new Date(Date.parse(to) - 1).toISOString() : undefined
  if (!last) return `since ${sayDate(from ?? '')}`
  return from ? sayPeriod(from, last) : `until ${sayDate(last)}`
}

/** What is asked of both together with one side's own, as the lists of cases take it: the same cases as the server counts. */
export function together(common: Filters, side: Filters): Filters {
  const { segment: first, ...rest } = common
  const { segment: second, ...own } = side
  const segment = first && second ? { all: [first, second] } : (first ?? second)
  const both: Filters = { ...rest, ...own, ...(segment ? { segment } : {}) }
  const from = later(common.from, side.from)
  const to = earlier(common.to, side.to)
  if (from) both.from = from
  if (to) both.to = to
  return both
}

const later = (a: string | undefined, b: string | undefined) =>
  a && b ? (Date.parse(a) >= Date.parse(b) ? a : b) : (a ?? b)
const earlier = (a: string | undefined, b: string | undefined) =>
  a && b ? (Date.parse(a) <= Date.parse(b) ? a : b) : (a ?? b)

/** Without b: everybody outside a's segment, as the server takes it. */
export function otherSide({ segment, ...rest }: Filters): Filters | null {
  return segment ? { ...rest, segment: { not: segment } } : null
}
