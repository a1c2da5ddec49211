import type { Event, Micros, Scalar, ScoreKind } from '../src/event/index.ts'
import { awake, deskDay, deskTime, second, whole } from './calendar.ts'
import { catalogue, type EventName, type Kind } from './catalogue.ts'
import type { EffectKind, FrictionKind, Plan } from './plan.ts'
import type { Random } from './random.ts'
import { meet, type Who } from './who.ts'

/** What went wrong or right for a customer, in the order of how much it colours what they say. */
export type Cause =
  | 'upload'
  | 'silence'
  | 'again'
  | 'selfie'
  | 'bounce'
  | 'card'
  | 'hands'
  | 'slow'
  | 'declined'
  | 'fees'
  | 'smooth'

/** Something that the truth file counts: struck, or (`struck` false) came to the place and was spared. */
export interface Mark {
  readonly kind: FrictionKind | EffectKind
  readonly struck: boolean
  /** from this instant the events show it */
  readonly at: Micros
  /** for the effects, the wait that is longer */
  readonly wait?: Micros
}

export interface Details {
  readonly channel?: string
  readonly team?: string
  readonly text?: string
  readonly score?: { readonly kind: ScoreKind; readonly value: number }
}

type Writable<T> = { -readonly [K in keyof T]: T[K] }

/** One company's whole journey as it is being told. Phases add to it; `events` puts it in the order of time. */
export class Story {
  readonly who: Who
  #marks: Mark[] = []
  readonly key: string
  readonly plan: Plan
  readonly random: Random
  /** -5 (furious) to 5 (delighted) */
  mood = 0
  cause: Cause = 'smooth'
  #told: Writable<Event>[] = []
  #known = false
  #tickets = 0

  constructor(key: string, plan: Plan, random: Random) {
    this.key = key
    this.plan = plan
    this.random = random
    this.who = meet(random)
  }

  /** The company gives its name: from here on it is a user and no longer a visitor only. */
  introduce(): void {
    this.#known = true
  }

  tell(name: EventName, at: Micros, properties: Readonly<Record<string, Scalar>> = {}, details: Details = {}): Micros {
    const kind: Kind = catalogue[name]
    const when = whole(at)
    const isFirst = name === 'Application Started'
    const event: Writable<Event> = {
      id: '',
      customer: isFirst
        ? { userId: `sme-${this.key}`, anonymousId: `visitor-${this.key}` }
        : this.#known
          ? { userId: `sme-${this.key}` }
          : { anonymousId: `visitor-${this.key}` },
      name,
      at: when,
      actor: kind.actor,
      channel: details.channel ?? kind.channel,
      system: kind.system,
      case: `lead-${this.key}`,
      properties,
    }
    const team = details.team ?? kind.team
    if (team !== undefined) event.team = team
    if (kind.partner !== undefined) event.partner = kind.partner
    if (details.text !== undefined) event.text = details.text
    if (details.score !== undefined) event.score = details.score
    if (name === 'Application Started' || name === 'Account Opened') event.traits = this.traits()
    this.#told.push(event)
    return when
  }

  newTicket(): string {
    return `T-${this.key}-${++this.#tickets}`
  }

  /** Colours the mood; the heaviest cause so far is the one that the customer speaks about. */
  feel(change: number, cause?: Cause): void {
    this.mood = Math.max(-5, Math.min(5, this.mood + change))
    if (cause !== undefined) this.cause = cause
  }

  mark(kind: FrictionKind | EffectKind, struck: boolean, at: Micros, wait?: Micros): void {
    this.#marks.push(wait === undefined ? { kind, struck, at } : { kind, struck, at, wait })
  }

  /** When the customer gets round to it: a log-normal wait, and not at night. */
  later(at: Micros, median: Micros, sigma = 0.9): Micros {
    return awake(at + second + this.random.logNormal(median, sigma), this.random.fraction())
  }

  /** When staff have done it: a log-normal amount of desk time, at most `most`. */
  worked(at: Micros, median: Micros, sigma = 0.7, most: Micros = 10 * deskDay): Micros {
    return deskTime(at, Math.min(most, minimum + this.random.logNormal(median, sigma)))
  }

  /** The customer leaves: what it would have done later it does not do. */
  leave(at: Micros): void {
    this.#told = this.#told.filter((event) => event.at <= at)
    this.#marks = this.#marks.filter((mark) => mark.at <= at)
  }

  marks(): readonly Mark[] {
    return this.#marks
  }

  /** Oldest first; each event's id is its place in the story, so that it is the same whenever the story is told. */
  events(): readonly Event[] {
    const told = this.#told.sort((a, b) => a.at - b.at)
    for (const [place, event] of told.entries()) event.id = `hb-${this.key}-${place + 1}`
    return told
  }

  traits(): Readonly<Record<string, Scalar>> {
    const { segment, region, industry, product, company, employees } = this.who
    return { company, segment, region, industry, product, employees }
  }
}

const minimum = 40 * second
