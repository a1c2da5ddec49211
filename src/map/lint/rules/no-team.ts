import type { Rule } from '../rule.ts'
import { stepsAt } from '../steps-at.ts'

const shown = 5

/** One finding for the map: forty of the same would hide the others. */
export const noTeam: Rule = {
  name: 'no-team',
  *check(map) {
    const steps = stepsAt(map)
    const orphans = steps.filter(
      ({ step }) => step.team === undefined && step.journey === undefined && step.partners === undefined,
    )
    const [first] = orphans
    if (first === undefined) return
    const names = orphans.slice(0, shown).map(({ step }) => step.id)
    const more = orphans.length > shown ? ` and ${orphans.length - shown} more` : ''
    const says = `${orphans.length} of ${steps.length} steps are delivered by nobody: ${names.join(', ')}${more}`
    yield { path: first.path, says, remedy: 'say with "team" or "partners" who delivers each' }
  },
}
