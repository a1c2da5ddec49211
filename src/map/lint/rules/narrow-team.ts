import type { Rule } from '../rule.ts'

const enough = 3

export const narrowTeam: Rule = {
  name: 'narrow-team',
  *check(map) {
    const participants = map.programme?.participants
    const drawnBy = new Set(participants ?? (map.teams ?? []).map((team) => team.id))
    if (drawnBy.size >= enough) return
    const says = `the map was drawn by ${drawnBy.size} of the at least ${enough} teams that see a whole journey`
    const path = participants === undefined ? ['programme'] : ['programme', 'participants']
    yield {
      path,
      says,
      remedy: 'bring in the teams and partners who serve the other steps, and list them under programme.participants',
    }
  },
}
