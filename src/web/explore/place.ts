import { useNavigate, useSearch } from '@tanstack/react-router'
import type { FilterQuery } from '../../api/contract.ts'
import type { Dfg } from '../../insight/answers.ts'
import type { Search } from '../app/filters.ts'
import type { StepNames } from '../variants/names.ts'

/** What every tab of Explore is given: of which map it speaks, and which steps anybody came by under the filters. */
export interface ExplorePlace {
  readonly map: string | undefined
  readonly names: StepNames
  /** steps with visits, as the map draws them; without a map the most visited first */
  readonly steps: readonly string[]
  readonly dfg: Dfg
  /** filters and map, for the routes */
  readonly query: FilterQuery & { map?: string }
}

/** What the open tab is asked, kept in the address; a patch of undefined takes a word out. */
export function useAsked<Asked extends object>(read: (ask: Search) => Asked) {
  const { ask = {} } = useSearch({ from: '/explore/{-$map}' })
  const navigate = useNavigate({ from: '/explore/{-$map}' })
  const set = (patch: { [Key in keyof Asked]?: Asked[Key] | undefined }) => {
    const next = Object.fromEntries(Object.entries({ ...ask, ...patch }).filter(([, value]) => value !== undefined))
    void navigate({ search: (old) => ({ ...old, ask: next }), replace: true })
  }
  return { asked: read(ask), set }
}
