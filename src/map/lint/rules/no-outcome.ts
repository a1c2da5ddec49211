import type { Rule } from '../rule.ts'

export const noOutcome: Rule = {
  name: 'no-outcome',
  *check(map) {
    if ((map.outcome?.good ?? []).length > 0) return
    const says = 'the map does not say what a good end is, so no share of customers can be said to reach it'
    yield { path: ['outcome'], says, remedy: 'name the steps under outcome.good, and those to avoid under outcome.bad' }
  },
}
