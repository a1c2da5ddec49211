import type { Rule } from '../rule.ts'
import { stepsAt } from '../steps-at.ts'

export const noPromise: Rule = {
  name: 'no-promise',
  *check(map) {
    if (stepsAt(map).some(({ step }) => step.promise !== undefined)) return
    const says = 'no step promises anything, so nothing can be held against what customers expect'
    yield {
      path: ['phases'],
      says,
      remedy:
        'promise the next step within a time where customers wait, as in promise: { next: decision, within: 2 days }',
    }
  },
}
