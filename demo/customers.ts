import type { Event, Micros } from '../src/event/index.ts'
import { awake, day, hour, isWeekend, whole } from './calendar.ts'
import { travel } from './journey/index.ts'
import type { Plan } from './plan.ts'
import { Random } from './random.ts'
import { type Mark, Story } from './story.ts'

export interface Told {
  readonly key: string
  readonly case: string
  readonly events: readonly Event[]
  readonly marks: readonly Mark[]
}

/** The customer at a place in the order of arrival, 0-based; the same whenever it is asked for. */
export function customer(seed: number, plan: Plan, place: number, of: number): Told {
  const random = new Random(seed, place)
  const key = String(place + 1).padStart(6, '0')
  return tell(new Story(key, plan, random), arrival(plan, random, (place + random.fraction()) / of))
}

/** A customer who arrives at `at`, whatever the plan's end; for those who come when the simulation is live. */
export function newcomer(
  seed: number,
  plan: Plan,
  { pace, place }: { readonly pace: number; readonly place: number },
  at: Micros,
): Told {
  const random = new Random(seed, whole(plan.ends) / 1000, place)
  const key = `${stretch(plan.ends, pace)}-${String(place + 1).padStart(6, '0')}`
  return tell(new Story(key, plan, random), at)
}

/** Four letters that tell the newcomers of one end and one pace from those of another. */
function stretch(ends: Micros, pace: number): string {
  return new Random(whole(ends) / 1000, Math.round(pace * 1e6)).whole(36 ** 3, 36 ** 4 - 1).toString(36)
}

function tell(story: Story, from: Micros): Told {
  const events = travel(story, from)
  return { key: story.key, case: `lead-${story.key}`, events, marks: story.marks() }
}

/** The bank grows: 30 % more customers arrive at the end than at the beginning; half of the weekend's wait for Monday. */
function arrival(plan: Plan, random: Random, share: number): Micros {
  const growth = 0.3
  const grown = (Math.sqrt(1 + 2 * growth * (1 + growth / 2) * share) - 1) / growth
  let date = plan.begins + Math.floor(((plan.ends - plan.begins) * grown) / day) * day
  if (isWeekend(date) && random.chance(0.5)) date += 2 * day
  return awake(date + ((13 + random.normal() * 4) % 24) * hour, random.fraction())
}
