import { type Filters, readFilters, readText, type Search } from '../app/filters.ts'

/** What the factors can be narrowed to. */
const groups = ['step', 'transition', 'wait', 'friction', 'channel', 'team', 'property', 'time'] as const
export type Group = (typeof groups)[number]

/** Parts of the list that are folded at first. */
const folds = ['unclear', 'decides', 'few', 'left'] as const
export type Fold = (typeof folds)[number]

/** What the address of this screen holds beside its path: the target, a kind of factor, the factor opened, the parts unfolded. */
export interface DriversSearch extends Filters {
  of?: string
  group?: Group
  factor?: string
  unfolded?: Fold[]
}

export function readDriversSearch(search: Search): DriversSearch {
  const read: DriversSearch = readFilters(search)
  const of = readText(search['of'])
  const factor = readText(search['factor'])
  const group = groups.find((one) => one === search['group'])
  const given = search['unfolded']
  const unfolded = Array.isArray(given) ? folds.filter((one) => given.includes(one)) : []
  if (of) read.of = of
  if (group) read.group = group
  if (factor) read.factor = factor
  if (unfolded.length > 0) read.unfolded = unfolded
  return read
}
