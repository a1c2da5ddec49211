import { readText, type Search } from '../app/filters.ts'

/** How the index is laid out: by stage of the customer's life, or the worst kept promise first. */
export interface JourneysSearch {
  order?: 'health'
  sponsor?: string
}

export function readJourneysSearch(search: Search): JourneysSearch {
  const read: JourneysSearch = {}
  const sponsor = readText(search['sponsor'])
  if (search['order'] === 'health') read.order = 'health'
  if (sponsor) read.sponsor = sponsor
  return read
}
