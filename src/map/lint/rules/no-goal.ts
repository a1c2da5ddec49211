import type { Rule } from '../rule.ts'

export const noGoal: Rule = {
  name: 'no-goal',
  *check(map) {
    if ((map.programme?.goal ?? '').trim() !== '') return
    const says = 'the map serves no stated goal, and so hangs on the wall as a poster'
    yield { path: ['programme'], says, remedy: 'say under programme.goal what is to change, and by how much' }
  },
}
