import { type Filters, readFilters, readText, type Search } from '../app/filters.ts'

/** What the address of Explore holds beside its path: the filters, the tab, and what the tab is asked, as one object of its own. */
export interface ExploreSearch extends Filters {
  tab?: string
  ask?: Search
}

export function readExploreSearch(search: Search): ExploreSearch {
  const read: ExploreSearch = readFilters(search)
  const tab = readText(search['tab'])
  const asked = search['ask']
  if (tab && /^[a-z-]+$/.test(tab)) read.tab = tab
  if (typeof asked === 'object' && asked !== null && !Array.isArray(asked)) read.ask = { ...asked }
  return read
}

/** A list of texts in an address. */
export function readList(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.flatMap((one: unknown) => readText(one) ?? []) : []
}
