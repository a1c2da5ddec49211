import { type Filters, readFilters, readText, type Search } from '../app/filters.ts'

/** What the address of this screen holds beside its path: the filters, and the two variants that are compared. */
export interface VariantsSearch extends Filters {
  compare?: string[]
}

export function readVariantsSearch(search: Search): VariantsSearch {
  const read: VariantsSearch = readFilters(search)
  const compare = search['compare']
  const ids = Array.isArray(compare) ? compare.map(readText).filter((id) => id !== undefined) : []
  if (ids.length > 0) read.compare = ids.slice(0, 2)
  return read
}
