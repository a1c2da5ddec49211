import type { Evidence } from '../../document.ts'
import type { Rule } from '../rule.ts'
import { stepsAt } from '../steps-at.ts'

export const allAssumed: Rule = {
  name: 'all-assumed',
  *check(map) {
    if (stepsAt(map).some(({ step }) => step.evidence?.some((each) => gradeOf(each) !== 'assumed'))) return
    const says = 'everything on the map is assumed: nothing was heard from customers or measured'
    yield {
      path: ['phases'],
      says,
      remedy: 'add evidence to the steps that matter most, or discover a draft from events and compare',
    }
  },
}

/** Where no grade is given, somebody's words were heard and all else is assumed. */
function gradeOf(evidence: Evidence): NonNullable<Evidence['grade']> {
  return evidence.grade ?? (evidence.says === undefined ? 'assumed' : 'heard')
}
