import { type Filters, readFilters, type Search } from '../app/filters.ts'

/** What the address of this screen may hold beside its path. */
export type ProcessSearch = Filters

export function readProcessSearch(search: Search): ProcessSearch {
  return readFilters(search)
}
