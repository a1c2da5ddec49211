import type { Micros } from '../src/event/index.ts'
import { company } from './company.ts'
import type { Told } from './customers.ts'
import { type Kind, kinds, type Note, notes } from './notes.ts'
import { factors, type Plan, rates, type Span } from './plan.ts'

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

interface Planted extends Note {
  readonly kind: Kind
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
