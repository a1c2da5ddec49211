import type { Rule } from '../rule.ts'
import { stepsAt } from '../steps-at.ts'

/** Of as-is maps only: the events of a to-be map may not exist yet. */
export const unmatchedStep: Rule = {
  name: 'unmatched-step',
  *check(map) {
    if (map.state === 'to-be') return
    for (const { step, path } of stepsAt(map)) {
      if (step.match !== undefined || step.journey !== undefined) continue
      const says = `no event shows that customers reach "${step.id}", so it cannot be measured`
      yield {
        path,
        says,
        remedy: 'say which events it is, as in match: { event: Application Submitted }, or name its journey',
      }
    }
  },
}
