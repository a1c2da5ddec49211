import { type Filters, readFilters, type Search } from '../app/filters.ts'

/** What the address of this screen may hold beside its path. */
export type MapSearch = Filters

export function readMapSearch(search: Search): MapSearch {
  return readFilters(search)
}
