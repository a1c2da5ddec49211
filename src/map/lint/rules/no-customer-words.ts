import type { Rule } from '../rule.ts'
import { stepsAt } from '../steps-at.ts'

export const noCustomerWords: Rule = {
  name: 'no-customer-words',
  *check(map) {
    const isSaid = stepsAt(map).some(({ step }) => step.evidence?.some((each) => (each.says ?? '').trim() !== ''))
    if (isSaid) return
    const says = 'no step carries a word that a customer said'
    yield {
      path: ['phases'],
      says,
      remedy: 'add what interviews, surveys or support heard, as in evidence: [{ kind: interview, says: … }]',
    }
  },
}
