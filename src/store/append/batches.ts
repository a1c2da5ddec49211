/** Numbers batches of touches and knows up to which of them all events are in. */
export class Batches {
  #last: number
  #ended = 0
  readonly #open = new Set<number>()

  constructor(last: number) {
    this.#last = last
  }

  begin(): { readonly batch: number; end(): void } {
    const batch = ++this.#last
    this.#open.add(batch)
    return {
      batch,
      end: () => {
        if (this.#open.delete(batch)) this.#ended++
      },
    }
  }

  /** The newest batch begun. */
  get last(): number {
    return this.#last
  }

  /** How many have ended since the start: as long as it is the same, what was read is still so. */
  get ended(): number {
    return this.#ended
  }

  /** Whoever reads the events now sees all of every batch up to this one. */
  get settled(): number {
    return this.#open.size === 0 ? this.#last : Math.min(...this.#open) - 1
  }
}
