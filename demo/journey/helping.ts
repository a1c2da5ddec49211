import type { Micros } from '../../src/event/index.ts'
import { day, deskDay, hour, minute } from '../calendar.ts'
import { limits, rates } from '../plan.ts'
import type { Story } from '../story.ts'
import { say } from '../words/index.ts'

export const topics = ['login', 'card', 'payment', 'fees', 'accounting', 'statement'] as const
export type Topic = (typeof topics)[number] | 'missing-card'

const channels = [
  ['phone', 40],
  ['chat', 26],
  ['email', 22],
  ['app', 9],
  ['branch', 3],
] as const
const teams = ['Support', 'Cards', 'Onboarding', 'Compliance', 'Sales'] as const

interface About {
  readonly topic: string
  readonly ticket: string
}

/** One ticket from opened to closed; the instant at which it closes. */
export function getHelp(story: Story, from: Micros, topic: Topic): Micros {
  const { random } = story
  const channel = random.weighted(channels)
  const about = { topic, ticket: story.newTicket() }
  const opened = story.tell('Ticket Opened', from, about, { channel, text: say(story, topic) })
  const seen = passAround(story, opened, about)
  let answered = story.tell('Ticket Answered', story.worked(seen, 100 * minute, 1), about, { channel })
  let reopened = 0
  while (reopened < 3 && random.chance(story.mood < -2 ? 0.25 : 0.12)) {
    reopened++
    story.feel(-0.8)
    const back = story.tell('Ticket Reopened', story.later(answered, 15 * hour), about, {
      channel,
      text: say(story, 'reopening'),
    })
    answered = story.tell('Ticket Answered', story.worked(back, 4 * hour, 0.9), about, { channel })
  }
  const rated = rateHelp(story, answered, about, seen > opened || reopened > 0)
  return story.tell('Ticket Closed', story.worked(rated, 7 * hour, 0.5), { ...about, reopened })
}

/** Too many hands: the ticket is passed from team to team. */
function passAround(story: Story, opened: Micros, about: About): Micros {
  const { random } = story
  const isPassed = random.chance(rates['too-many-hands'])
  const times = isPassed ? random.whole(limits.transfers, 5) : random.chance(0.17) ? 1 : 0
  if (!isPassed) story.mark('too-many-hands', false, opened)
  let now = opened
  for (let time = 1; time <= times; time++) {
    now = story.tell('Ticket Transferred', story.worked(now, 80 * minute, 0.8), {
      ...about,
      to: teams[(time + about.topic.length) % teams.length] ?? 'Support',
    })
    if (time === limits.transfers) story.mark('too-many-hands', true, now)
  }
  if (isPassed) story.feel(-2, 'hands')
  return now
}

/** The survey comes with the last answer; the ticket is closed after it. */
function rateHelp(story: Story, answered: Micros, about: About, wasHard: boolean): Micros {
  const { random } = story
  if (!random.chance(0.33)) return answered
  const value = Math.max(1, Math.min(5, Math.round((wasHard ? 3 : 4.3) + story.mood * 0.25 + random.normal() * 0.8)))
  const text = random.chance(0.45) ? { text: say(story, value >= 4 ? 'helped' : 'unhelped') } : {}
  return story.tell(
    'Help Survey Answered',
    story.later(answered, 5 * hour),
    { survey: 'csat-help', ...about },
    { score: { kind: 'csat', value }, ...text },
  )
}

export function complain(story: Story, at: Micros, about: string): Micros {
  const made = story.tell('Complaint Made', at, { about }, { text: say(story, 'complaining') })
  return story.tell('Complaint Answered', story.worked(made + day, 4 * deskDay, 0.5, 20 * deskDay), { about })
}
