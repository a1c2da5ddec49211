/** Numbers batches of touches and knows up to which of them all events are in. */
export class Batches {
  #last: number
  readonly #open = new Set<number>()

  constructor(last: number) {
    this.#last = last
  }

  begin(): { readonly batch: number; end(): void } {
    const batch = ++this.#last
    this.#open.add(batch)
    return { batch, end: () => void this.#open.delete(batch) }
  }

  /** The newest batch begun. */
  get last(): number {
    return this.#last
  }

  /** Whoever reads the events now sees all of every batch up to this one. */
  get settled(): number {
    return this.#open.size === 0 ? this.#last : Math.min(...this.#open) - 1
  }
}
