import { setTimeout as sleep } from 'node:timers/promises'

/** What the server said it has accepted, kept by who sent it: of each customer, the numbers of its events in their order. */
export type Ledger = Map<string, number[]>

/** Events of one instant stand side by side, so that their order is told by nothing but when they were accepted. */
const eventsAnInstant = 5
const begin = Date.UTC(2026, 0, 5)
const longestPause = 500

export interface Sending {
  readonly key: string
  /** where the server listens; it is not always there */
  readonly url: string
  readonly random: () => number
}

/**
 * One system that sends: one request at a time, again and again until it is answered 200, as a client that loses nothing
 * does. Now and then it sends again what was accepted, as one does that did not hear the answer.
 */
export class Sender {
  readonly acknowledged: Ledger = new Map()
  /** what no well-formed request may be answered */
  readonly wrong: string[] = []
  tries = 0
  requests = 0
  #n = 0
  #isStopping = false
  readonly #name: string
  readonly #with: Sending
  readonly #running: Promise<void>

  constructor(name: string, sending: Sending) {
    this.#name = name
    this.#with = sending
    this.#running = this.#run()
  }

  get count(): number {
    return [...this.acknowledged.values()].reduce((sum, { length }) => sum + length, 0)
  }

  /** Ends when the last request is answered. */
  async stop(): Promise<void> {
    this.#isStopping = true
    await this.#running
  }

  async #run(): Promise<void> {
    while (!this.#isStopping) {
      const { random } = this.#with
      const isSingle = random() < 0.3
      const calls = Array.from({ length: isSingle ? 1 : 1 + Math.floor(random() * 60) }, () => this.#next())
      const [path, body] = isSingle ? ['track', calls[0]?.call] : ['batch', { batch: calls.map(({ call }) => call) }]
      await this.#send(path, JSON.stringify(body), calls.length)
      for (const { customer, n } of calls) this.#note(customer, n)
      if (random() < 0.05) await this.#send(path, JSON.stringify(body), calls.length)
    }
  }

  #next() {
    const n = this.#n++
    const customer = `${this.#name}-${Math.floor(this.#with.random() * 20)}`
    const timestamp = new Date(begin + Math.floor(n / eventsAnInstant) * 1000).toISOString()
    const call = { type: 'track', messageId: `m${n}`, userId: customer, event: 'Counted', timestamp, properties: { n } }
    return { customer, n, call }
  }

  #note(customer: string, n: number): void {
    const own = this.acknowledged.get(customer)
    if (own === undefined) this.acknowledged.set(customer, [n])
    else own.push(n)
  }

  async #send(path: string, body: string, events: number): Promise<void> {
    this.requests++
    for (let pause = 20; !(await this.#isTaken(path, body, events)); pause = Math.min(pause * 2, longestPause))
      await sleep(pause)
  }

  async #isTaken(path: string, body: string, events: number): Promise<boolean> {
    this.tries++
    try {
      const answer = await fetch(`${this.#with.url}/v1/${path}`, {
        method: 'POST',
        body,
        headers: { Authorization: `Bearer ${this.#with.key}` },
        signal: AbortSignal.timeout(20_000),
      })
      const said = await answer.text()
      if (answer.status === 200) {
        const { accepted } = JSON.parse(said) as { accepted: number } // as the intake answers
        if (accepted !== events) this.wrong.push(`${accepted} of ${events} accepted: ${said}`)
        return true
      }
      if (answer.status !== 429 && answer.status < 500) this.wrong.push(`${answer.status}: ${said}`)
      return false
    } catch {
      return false // it is down, was killed while it answered, or does not answer: the same request is sent again
    }
  }
}
