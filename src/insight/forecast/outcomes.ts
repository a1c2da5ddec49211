import { type OutcomeRule, unknown } from './labels.ts'
import type { ModelTask } from './work.ts'

export function outcomeRule(outcome: ModelTask['outcome'], steps: readonly string[]): OutcomeRule {
  return outcome === null ? lastStepOutcomes(steps) : drawnOutcomes(outcome.good, outcome.bad)
}

/** The drawn outcomes of a map by the codes of their steps: the first of them that a case comes to, or neither. */
function drawnOutcomes(good: readonly number[], bad: readonly number[]): OutcomeRule {
  const classOf = new Map<number, number>([
    ...bad.map((code): [number, number] => [code, 1]),
    ...good.map((code): [number, number] => [code, 0]),
  ])
  const names = bad.length === 0 ? ['good', 'not good'] : ['good', 'bad', 'neither']
  return {
    names,
    of: () => names.length - 1,
    settled: (passages, start, i) => {
      for (let k = start; k <= i; k++) {
        const found = classOf.get(passages.steps[k] ?? 0)
        if (found !== undefined) return found
      }
      return unknown
    },
  }
}

/** Where nothing is drawn, the outcome of a case is the step it ends at. */
function lastStepOutcomes(steps: readonly string[]): OutcomeRule {
  return {
    names: steps,
    of: (passages, _p, end) => (passages.steps[end - 1] ?? 1) - 1,
    settled: () => unknown,
  }
}
