import type { Micros } from '../../src/event/index.ts'
import { day, hour, minute } from '../calendar.ts'
import type { EventName } from '../catalogue.ts'
import type { Story } from '../story.ts'
import { say } from '../words/index.ts'

const firstTouches = [
  ['Search Result Clicked', 44],
  ['Ad Clicked', 25],
  ['Comparison Site Visited', 22],
  ['Recommendation Followed', 9],
] as const satisfies readonly [readonly [EventName, number], ...(readonly [EventName, number])[]]

/** Looks for a bank and compares prices. The instant at which it decides to apply, or null: it went elsewhere. */
export function look(story: Story, from: Micros): Micros | null {
  const { random, who } = story
  const device = { device: who.device }
  let now = from
  const visits = random.weighted([
    [1, 50],
    [2, 32],
    [3, 18],
  ])
  for (let visit = 1; visit <= visits; visit++) {
    if (visit > 1) now = story.later(now, 2.5 * day)
    const touch = visit === 1 || random.chance(0.6) ? random.weighted(firstTouches) : 'Prices Compared'
    now = story.tell(touch, now, touch === 'Ad Clicked' ? { ...device, campaign: campaign(story) } : device)
    if (touch !== 'Prices Compared' && random.chance(0.55)) {
      now = story.tell('Prices Compared', now + random.logNormal(2 * minute, 0.6), { ...device, product: who.product })
    }
    if (random.chance(0.16)) now = story.tell('Guide Read', now + random.logNormal(3 * minute, 0.6), device)
  }
  if (random.chance(0.07)) now = chat(story, now)
  if (random.chance(0.31)) return null
  return story.later(now, 5 * hour, 1.4)
}

function campaign(story: Story): string {
  return story.random.pick(['Start your business', 'No fees for a year', 'Open from your phone'])
}

function chat(story: Story, from: Micros): Micros {
  const asked = story.tell(
    'Chat Asked',
    from + story.random.logNormal(2 * minute, 0.5),
    { topic: 'prices' },
    {
      text: say(story, 'asking'),
    },
  )
  return story.tell('Chat Answered', story.worked(asked, 4 * minute, 0.8))
}
