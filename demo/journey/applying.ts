import type { Micros } from '../../src/event/index.ts'
import { day, hour, minute } from '../calendar.ts'
import { rates } from '../plan.ts'
import type { Story } from '../story.ts'
import { say } from '../words/index.ts'

/** Fills in the application; may drop out, come back, or be sent from the web to the phone to a branch. */
export function apply(story: Story, from: Micros): Micros | null {
  const { random, who } = story
  const on = { channel: who.door }
  story.introduce()
  let now = story.tell('Application Started', from, { ...about(story), device: who.device }, on)
  if (random.chance(0.14)) return null
  now = story.tell('Business Details Given', now + random.logNormal(6 * minute, 0.5), { device: who.device }, on)
  if (random.chance(0.3)) {
    const back = leaveAndReturn(story, now)
    if (back === null) return null
    now = back
  }
  if (who.door === 'web') {
    const through = bounce(story, now)
    if (through === null) return null
    now = through
  }
  return story.tell('Application Submitted', now + random.logNormal(8 * minute, 0.6), about(story), on)
}

function about({ who }: Story) {
  return { segment: who.segment, region: who.region, industry: who.industry, product: who.product }
}

/** Saves it for later; a reminder brings some of them back. */
function leaveAndReturn(story: Story, from: Micros): Micros | null {
  const { random, who } = story
  const on = { channel: who.door }
  const saved = story.tell('Application Saved', from + random.logNormal(4 * minute, 0.6), { device: who.device }, on)
  const isSelfMade = random.chance(0.2)
  const left = isSelfMade
    ? saved
    : story.tell('Reminder Sent', story.worked(saved + day, 10 * minute), { template: 'finish-application' })
  if (!isSelfMade && random.chance(0.5)) return null
  return story.tell(
    'Application Resumed',
    story.later(left, isSelfMade ? 5 * hour : 15 * hour, 1),
    { device: who.device },
    on,
  )
}

/** Channel bounce: the web form gives up and names a number; the number names a branch. */
function bounce(story: Story, from: Micros): Micros | null {
  const { random } = story
  if (!random.chance(rates['channel-bounce'])) {
    story.mark('channel-bounce', false, from)
    return from
  }
  const reason = random.pick(['company number not found', 'director lives abroad', 'more than two owners'])
  const sent = story.tell('Redirected To Phone', from + random.logNormal(3 * minute, 0.5), { reason })
  const called = story.tell('Bank Called', story.worked(sent, 2 * hour, 0.9), { reason })
  const onward = story.tell('Redirected To Branch', called + random.logNormal(9 * minute, 0.4), { reason })
  const visited = story.tell('Branch Visited', story.worked(onward + 12 * hour, 9 * hour, 0.7), { reason })
  story.mark('channel-bounce', true, visited)
  story.feel(-2, 'bounce')
  if (random.chance(0.24)) {
    story.tell(
      'Application Withdrawn',
      story.later(visited, 8 * hour),
      { reason: 'too much effort' },
      { text: say(story, 'leaving') },
    )
    return null
  }
  return visited
}
