import type { Rule } from '../rule.ts'

export const noPersona: Rule = {
  name: 'no-persona',
  *check(map) {
    if ((map.personas ?? []).length > 0) return
    const says = 'the map does not say whose journey it is'
    yield { path: [], says, remedy: 'describe the people it is about under "personas"' }
  },
}
