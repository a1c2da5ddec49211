import type { Session } from '../warehouse/engine.ts'
import { dropTables } from './build.ts'

/** Whoever was given a lens may still be asking from its tables; after so long nobody is. */
const graceMs = 60_000

/** Tables that newer ones stand in for. They go when nobody can be reading them any more, or with the next start. */
export class Retired {
  readonly #session: Session
  readonly #now: () => number
  #tables: { readonly name: string; readonly since: number }[] = []

  constructor(session: Session, now: () => number) {
    this.#session = session
    this.#now = now
  }

  async add(names: readonly string[]): Promise<void> {
    const now = this.#now()
    const over = this.#tables.filter(({ since }) => now - since > graceMs)
    this.#tables = [
      ...this.#tables.filter(({ since }) => now - since <= graceMs),
      ...names.map((name) => ({ name, since: now })),
    ]
    await dropTables(
      this.#session,
      over.map(({ name }) => name),
    )
  }
}
