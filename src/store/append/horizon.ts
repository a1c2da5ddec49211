import type { Micros } from '../../event/index.ts'
import type { Session } from '../warehouse/engine.ts'

/** The latest instant in the store. Looked up once; what is added later only moves it on. */
export class Horizon {
  readonly #session: Session
  #latest: Promise<Micros> | undefined
  #added = Number.NEGATIVE_INFINITY

  constructor(session: Session) {
    this.#session = session
  }

  /** Events were taken out: it is looked up anew. */
  forget(): void {
    this.#latest = undefined
    this.#added = Number.NEGATIVE_INFINITY
  }

  add(at: Micros): void {
    this.#added = Math.max(this.#added, at)
  }

  /** 0 where there is no event. */
  async latest(): Promise<Micros> {
    this.#latest ??= this.#find()
    const latest = Math.max(await this.#latest, this.#added)
    return Number.isFinite(latest) ? latest : 0
  }

  async #find(): Promise<Micros> {
    const [found] = await this.#session.rows<{ n: number; latest: Micros }>({
      sql: 'SELECT count() AS n, toUnixTimestamp64Micro(max(at)) AS latest FROM event',
    })
    return found === undefined || found.n === 0 ? Number.NEGATIVE_INFINITY : found.latest
  }
}
