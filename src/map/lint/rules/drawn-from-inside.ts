import type { Rule } from '../rule.ts'
import { stepsAt } from '../steps-at.ts'

export const drawnFromInside: Rule = {
  name: 'drawn-from-inside',
  *check(map) {
    if (stepsAt(map).some(({ step }) => step.initiator === 'customer')) return
    const says = 'at no step is it the customer who begins: the map shows what the company does'
    yield { path: ['phases'], says, remedy: 'draw what customers do, with initiator: customer' }
  },
}
