import { type Filters, readFilters, readText, type Search } from '../app/filters.ts'
import { type Lens, lenses } from './lens.ts'
import { type OverlayId, overlayIds, usualOverlay } from './overlays/ids.ts'

/** What the address of the map holds beside its path: the filters, the lens (measure where absent), the overlay, the step that is open. */
export interface MapSearch extends Filters {
  lens?: Lens
  /** the overlay on the steps of the Measure lens; promises where absent */
  show?: OverlayId
  step?: string
  /** smaller journeys behind steps stand in their place where cases are held against the map */
  opened?: true
}

export function readMapSearch(search: Search): MapSearch {
  const read: MapSearch = readFilters(search)
  const lens = lenses.find((one) => one === search['lens'])
  const step = readText(search['step'])
  if (lens && lens !== 'measure') read.lens = lens
  const show = overlayIds.find((one) => one === search['show'])
  if (show && show !== usualOverlay) read.show = show
  if (step) read.step = step
  if (show === 'conformance' && search['opened'] === true) read.opened = true
  return read
}
