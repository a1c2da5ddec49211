/** How many in how long, by who asks. Each has as many in hand as may come at once, and gets them back evenly over the time. */
export interface Rate {
  readonly most: number
  /** milliseconds */
  readonly within: number
}

const mostKept = 50_000

export class RateLimit {
  readonly #rate: Rate
  readonly #now: () => number
  readonly #left = new Map<string, { left: number; at: number }>()

  constructor(rate: Rate, now: () => number) {
    this.#rate = rate
    this.#now = now
  }

  /** @returns milliseconds to wait; 0: this one was counted and may pass */
  take(who: string): number {
    const { most, within } = this.#rate
    const now = this.#now()
    const before = this.#left.get(who) ?? { left: most, at: now }
    const left = Math.min(most, before.left + ((now - before.at) / within) * most)
    if (left < 1) return Math.ceil(((1 - left) / most) * within)
    this.#left.delete(who) // so that the map is in the order of the last asking
    this.#left.set(who, { left: left - 1, at: now })
    if (this.#left.size > mostKept) this.#forgetOldest()
    return 0
  }

  /** Who has succeeded begins anew. */
  forget(who: string): void {
    this.#left.delete(who)
  }

  #forgetOldest(): void {
    const [oldest] = this.#left.keys()
    if (oldest !== undefined) this.#left.delete(oldest)
  }
}
