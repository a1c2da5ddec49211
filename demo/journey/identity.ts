import type { Micros } from '../../src/event/index.ts'
import { hour, minute, whole } from '../calendar.ts'
import { factors, limits, rates } from '../plan.ts'
import type { Story } from '../story.ts'
import { say } from '../words/index.ts'

/** The partner checks who the owner is. Loop: some are sent round again and again. Shift: from a known week it is slow. */
export function checkIdentity(story: Story, from: Micros): Micros | null {
  const { random } = story
  const isLoop = random.chance(rates.loop)
  const attempts = isLoop ? random.whole(limits.attempts, 6) : random.chance(0.13) ? 2 : 1
  let now = from
  for (let attempt = 1; attempt <= attempts; attempt++) {
    now = story.tell('Identity Check Started', story.later(now, attempt === 1 ? 3 * hour : 7 * hour), { attempt })
    if (attempt === 1 && !isLoop) story.mark('loop', false, now)
    if (attempt === limits.attempts) story.mark('loop', true, now)
    const isSlow = now >= story.plan.slower
    const started = now
    now = whole(now + random.logNormal(50 * minute * (isSlow ? factors.shift : 1), 0.8))
    if (attempt === 1) story.mark('shift', isSlow, now, now - started)
    if (attempt < attempts) {
      const reason = random.pick(['photo blurred', 'name does not match', 'document expired', 'glare on the passport'])
      now = story.tell('Identity Check Failed', now, { attempt, reason })
    }
    if (attempt === limits.attempts && isLoop) {
      story.feel(-2, 'selfie')
      if (random.chance(0.22)) return withdraw(story, now)
    }
  }
  return story.tell('Identity Check Passed', now, { attempt: attempts })
}

function withdraw(story: Story, from: Micros): null {
  story.tell(
    'Application Withdrawn',
    story.later(from, 20 * hour),
    { reason: 'identity check' },
    { text: say(story, 'leaving') },
  )
  return null
}
