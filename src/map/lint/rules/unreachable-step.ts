import { stepsOf, waysOf } from '../../ways.ts'
import { reached } from '../reached.ts'
import type { Rule } from '../rule.ts'
import { stepsAt } from '../steps-at.ts'

export const unreachableStep: Rule = {
  name: 'unreachable-step',
  *check(map) {
    const first = stepsOf(map)[0]
    if (first === undefined) return
    const found = reached([first.step.id], waysOf(map))
    for (const { step, path } of stepsAt(map)) {
      if (found.has(step.id)) continue
      const says = `no way leads from the first step to "${step.id}"`
      yield { path, says, remedy: `name it in the "next" of the step before it` }
    }
  },
}
