import type { Story } from '../story.ts'
import { causes } from './causes.ts'
import { closers, type Occasion, openers, sentences } from './sentences.ts'

export { reasons } from './causes.ts'

const slot = /\{(days|company|amount|industry|cause)\}/g

/** Written into a survey or under a review: no greeting. */
const comments: ReadonlySet<Occasion> = new Set([
  'easy',
  'hard',
  'helped',
  'unhelped',
  'promoting',
  'passive',
  'detracting',
  'praising',
  'warning',
])
const farewells: ReadonlySet<Occasion> = new Set(['leaving', 'complaining', 'reopening', 'chasing'])

/** A customer's own words on an occasion: a core, some with an opening and a closing, coloured by what happened before. */
export function say(story: Story, occasion: Occasion): string {
  const { random, who } = story
  const tone = story.mood <= -1.5 ? 'bad' : story.mood >= 1 && !farewells.has(occasion) ? 'good' : 'even'
  const isTalk = !comments.has(occasion)
  const parts = [random.pick<string>(sentences[occasion])]
  if (isTalk && random.chance(0.3)) parts.unshift(random.pick<string>(openers[tone]))
  if (isTalk && random.chance(0.35)) parts.push(random.pick<string>(closers[tone]))
  const words = {
    days: () => String(random.whole(5, 16)),
    company: () => who.company,
    amount: () => String(random.whole(4, 480)),
    industry: () => who.industry.toLowerCase(),
    cause: () => random.pick(causes[whatWentWrong(story)]),
  }
  const filled = parts.join(' ').replace(slot, (_, name: keyof typeof words) => words[name]())
  return filled.replace(slot, (_, name: keyof typeof words) => words[name]())
}

/** Nobody complains of a smooth journey: without a cause it is the fees or the waiting. */
function whatWentWrong({ cause, random }: Story): Story['cause'] {
  return cause === 'smooth' ? random.pick<Story['cause']>(['fees', 'slow']) : cause
}
