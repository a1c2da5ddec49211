import { type Filters, readFilters, readText, type Search } from '../app/filters.ts'
import { type Lens, lenses } from './lens.ts'

/** What the address of the map holds beside its path: the filters, the lens (measure where absent), the step that is open. */
export interface MapSearch extends Filters {
  lens?: Lens
  step?: string
}

export function readMapSearch(search: Search): MapSearch {
  const read: MapSearch = readFilters(search)
  const lens = lenses.find((one) => one === search['lens'])
  const step = readText(search['step'])
  if (lens && lens !== 'measure') read.lens = lens
  if (step) read.step = step
  return read
}
