import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Change } from '../../insight/whatif/answers.ts'
import { mostScenarios } from './search.ts'

export interface Scenarios {
  readonly all: readonly (readonly Change[])[]
  /** place of the one that is open */
  readonly open: number
  readonly leaving: boolean
  add(change: Change): void
  remove(place: number): void
  choose(open: number): void
  /** another one beside, beginning with what the open one has; null where there are three */
  readonly copy: (() => void) | null
  /** takes the open one away; null where it is the only one */
  readonly drop: (() => void) | null
  setLeaving(is: boolean): void
}

/** The scenarios of the address, and the ways to change them. */
export function useScenarios(): Scenarios {
  const { scenarios, at, leaving } = useSearch({ from: '/what-if/{-$map}' })
  const navigate = useNavigate({ from: '/what-if/{-$map}' })
  const all = scenarios ?? [[]]
  const open = Math.min(at ?? 1, all.length) - 1
  const keep = (next: readonly (readonly Change[])[], place: number) =>
    void navigate({
      search: ({ scenarios: _, at: _at, ...rest }) => ({
        ...rest,
        ...(next.length === 1 && next[0]?.length === 0 ? {} : { scenarios: next.map((changes) => [...changes]) }),
        ...(place > 0 ? { at: place + 1 } : {}),
      }),
    })
  const withOpen = (changes: readonly Change[]) =>
    keep(
      all.map((one, i) => (i === open ? changes : one)),
      open,
    )
  const mine = all[open] ?? []
  return {
    all,
    open,
    leaving: leaving === true,
    add: (change) => withOpen([...mine, change]),
    remove: (place) => withOpen(mine.filter((_, i) => i !== place)),
    choose: (place) => keep(all, place),
    copy: all.length < mostScenarios ? () => keep([...all, mine], all.length) : null,
    drop:
      all.length > 1
        ? () =>
            keep(
              all.filter((_, i) => i !== open),
              0,
            )
        : null,
    setLeaving: (is) =>
      void navigate({ search: ({ leaving: _, ...rest }) => ({ ...rest, ...(is ? { leaving: true as const } : {}) }) }),
  }
}
