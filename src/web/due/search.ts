import { type Filters, readFilters, readNumber, readText, type Search } from '../app/filters.ts'

/** What the address of this screen holds beside its path: the step whose promises are listed, and how many. */
export interface DueSearch extends Filters {
  step?: string
  shown?: number
}

export function readDueSearch(search: Search): DueSearch {
  const read: DueSearch = readFilters(search)
  const step = readText(search['step'])
  const shown = readNumber(search['shown'])
  if (step) read.step = step
  if (shown !== undefined && shown > 0) read.shown = Math.min(2000, Math.floor(shown))
  return read
}
