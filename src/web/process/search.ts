import { type Filters, readFilters, readNumber, type Search } from '../app/filters.ts'

const measures = ['cases', 'median', 'p90'] as const
/** What the labels on the links say. */
export type Measure = (typeof measures)[number]

/** What the address of this screen holds beside its path: the filters, and how much of the process is shown, and how. */
export interface ProcessSearch extends Filters {
  /** how many steps at least */
  steps?: number
  /** 0..100 */
  links?: number
  measure?: Measure
  view?: 'table'
}

export function readProcessSearch(search: Search): ProcessSearch {
  const read: ProcessSearch = readFilters(search)
  const [steps, links] = [readNumber(search['steps']), readNumber(search['links'])]
  const measure = measures.find((one) => one === search['measure'])
  if (steps !== undefined && steps >= 1) read.steps = Math.round(steps)
  if (links !== undefined) read.links = Math.max(0, Math.min(100, Math.round(links)))
  if (measure && measure !== 'cases') read.measure = measure
  if (search['view'] === 'table') read.view = 'table'
  return read
}
