import type { Micros } from '../src/event/index.ts'
import { day } from './calendar.ts'
import { company } from './company.ts'
import type { Told } from './customers.ts'
import { type EffectKind, type FrictionKind, factors, limits, type Plan, rates, type Span } from './plan.ts'

/** What was planted, and whom it struck in the events as told: counted while they were told, never estimated. */
export interface Truth {
  readonly company: string
  readonly simulated: true
  readonly seed: number
  readonly customers: number
  /** customers with at least one event, and events, up to `ends` */
  readonly cases: number
  readonly events: number
  readonly from: string
  readonly ends: string
  readonly planted: readonly Planted[]
}

export interface Planted {
  readonly kind: FrictionKind | EffectKind
  /** event names: where it strikes */
  readonly at: readonly string[]
  readonly says: string
  /** how it can be seen in the events alone */
  readonly seen: string
  /** frictions: the chance with which it strikes at each passage; null for the effects */
  readonly rate: number | null
  /** effects: what the median wait is multiplied by; null for the frictions */
  readonly factor: number | null
  /** passages that came to the place, and those it struck; a case may pass more than once */
  readonly passages: number
  readonly struck: number
  /** effects: median wait in seconds of the struck and of the spared */
  readonly waits: { readonly struck: number | null; readonly spared: number | null } | null
  /** when it strikes; [] is always */
  readonly periods: readonly { readonly from: string; readonly to: string | null }[]
  /** cases struck */
  readonly affected: number
  readonly cases: readonly string[]
}

type Kind = FrictionKind | EffectKind
type Note = Pick<Planted, 'at' | 'says' | 'seen'>

const notes = {
  'missed-hand-off': {
    at: ['Papers Sent', 'Papers Handed Over'],
    says: 'Sales has the papers and does not tell Compliance',
    seen: `a Papers Sent with no Papers Handed Over in the ${limits.handOver / day} days after it`,
  },
  'delayed-communication': {
    at: ['Papers Checked', 'Papers Result Sent'],
    says: 'the papers are checked and the customer is not told for days',
    seen: `a Papers Result Sent more than ${limits.tell / day} days after the Papers Checked before it`,
  },
  'dropped-ball': {
    at: ['Card Ordered', 'Card Made'],
    says: 'the order never reaches the card maker',
    seen: `a Card Ordered with no Card Made in the ${limits.card / day} days after it`,
  },
  'repeated-request': {
    at: ['Papers Requested'],
    says: 'the same papers are asked for again though they were sent',
    seen: 'a Papers Requested whose property papers is that of the one before it in the case',
  },
  loop: {
    at: ['Identity Check Started', 'Identity Check Failed'],
    says: 'the identity check is failed and begun again, over and over',
    seen: `a case with ${limits.attempts} or more Identity Check Started`,
  },
  'channel-bounce': {
    at: ['Redirected To Phone', 'Bank Called', 'Redirected To Branch', 'Branch Visited'],
    says: 'the web form sends the customer to the phone, the phone to a branch',
    seen: 'a Branch Visited',
  },
  'broken-touchpoint': {
    at: ['Upload Failed'],
    says: 'the upload page fails on mobile for four weeks',
    seen: 'an Upload Failed with device mobile and error "upload page did not load"',
  },
  'too-many-hands': {
    at: ['Ticket Transferred'],
    says: 'a ticket is passed from team to team',
    seen: `${limits.transfers} or more Ticket Transferred between a Ticket Opened and its Ticket Answered`,
  },
  shift: {
    at: ['Identity Check Started', 'Identity Check Passed', 'Identity Check Failed'],
    says: 'the identity partner is slow from a certain week on',
    seen: 'the wait from a first Identity Check Started to the answer',
  },
  segment: {
    at: ['Credit Report Received', 'Application Approved', 'Application Declined'],
    says: 'sole traders who applied in the app wait longer for the decision than other sole traders',
    seen: 'the wait from Credit Report Received to the decision',
  },
  queue: {
    at: ['Papers Checked'],
    says: 'in some weeks the queue at Compliance is long',
    seen: 'the wait from Papers Handed Over (the first time: Identity Check Passed) to Papers Checked, by the week in which it begins',
  },
} satisfies Record<Kind, Note>

const kinds: readonly Kind[] = [
  'missed-hand-off',
  'delayed-communication',
  'dropped-ball',
  'repeated-request',
  'loop',
  'channel-bounce',
  'broken-touchpoint',
  'too-many-hands',
  'shift',
  'segment',
  'queue',
]

interface Count {
  passages: number
  struck: number
  cases: Set<string>
  waits: { struck: number[]; spared: number[] }
}

/** Counts as the stories are told. */
export class Tally {
  readonly #plan: Plan
  readonly #settings: { readonly seed: number; readonly customers: number; readonly ends: Micros }
  readonly #counts = new Map<Kind, Count>()
  #events = 0
  #cases = 0
  #first = Number.POSITIVE_INFINITY

  constructor(plan: Plan, settings: { readonly seed: number; readonly customers: number; readonly ends: Micros }) {
    this.#plan = plan
    this.#settings = settings
    for (const kind of kinds)
      this.#counts.set(kind, { passages: 0, struck: 0, cases: new Set(), waits: { struck: [], spared: [] } })
  }

  /** `events`: how many of the story's events lie before the end. */
  add(told: Told, events: number): void {
    if (events === 0) return
    this.#cases++
    this.#events += events
    this.#first = Math.min(this.#first, told.events[0]?.at ?? this.#first)
    for (const mark of told.marks) {
      const count = this.#counts.get(mark.kind)
      if (count === undefined || mark.at > this.#settings.ends) continue
      count.passages++
      if (mark.wait !== undefined) count.waits[mark.struck ? 'struck' : 'spared'].push(mark.wait)
      if (!mark.struck) continue
      count.struck++
      count.cases.add(told.case)
    }
  }

  truth(): Truth {
    const { seed, customers, ends } = this.#settings
    const planted = [...this.#counts].map(([kind, count]) => this.#describe(kind, count))
    const from = new Date(Math.min(this.#first, ends) / 1000).toISOString()
    return {
      company: company.name,
      simulated: true,
      seed,
      customers,
      cases: this.#cases,
      events: this.#events,
      from,
      ends: new Date(ends / 1000).toISOString(),
      planted,
    }
  }

  #describe(kind: Kind, { passages, struck, cases, waits }: Count): Planted {
    const isEffect = kind === 'shift' || kind === 'segment' || kind === 'queue'
    return {
      kind,
      ...notes[kind],
      rate: isEffect ? null : rates[kind],
      factor: isEffect ? factors[kind] : null,
      passages,
      struck,
      waits: isEffect ? { struck: median(waits.struck), spared: median(waits.spared) } : null,
      periods: this.#periods(kind),
      affected: cases.size,
      cases: [...cases],
    }
  }

  #periods(kind: Kind): Planted['periods'] {
    const span = ({ from, to }: Span) => ({ from: iso(from), to: iso(to) })
    if (kind === 'broken-touchpoint') return [span(this.#plan.broken)]
    if (kind === 'shift') return [{ from: iso(this.#plan.slower), to: null }]
    return kind === 'queue' ? this.#plan.queues.map(span) : []
  }
}

function iso(at: Micros): string {
  return new Date(at / 1000).toISOString()
}

/** In seconds; of an even count the mean of the two in the middle. */
function median(waits: readonly Micros[]): number | null {
  const sorted = [...waits].sort((a, b) => a - b)
  const low = sorted[Math.floor((sorted.length - 1) / 2)]
  const high = sorted[Math.ceil((sorted.length - 1) / 2)]
  return low === undefined || high === undefined ? null : Math.round((low + high) / 2000) / 1000
}
