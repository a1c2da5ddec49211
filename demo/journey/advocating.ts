import type { Micros } from '../../src/event/index.ts'
import { day } from '../calendar.ts'
import type { Story } from '../story.ts'
import { reasons, say } from '../words/index.ts'

/** After a while: writes a review, tells a friend, or closes the account. */
export function advocate(story: Story, opened: Micros): void {
  const { random } = story
  const settled = opened + 35 * day
  const isHappy = story.mood >= 1
  if (random.chance(isHappy ? 0.16 : 0.1)) {
    const stars = Math.max(1, Math.min(5, Math.round(4 + story.mood * 0.6 + random.normal() * 0.7)))
    const text = say(story, stars >= 4 ? 'praising' : 'warning')
    story.tell('Review Written', story.later(settled, 18 * day, 0.7), { stars }, { text })
  }
  if (random.chance(isHappy ? 0.24 : 0.03)) {
    story.tell('Friend Recommended', story.later(settled, 20 * day, 0.7), {
      how: random.pick(['link', 'in person', 'message']),
    })
  }
  if (random.chance(story.mood <= -2 ? 0.22 : 0.04)) {
    const closes = story.later(opened + 50 * day, 35 * day, 0.6)
    story.leave(story.tell('Account Closed', closes, { reason: reasons[story.cause] }, { text: say(story, 'leaving') }))
  }
}
