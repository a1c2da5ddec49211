import { isEnd, stepsOf } from '../../drawn.ts'
import type { Rule } from '../rule.ts'
import { stepsAt } from '../steps-at.ts'

/** Judged only where the map names outcomes: without any, no-outcome says so. */
export const deadEnd: Rule = {
  name: 'dead-end',
  *check(map) {
    const named = new Set([...(map.outcome?.good ?? []), ...(map.outcome?.bad ?? [])])
    if (named.size === 0) return
    const ends = new Set(
      stepsOf(map)
        .filter((placed) => isEnd(map, placed))
        .map(({ step }) => step.id),
    )
    for (const { step, path } of stepsAt(map)) {
      if (!ends.has(step.id) || named.has(step.id)) continue
      const says = `the way ends at "${step.id}", which is neither a good nor a bad outcome`
      yield { path, says, remedy: 'lead on with "next", or name the step under outcome.good or outcome.bad' }
    }
  },
}
