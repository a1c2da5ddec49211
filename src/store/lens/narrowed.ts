import type { Lens } from '../ports.ts'
import type { Session } from '../warehouse/engine.ts'
import { countsColumns, countsQuery } from './counts.ts'
import type { Retired } from './retired.ts'

type Ask = <T>(work: (session: Session) => Promise<T>) => Promise<T>

/** How many filters are kept; beyond, the one unused the longest goes. Each holds some ten thousand rows at most. */
const keptFilters = 16

/**
 * The transitions of a lens under a condition, counted once: every question of a screen begins with them. What is kept is
 * kept under the text of the lens's table, which changes whenever what it holds does.
 */
export class Narrowed {
  readonly #ask: Ask
  readonly #retired: Retired
  readonly #found = new Map<string, Promise<string>>()
  #made = 0

  constructor(ask: Ask, retired: Retired) {
    this.#ask = ask
    this.#retired = retired
  }

  /** @returns the name of a table like `Lens.counts`; it stays for a minute after it was replaced. */
  async counts({ linked }: Lens, condition: string): Promise<string> {
    const key = `${linked} WHERE ${condition}`
    const counting = this.#found.get(key) ?? this.#count(key)
    // Put last, so that the order of the map is the order of use.
    this.#found.delete(key)
    this.#found.set(key, counting)
    try {
      return await counting
    } catch (cause) {
      if (this.#found.get(key) === counting) this.#found.delete(key)
      throw cause
    } finally {
      await this.#dropUnused()
    }
  }

  #count(from: string): Promise<string> {
    const table = `narrowed_${++this.#made}`
    return this.#ask(async (session) => {
      await session.run({ sql: `CREATE TABLE ${table} (${countsColumns}) ENGINE = Memory` })
      const counted = `${countsQuery(from)} SETTINGS optimize_aggregation_in_order = 1`
      try {
        await session.run({ sql: `INSERT INTO ${table} ${counted}` })
        return table
      } catch (cause) {
        await session.run({ sql: `DROP TABLE ${table}` })
        throw cause
      }
    })
  }

  async #dropUnused(): Promise<void> {
    for (const [key, counting] of [...this.#found].slice(0, Math.max(0, this.#found.size - keptFilters))) {
      this.#found.delete(key)
      const table = await counting.catch(() => null) // who asked has the failure, and it left no table
      if (table !== null) await this.#retired.add([table])
    }
  }
}
