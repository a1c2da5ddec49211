import type { Rule } from '../rule.ts'

/** Whether a review is long ago depends on today, which a document does not know; that there was one does not. */
export const notReviewed: Rule = {
  name: 'not-reviewed',
  *check(map) {
    if (map.programme?.reviewed !== undefined) return
    const says = 'nobody has reviewed the map'
    yield {
      path: ['programme'],
      says,
      remedy: 'go through it with its participants and set programme.reviewed to that day',
    }
  },
}
