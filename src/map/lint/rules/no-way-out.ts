import { mayEnd, stepsOf, transitionsOf } from '../../drawn.ts'
import { reached } from '../reached.ts'
import type { Rule } from '../rule.ts'
import { stepsAt } from '../steps-at.ts'

export const noWayOut: Rule = {
  name: 'no-way-out',
  *check(map) {
    const ends = stepsOf(map)
      .filter((placed) => mayEnd(map, placed))
      .map(({ step }) => step.id)
    const backwards = transitionsOf(map).map(({ from, to }) => ({ from: to, to: from }))
    const leads = reached(ends, backwards)
    for (const { step, path } of stepsAt(map)) {
      if (leads.has(step.id)) continue
      const says = `from "${step.id}" the ways lead round and never to an end`
      yield {
        path,
        says,
        remedy:
          'add the step where the way ends to a "next" on the round, end one with next: [], or say ends: true where it may end',
      }
    }
  },
}
