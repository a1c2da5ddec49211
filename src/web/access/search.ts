import { readText, type Search } from '../app/filters.ts'

export const accountTabs = { you: 'You', members: 'Members', audit: 'Changes' } as const
export type AccountTab = keyof typeof accountTabs

export interface AccountSearch {
  tab?: AccountTab
}

export function readAccountSearch(search: Search): AccountSearch {
  const tab = readText(search['tab'])
  return tab === 'members' || tab === 'audit' ? { tab } : {}
}
