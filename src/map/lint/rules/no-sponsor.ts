import type { Rule } from '../rule.ts'

export const noSponsor: Rule = {
  name: 'no-sponsor',
  *check(map) {
    if ((map.programme?.sponsor ?? '').trim() !== '') return
    const says = 'no executive answers for this journey'
    yield { path: ['programme'], says, remedy: 'name one under programme.sponsor' }
  },
}
