import { useNavigate, useSearch } from '@tanstack/react-router'
import type { FilterQuery } from '../../api/contract.ts'
import type { Predicate } from '../../match/index.ts'

/** Which cases every screen speaks of. They live in the URL, so that a view can be sent to a colleague. */
export interface Filters {
  /** cases that begin at or after this date, and before that one: ISO 8601 dates or instants, UTC */
  from?: string
  to?: string
  segment?: Predicate
  /** a variant's id; belongs to one map */
  variant?: string
  /** only cases with events of this import: its file's name */
  source?: string
}
export type Search = Readonly<Record<string, unknown>>

/** Takes the filters out of a URL's search; what is not one is left out rather than sent to the server. */
export function readFilters(search: Search): Filters {
  const filters: Filters = {}
  const from = readDate(search['from'])
  const to = readDate(search['to'])
  const variant = readText(search['variant'])
  const source = readText(search['source'])
  if (from) filters.from = from
  if (to) filters.to = to
  if (isPredicate(search['segment'])) filters.segment = search['segment']
  if (variant) filters.variant = variant
  if (source) filters.source = source
  return filters
}

/** The filters as the API's query has them. */
export function filterQuery(filters: Filters): FilterQuery {
  const { segment, ...rest } = filters
  return segment ? { ...rest, segment: JSON.stringify(segment) } : rest
}

/** A text in the URL; the router reads a bare number as one, and an id may be all digits. */
export function readText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function readNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

function readDate(value: unknown): string | undefined {
  const text = readText(value)
  return text && /^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined
}

/** Only the shape; the server holds the whole schema and says what is wrong with it. */
function isPredicate(value: unknown): value is Predicate {
  if (!isRecord(value)) return false
  if ('all' in value) return isList(value['all'])
  if ('any' in value) return isList(value['any'])
  if ('not' in value) return isPredicate(value['not'])
  return ['event', 'where', 'trait', 'tag', 'step'].some((name) => name in value)
}
const isList = (value: unknown) => Array.isArray(value) && value.every(isPredicate)
const isRecord = (value: unknown): value is Search =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export interface FilterHandle {
  filters: Filters
  /** for `ask` and `useAsk` */
  query: FilterQuery
  /** how many of period, segment, variant and source are set */
  count: number
  /** undefined takes a filter away */
  set(patch: Patch): void
  clear(): void
}

type Patch = { [K in keyof Filters]?: Filters[K] | undefined }

/** What else the search holds stays; a filter set to undefined leaves the URL. */
export function patched(old: Search, patch: Patch): Filters {
  return Object.fromEntries(Object.entries({ ...old, ...patch }).filter(([, value]) => value !== undefined))
}

/** The filters of the screen that is open, and the way to change them. */
export function useFilters(): FilterHandle {
  const filters = readFilters(useSearch({ strict: false }))
  const navigate = useNavigate()
  const set: FilterHandle['set'] = (patch) => {
    void navigate({ to: '.', search: (old) => patched(old, patch) })
  }
  return {
    filters,
    query: filterQuery(filters),
    count: [filters.from ?? filters.to, filters.segment, filters.variant, filters.source].filter(Boolean).length,
    set,
    clear: () => set({ from: undefined, to: undefined, segment: undefined, variant: undefined, source: undefined }),
  }
}
