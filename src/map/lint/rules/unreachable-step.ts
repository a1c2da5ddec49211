import { mayStart, stepsOf, transitionsOf } from '../../drawn.ts'
import { reached } from '../reached.ts'
import type { Rule } from '../rule.ts'
import { stepsAt } from '../steps-at.ts'

export const unreachableStep: Rule = {
  name: 'unreachable-step',
  *check(map) {
    const starts = stepsOf(map).filter(mayStart)
    const found = reached(
      starts.map(({ step }) => step.id),
      transitionsOf(map),
    )
    for (const { step, path } of stepsAt(map)) {
      if (found.has(step.id)) continue
      const says = `no way leads from where the journey begins to "${step.id}"`
      yield { path, says, remedy: `name it in the "next" of the step before it` }
    }
  },
}
