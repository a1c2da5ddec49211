import { readText, type Search } from '../app/filters.ts'

export interface CaseSearch {
  /** the map that says which events are steps; absent: each event name is one */
  map?: string
}

export function readCaseSearch(search: Search): CaseSearch {
  const map = readText(search['map'])
  return map ? { map } : {}
}
