import type { Batches } from './batches.ts'

/** An answer over all events, which costs a look at each: kept until more come in. */
export class Remembered<Answer> {
  readonly #batches: Batches
  readonly #find: () => Promise<Answer>
  #ended = 0
  #answer: Promise<Answer> | undefined

  constructor(batches: Batches, find: () => Promise<Answer>) {
    this.#batches = batches
    this.#find = find
  }

  get(): Promise<Answer> {
    const { ended } = this.#batches
    if (this.#answer === undefined || this.#ended !== ended) {
      const asked = this.#find()
      this.#answer = asked
      this.#ended = ended
      // Who asked has the failure; the next who asks tries again.
      asked.catch(() => {
        if (this.#answer === asked) this.#answer = undefined
      })
    }
    return this.#answer
  }

  forget(): void {
    this.#answer = undefined
  }
}
