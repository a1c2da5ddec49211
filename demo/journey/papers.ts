import type { Micros } from '../../src/event/index.ts'
import { day, deskDay, hour, minute, whole } from '../calendar.ts'
import { factors, limits, rates, within } from '../plan.ts'
import type { Story } from '../story.ts'
import { say } from '../words/index.ts'
import { checkIdentity } from './identity.ts'

const kinds = [
  'proof of address',
  'proof of trading',
  'certificate of incorporation',
  'list of owners',
  'bank statements',
] as const

/** Papers asked for, sent, handed over, checked; asked again until they are complete. */
export function sendPapers(story: Story, submitted: Micros): Micros | null {
  const { random } = story
  const first = Math.floor(random.fraction() * kinds.length)
  let papers: string = kinds[first] ?? kinds[0]
  let had = ''
  let now = submitted
  for (let attempt = 1; attempt <= 4; attempt++) {
    const asked = story.tell('Papers Requested', story.worked(now, 25 * minute, 0.8), { papers, attempt })
    if (attempt > 1) story.mark('repeated-request', papers === had, asked)
    had = papers
    const sent = upload(story, asked, { papers, attempt })
    if (sent === null) return null
    const passed = handOver(story, sent)
    if (passed === null) return null
    const known = attempt === 1 ? checkIdentity(story, passed) : passed
    if (known === null) return null
    const isComplete = attempt === 4 || random.chance(0.68 + 0.1 * attempt)
    const checked = check(story, known, { papers, attempt, result: isComplete ? 'complete' : 'incomplete' })
    now = isComplete ? tellResult(story, checked) : checked
    if (isComplete) return effort(story, now)
    papers = askAgain(story, papers, kinds[(first + attempt) % kinds.length] ?? kinds[0])
  }
  return now
}

type Batch = { readonly papers: string; readonly attempt: number }

/** Broken touchpoint: for a few weeks the upload page fails on mobile. */
function upload(story: Story, asked: Micros, batch: Batch): Micros | null {
  const { random, who } = story
  const properties = { ...batch, device: who.device }
  const on = { channel: who.door }
  if (random.chance(batch.attempt === 1 ? 0.09 : 0.04)) return null
  let now = whole(story.later(asked, 22 * hour, 1))
  const isBroken = who.device === 'mobile' && within(story.plan.broken, now)
  const isStruck = random.chance(isBroken ? rates['broken-touchpoint'] : 0.012)
  if (isBroken) story.mark('broken-touchpoint', isStruck, now)
  if (isStruck) {
    const error = isBroken ? 'upload page did not load' : 'file too large'
    now = story.tell('Upload Failed', now, { ...properties, error }, on)
    for (let again = random.whole(0, isBroken ? 3 : 1); again > 0; again--) {
      now = story.tell('Upload Failed', now + random.logNormal(2 * minute, 0.5), { ...properties, error }, on)
    }
    story.feel(isBroken ? -2 : -0.5, 'upload')
    if (isBroken && random.chance(0.28)) return null
    if (isBroken) {
      const branch = story.later(now, 1.5 * day, 0.7)
      return story.tell(
        'Papers Sent',
        branch,
        { ...batch, device: 'desktop' },
        { channel: random.pick(['web', 'email', 'post']) },
      )
    }
    now += random.logNormal(10 * minute, 0.5)
  }
  return story.tell('Papers Sent', now, properties, on)
}

/** Missed hand-off: Sales has the papers and Compliance does not know; some customers ask, some just leave. */
function handOver(story: Story, sent: Micros): Micros | null {
  const { random } = story
  const isMissed = random.chance(rates['missed-hand-off'])
  story.mark('missed-hand-off', isMissed, sent + limits.handOver)
  if (!isMissed)
    return story.tell('Papers Handed Over', story.worked(sent, 2.5 * hour, 0.8, 2 * deskDay), { to: 'Compliance' })
  story.feel(-2, 'silence')
  if (random.chance(0.3)) return null
  const chased = story.tell(
    'Customer Chased',
    story.worked(sent + 6 * day, 10 * hour, 0.6),
    { about: 'papers' },
    {
      text: say(story, 'chasing'),
    },
  )
  return story.tell('Papers Handed Over', story.worked(Math.max(chased, sent + 7 * day), 5 * hour, 0.6), {
    to: 'Compliance',
  })
}

/** The desk at Compliance has weeks with a long queue. */
function check(story: Story, from: Micros, result: Batch & { readonly result: string }): Micros {
  const isQueue = story.plan.queues.some((span) => within(span, from))
  const done = story.tell(
    'Papers Checked',
    story.worked(from, 5 * hour * (isQueue ? factors.queue : 1), 0.65, 12 * deskDay),
    result,
  )
  story.mark('queue', isQueue, done, done - from)
  if (isQueue) story.feel(-0.5, 'slow')
  return done
}

/** Delayed communication: the papers are checked and nobody says so. */
function tellResult(story: Story, checked: Micros): Micros {
  const isLate = story.random.chance(rates['delayed-communication'])
  const told = isLate
    ? story.worked(checked + 6 * day, 12 * hour, 0.6)
    : story.worked(checked, 70 * minute, 0.8, 1.5 * deskDay)
  story.mark('delayed-communication', isLate, told)
  if (isLate) story.feel(-1.5, 'silence')
  return story.tell('Papers Result Sent', told, { result: 'complete' })
}

/** Repeated request: the same papers once more, though they lie in the document store. Otherwise it is other papers. */
function askAgain(story: Story, had: string, other: string): string {
  const isSame = story.random.chance(rates['repeated-request'])
  story.feel(isSame ? -1.5 : -0.5, isSame ? 'again' : 'slow')
  return isSame ? had : other
}

function effort(story: Story, told: Micros): Micros {
  const { random } = story
  if (random.chance(0.24)) {
    const value = Math.max(1, Math.min(7, Math.round(5.4 + story.mood * 0.8 + random.normal() * 1.1)))
    const at = story.later(told, 14 * hour)
    const text = random.chance(0.5) ? { text: say(story, value >= 5 ? 'easy' : 'hard') } : {}
    story.tell('Effort Survey Answered', at, { survey: 'ces-papers' }, { score: { kind: 'ces', value }, ...text })
  }
  return told
}
