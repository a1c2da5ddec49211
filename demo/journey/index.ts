import type { Event, Micros } from '../../src/event/index.ts'
import type { Story } from '../story.ts'
import { advocate } from './advocating.ts'
import { apply } from './applying.ts'
import { card } from './carding.ts'
import { decide } from './deciding.ts'
import { look } from './looking.ts'
import { sendPapers } from './papers.ts'
import { use } from './using.ts'

/** Tells a company's whole journey, from its first look to advocate; every phase may be the last. */
export function travel(story: Story, from: Micros): readonly Event[] {
  const wants = look(story, from)
  const submitted = wants === null ? null : apply(story, wants)
  const complete = submitted === null ? null : sendPapers(story, submitted)
  const opened = complete === null ? null : decide(story, complete)
  if (opened !== null) {
    use(story, opened, card(story, opened))
    advocate(story, opened)
  }
  return story.events()
}
