import { type Filters, readFilters, type Search } from '../app/filters.ts'

/** What the address of this screen may hold beside its path. */
export type VariantsSearch = Filters

export function readVariantsSearch(search: Search): VariantsSearch {
  return readFilters(search)
}
