import type { Rule } from '../rule.ts'

export const noSegment: Rule = {
  name: 'no-segment',
  *check(map) {
    if (map.segment !== undefined) return
    const says = 'every customer is measured as if all were alike'
    yield {
      path: [],
      says,
      remedy: 'say which customers the map is about, as in segment: { trait: product, is: mortgage }',
    }
  },
}
