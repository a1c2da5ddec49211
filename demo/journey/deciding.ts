import type { Micros } from '../../src/event/index.ts'
import { day, hour, minute, second, whole } from '../calendar.ts'
import { factors } from '../plan.ts'
import type { Story } from '../story.ts'
import { complain } from './helping.ts'

const limits = { Starter: 1000, Plus: 5000, Pro: 20_000 } as const

/** The credit check and the decision. The instant at which the account is open, or null. */
export function decide(story: Story, from: Micros): Micros | null {
  const { random, who } = story
  const asked = story.tell('Credit Check Requested', story.worked(from, 90 * minute), { product: who.product })
  const rating = Math.round(Math.max(300, Math.min(999, 690 + random.normal() * 130)))
  const reported = story.tell('Credit Report Received', asked + random.logNormal(12 * minute, 0.9), { rating })
  const decided = waitForDecision(story, reported)
  if (rating < 545 || random.chance(0.03)) return decline(story, decided, rating)
  const amount = limits[who.product]
  story.tell('Application Approved', decided, { product: who.product, amount })
  const sent = story.tell('Contract Sent', story.worked(decided, 50 * minute), { product: who.product })
  if (random.chance(0.07)) return null
  const signed = story.tell('Contract Signed', story.later(sent, 16 * hour, 1), { product: who.product })
  const opened = story.tell('Account Opened', story.worked(signed, 2.5 * hour, 0.8), {
    product: who.product,
    segment: who.segment,
  })
  story.feel(1)
  return story.tell('Welcome Email Sent', opened, { template: 'welcome' })
}

/** Segment effect: sole traders who applied in the app wait longer, because their figures are typed in by hand. */
function waitForDecision(story: Story, reported: Micros): Micros {
  const { who } = story
  const isHandTyped = who.segment === 'sole trader' && who.door === 'app'
  const decided = whole(story.worked(reported, 4.5 * hour * (isHandTyped ? factors.segment : 1), 0.6))
  if (who.segment === 'sole trader') story.mark('segment', isHandTyped, decided, decided - reported)
  if (isHandTyped) story.feel(-0.5, 'slow')
  return decided
}

function decline(story: Story, decided: Micros, rating: number): null {
  const reason = rating < 545 ? 'credit rating' : 'line of business'
  story.tell('Application Declined', decided, { reason, product: story.who.product })
  const letter = story.tell('Decision Letter Sent', story.worked(decided + 30 * second, 5 * hour), { reason })
  story.feel(-2, 'declined')
  if (story.random.chance(0.05)) complain(story, story.later(letter, 4 * day), 'declined')
  return null
}
