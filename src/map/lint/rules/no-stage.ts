import type { Rule } from '../rule.ts'

export const noStage: Rule = {
  name: 'no-stage',
  *check(map) {
    for (const [p, phase] of map.phases.entries()) {
      if (phase.stage !== undefined) continue
      const says = `the phase "${phase.title}" stands nowhere in the customer's life`
      yield { path: ['phases', p], says, remedy: 'give it a stage: need, buy, own or advocate' }
    }
  },
}
