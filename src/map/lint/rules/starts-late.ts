import type { Rule } from '../rule.ts'

export const startsLate: Rule = {
  name: 'starts-late',
  *check(map) {
    const stages = map.phases.flatMap((phase) => phase.stage ?? [])
    // without any stage there is nothing to judge: no-stage says so
    if (stages.length === 0 || stages.includes('need')) return
    const says = `the map starts in the stage "${stages[0]}", after the need arose`
    yield {
      path: ['phases', 0],
      says,
      remedy: 'draw how the need arises and how customers find you, in a phase of stage need',
    }
  },
}
