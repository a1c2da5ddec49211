import { type Filters, readFilters, readText, type Search } from '../app/filters.ts'

/** Beside the filters, which are asked of both sides: the two sides, and a to-be map. `b` absent: everybody outside a's segment. */
export interface CompareSearch extends Filters {
  a?: Filters
  b?: Filters
  toBe?: string
}

export function readCompareSearch(search: Search): CompareSearch {
  const read: CompareSearch = readFilters(search)
  const [a, b] = [readSide(search['a']), readSide(search['b'])]
  const toBe = readText(search['toBe'])
  if (a) read.a = a
  if (b) read.b = b
  if (toBe) read.toBe = toBe
  return read
}

function readSide(value: unknown): Filters | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return readFilters(Object.fromEntries(Object.entries(value)))
}
