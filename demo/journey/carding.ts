import type { Micros } from '../../src/event/index.ts'
import { day, deskDay, hour } from '../calendar.ts'
import { limits, rates } from '../plan.ts'
import type { Story } from '../story.ts'
import { getHelp } from './helping.ts'

/** The card: ordered, made, delivered; the instant at which it is switched on, or null. Dropped ball: an order that never reaches the card maker. */
export function card(story: Story, opened: Micros): Micros | null {
  const { random } = story
  const ordered = story.tell('Card Ordered', story.worked(opened, 2 * hour, 0.7), { order: 1 })
  const isDropped = random.chance(rates['dropped-ball'])
  story.mark('dropped-ball', isDropped, ordered + limits.card)
  if (!isDropped) return make(story, ordered, 1)
  story.feel(-2.5, 'card')
  if (!random.chance(0.68)) return null
  const asked = story.later(ordered + 10 * day, 3 * day, 0.4)
  const closed = getHelp(story, asked, 'missing-card')
  const again = story.tell('Card Ordered', story.worked(Math.max(closed, ordered + limits.card), 3 * hour), {
    order: 2,
  })
  return make(story, again, 2)
}

function make(story: Story, ordered: Micros, order: number): Micros | null {
  const made = story.tell('Card Made', story.worked(ordered, 1.6 * deskDay, 0.35, 5 * deskDay), { order })
  const delivered = story.tell('Card Delivered', story.worked(made + day, 1.2 * deskDay, 0.4, 5 * deskDay), { order })
  return story.random.chance(0.9)
    ? story.tell('Card Activated', story.later(delivered, 20 * hour, 1.2), { order })
    : null
}
