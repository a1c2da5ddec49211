import type { Micros } from '../../src/event/index.ts'
import { day, deskDay, hour } from '../calendar.ts'
import type { EventName } from '../catalogue.ts'
import type { Story } from '../story.ts'
import { reasons, say } from '../words/index.ts'
import { complain, getHelp, topics } from './helping.ts'

const habits = [
  ['Card Payment Made', 45],
  ['Transfer Made', 25],
  ['Invoice Sent', 30],
] as const satisfies readonly [readonly [EventName, number], ...(readonly [EventName, number])[]]
const cardless = [
  ['Transfer Made', 50],
  ['Invoice Sent', 50],
] as const satisfies readonly [readonly [EventName, number], ...(readonly [EventName, number])[]]
/** How many times a customer asks for help: after a bad start, and otherwise. */
const needy = [
  [0, 40],
  [1, 35],
  [2, 25],
] as const
const calm = [
  [0, 62],
  [1, 28],
  [2, 10],
] as const
const fees = { Starter: 0, Plus: 9, Pro: 25 } as const

/** The first ninety days: login, welcome call, first payment, everyday use, help, the survey and the review. */
export function use(story: Story, opened: Micros, carded: Micros | null): void {
  const { random } = story
  if (random.chance(0.62))
    story.tell('Welcome Call Held', story.worked(opened, 2.5 * deskDay, 0.6), { minutes: random.whole(4, 25) })
  if (!random.chance(0.93)) return
  const login = story.tell('First Login', story.later(opened, 7 * hour, 1.3), { device: story.who.device })
  const isActive = random.chance(0.88)
  if (isActive) everyday(story, login, carded)
  needHelp(story, login)
  survey(story, opened)
  if (story.mood <= -3 && random.chance(0.3))
    complain(story, story.later(opened + 15 * day, 12 * day), reasons[story.cause])
  if (isActive) story.tell('Ninety Days Reviewed', story.worked(opened + 86 * day, 5 * hour), { result: 'active' })
}

function everyday(story: Story, login: Micros, carded: Micros | null): void {
  const { random } = story
  const first = story.tell('First Payment', story.later(login, 2.5 * day, 1.1), { amount: amount(story) })
  let now = first
  for (let left = random.whole(20, 54); left > 0; left--) {
    now = story.later(now, 1.6 * day, 0.9)
    const hasCard = carded !== null && now > carded
    story.tell(random.weighted(hasCard ? habits : cardless), now, { amount: amount(story) })
  }
  if (random.chance(0.3)) story.tell('Accounting Connected', story.later(first, 11 * day, 0.9))
  if (random.chance(0.35)) story.tell('Direct Debit Set Up', story.later(first, 8 * day, 0.9))
  const fee = fees[story.who.product]
  for (let month = 1; fee > 0 && month <= 6; month++)
    story.tell('Fee Charged', first + month * 30 * day, { amount: fee })
}

function amount({ random, who }: Story): number {
  return Math.round(random.logNormal(who.segment === 'sole trader' ? 85 : 240, 1) * 100) / 100
}

function needHelp(story: Story, login: Micros): void {
  const { random } = story
  let now = login
  for (let left = random.weighted(story.mood < -1 ? needy : calm); left > 0; left--) {
    now = getHelp(story, story.later(now, 12 * day, 1), random.pick(topics))
  }
}

function survey(story: Story, opened: Micros): void {
  const { random } = story
  if (!random.chance(0.32)) return
  const value = Math.max(0, Math.min(10, Math.round(8.1 + story.mood * 1.3 + random.normal() * 1.5)))
  story.feel(value >= 9 ? 1.5 : value <= 6 ? -0.5 : 0)
  const text = random.chance(0.6)
    ? { text: say(story, value >= 9 ? 'promoting' : value >= 7 ? 'passive' : 'detracting') }
    : {}
  const at = story.later(opened + 14 * day, 20 * hour)
  story.tell('Onboarding Survey Answered', at, { survey: 'nps-onboarding' }, { score: { kind: 'nps', value }, ...text })
}
