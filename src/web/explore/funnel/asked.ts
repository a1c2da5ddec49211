import type { Dfg } from '../../../insight/answers.ts'
import { readText, type Search } from '../../app/filters.ts'
import { readList } from '../search.ts'

export const orders = { ordered: 'In order', strict: 'Directly', any: 'Any order' } as const
export type Order = keyof typeof orders

export const orderSays = {
  ordered: 'Steps in this order; others may lie between.',
  strict: 'Each step directly follows the one before.',
  any: 'Steps in whatever order, all within the time of the first of them.',
} as const satisfies Record<Order, string>

/** What a funnel is asked: no steps means those that are proposed. */
export interface FunnelAsked {
  steps: readonly string[]
  order: Order
  /** as written, such as "7 days"; empty: no limit */
  within: string
  /** a property; empty: not split */
  by: string
}

export function readFunnel(ask: Search): FunnelAsked {
  const order = ask['order']
  return {
    steps: readList(ask['steps']),
    order: order === 'strict' || order === 'any' ? order : 'ordered',
    within: readText(ask['within']) ?? '',
    by: readText(ask['by']) ?? '',
  }
}

/** The way most go, as far as it leads to new steps: a funnel to begin with. */
export function proposedFunnel(dfg: Dfg, most = 5): readonly string[] {
  const way: string[] = []
  let next = dfg.starts[0]?.name
  while (next !== undefined && way.length < most) {
    way.push(next)
    const here = next
    next = dfg.edges
      .filter((edge) => edge.from === here && !way.includes(edge.to))
      .reduce<Dfg['edges'][number] | undefined>(
        (best, edge) => (best && best.cases >= edge.cases ? best : edge),
        undefined,
      )?.to
  }
  return way
}
