import type { Rule } from '../rule.ts'

export const endsAtPurchase: Rule = {
  name: 'ends-at-purchase',
  *check(map) {
    const stages = map.phases.flatMap((phase) => phase.stage ?? [])
    // without any stage there is nothing to judge: no-stage says so
    if (stages.length === 0 || stages.includes('own') || stages.includes('advocate')) return
    const says = 'no phase comes after the purchase'
    yield {
      path: ['phases', map.phases.length - 1],
      says,
      remedy: 'draw how customers use what they bought, in phases of stage own and advocate',
    }
  },
}
