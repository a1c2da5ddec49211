import type { Routes } from './contract.ts'
import type { Feed } from './feed.ts'

/** What screens ask for again whenever events have come in, all of them at the same moment. */
const together: ReadonlySet<keyof Routes> = new Set<keyof Routes>([
  'GET /api/maps/:map/measure',
  'GET /api/maps/:map/steps/:step',
  'GET /api/maps/:map/friction',
  'GET /api/journeys',
  'GET /api/status',
])

interface UnderWay {
  readonly state: number
  readonly answer: Promise<unknown>
}

/** Whoever asks what another is just being answered gets that answer, unless something changed since the other asked. */
export class Together {
  readonly #underWay = new Map<string, UnderWay>()
  #state = 0

  constructor(feed: Feed) {
    feed.watch(() => this.changed())
  }

  /** What was asked before this may have been answered from what was so before. */
  changed(): void {
    this.#state++
  }

  /** @param address path, query and partner, which are all that the answer depends on */
  answer<Answer>(key: keyof Routes, address: string, ask: () => Promise<Answer>): Promise<Answer> {
    if (!together.has(key)) return ask()
    const found = this.#underWay.get(address)
    if (found?.state === this.#state) return found.answer as Promise<Answer> // of the same route and query
    const mine = { state: this.#state, answer: ask() }
    this.#underWay.set(address, mine)
    const end = () => {
      if (this.#underWay.get(address) === mine) this.#underWay.delete(address)
    }
    mine.answer.then(end, end)
    return mine.answer
  }
}
