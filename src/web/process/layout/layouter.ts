import type { ElkNode } from 'elkjs/lib/elk-api.js'

/** The little of ELK that is needed, so that tests can lay out without a browser's worker. */
export interface Engine {
  layout(graph: ElkNode): Promise<ElkNode>
  terminateWorker(): void
}

/** How long a layout that nobody wants any more may go on before its worker is ended and a new one started. */
const patience = 600

/**
 * One layout at a time, and only the newest counts: what waits is replaced by what comes later, and a layout under way
 * that was overtaken is given up when it takes long. Whoever was overtaken hears null.
 */
export class Layouter {
  readonly #start: () => Engine
  readonly #wait: number
  #engine: Engine | null = null
  #busy: Job | null = null
  #next: Job | null = null
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(start: () => Engine, wait: number = patience) {
    this.#start = start
    this.#wait = wait
  }

  lay(graph: ElkNode): Promise<ElkNode | null> {
    const { promise, resolve, reject } = Promise.withResolvers<ElkNode | null>()
    this.#next?.resolve(null)
    this.#next = { graph, resolve, reject }
    if (this.#busy) this.#timer ??= setTimeout(() => this.#giveUp(), this.#wait)
    else void this.#run()
    return promise
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#next?.resolve(null)
    this.#next = null
    this.#giveUp()
  }

  /** The worker knows no way to stop: it is ended, and the next layout starts a new one. */
  #giveUp(): void {
    this.#timer = undefined
    this.#engine?.terminateWorker()
    this.#engine = null
    this.#busy?.resolve(null)
    this.#busy = null
    void this.#run()
  }

  async #run(): Promise<void> {
    const job = this.#next
    if (!job) return
    this.#next = null
    this.#busy = job
    this.#engine ??= this.#start()
    try {
      const answer = await this.#engine.layout(job.graph)
      job.resolve(this.#busy === job && !this.#next ? answer : null)
    } catch (error) {
      job.reject(error)
    }
    if (this.#busy !== job) return
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#busy = null
    void this.#run()
  }
}

interface Job {
  readonly graph: ElkNode
  readonly resolve: (answer: ElkNode | null) => void
  readonly reject: (error: unknown) => void
}
