import { type Filters, readFilters, type Search } from '../app/filters.ts'

/** The address of the report holds the filters and nothing else: what it ranks is all there is. */
export function readReportSearch(search: Search): Filters {
  return readFilters(search)
}
