import type { Store } from '../../store/index.ts'
import type { Readiness } from '../contract/operate.ts'

type Answers = Readiness['checks']['ledger']

/** A store that does not say so for this long is busy with something longer, which is no failure: the log still takes events. */
const busyAfter = 2_000
/** One that does not for this long is stuck. */
const stuckAfter = 60_000

/** Asks a store whether it is there, one question at a time however often it is asked. */
export class Probe {
  readonly #ask: () => Promise<unknown>
  readonly #now: () => number
  #asked: { readonly at: number; readonly answers: Promise<Answers> } | null = null

  constructor(ask: () => Promise<unknown>, now: () => number) {
    this.#ask = ask
    this.#now = now
  }

  async answers(): Promise<Answers> {
    this.#asked ??= { at: this.#now(), answers: this.#question() }
    const { at, answers } = this.#asked
    const patience = Promise.withResolvers<Answers>()
    const timer = setTimeout(
      () => patience.resolve(this.#now() - at > stuckAfter ? 'fails' : 'busy'),
      Math.max(0, Math.min(busyAfter, stuckAfter - (this.#now() - at))),
    )
    try {
      return await Promise.race([answers, patience.promise])
    } finally {
      clearTimeout(timer)
    }
  }

  async #question(): Promise<Answers> {
    try {
      await this.#ask()
      return 'answers'
    } catch {
      return 'fails' // whoever works with the store has the failure; here only that it fails is told
    } finally {
      this.#asked = null
    }
  }
}

export function probesOf(store: Store, now: () => number): { readonly ledger: Probe; readonly warehouse: Probe } {
  return {
    ledger: new Probe(async () => (await store.ledger()).log.position('ready'), now),
    warehouse: new Probe(() => store.warehouse.rows({ sql: 'SELECT 1 AS one' }), now),
  }
}
