import type { Rule } from '../rule.ts'
import { stepsAt } from '../steps-at.ts'

export const emptyPromise: Rule = {
  name: 'empty-promise',
  *check(map) {
    for (const { step, path } of stepsAt(map)) {
      const { promise } = step
      if (promise === undefined || (promise.within ?? promise.score ?? promise.contacts) !== undefined) continue
      const says = `the promise of "${step.id}" can be neither kept nor broken`
      yield { path: [...path, 'promise'], says, remedy: 'add a time ("within"), a score or a number of contacts' }
    }
  },
}
