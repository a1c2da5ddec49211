import type { Session } from '../warehouse/engine.ts'
import { databaseName } from '../warehouse/engine.ts'
import type { Tables } from './build.ts'

/** The tables of one lens as they were last built in full: with all events up to the batch `built`. */
export interface Base extends Tables {
  readonly generation: number
  readonly built: number
  /** how much the tables held when they were built */
  readonly cases: number
  readonly visits: number
}

interface NotedLens {
  readonly key: string
  readonly generation: number
  readonly built: number
  readonly cases: number
  readonly visits: number
}

/** How many lenses are kept; beyond, those unused the longest go. */
export const keptLenses = 20

export function tablesOf(key: string, generation: number): Tables {
  return {
    trace: `trace_${key}_${generation}`,
    linked: `linked_${key}_${generation}`,
    ties: `ties_${key}_${generation}`,
  }
}

/** The book of lenses, `lens`: only added to; the newest line of a key says how it stands. */
export class Registry {
  readonly #session: Session

  constructor(session: Session) {
    this.#session = session
  }

  /** Takes note that a lens was built, or is used again. */
  async note(key: string, base: Base, state: 'built' | 'dropped' = 'built'): Promise<void> {
    await this.#session.run({
      sql: `INSERT INTO lens (key, generation, built, cases, visits, state, at)
        SELECT {key:String}, {generation:UInt64}, {built:UInt64}, {cases:UInt64}, {visits:UInt64}, {state:String}, now64(6)`,
      params: { key, generation: base.generation, built: base.built, cases: base.cases, visits: base.visits, state },
    })
  }

  async lastGeneration(key: string): Promise<number> {
    const [found] = await this.#session.rows<{ last: number }>({
      sql: 'SELECT max(generation) AS last FROM lens WHERE key = {key:String}',
      params: { key },
    })
    return found?.last ?? 0
  }

  /** Lenses that stand, least recently noted first. */
  async standing(): Promise<readonly { readonly key: string; readonly base: Base }[]> {
    const rows = await this.#session.rows<NotedLens>({
      sql: `SELECT key, generation, built, cases, visits FROM (SELECT * FROM lens ORDER BY at DESC, generation DESC LIMIT 1 BY key)
        WHERE state = 'built' ORDER BY at`,
    })
    return rows.map(({ key, ...noted }) => ({
      key,
      base: { ...noted, ...tablesOf(key, noted.generation) },
    }))
  }

  /**
   * After a start: tables that no standing lens names were left half built, or replaced; touches that every lens has
   * seen are done with.
   */
  async tidy(): Promise<void> {
    const standing = await this.standing()
    const kept = new Set(standing.flatMap(({ base }) => [base.trace, base.linked, base.ties]))
    const found = await this.#session.rows<{ name: string }>({
      sql: `SELECT name FROM system.tables WHERE database = '${databaseName}' AND match(name, '^(staging|trace|linked|ties|stale|gone|touched|narrowed|kept)_')`,
    })
    for (const { name } of found) {
      if (!kept.has(name)) await this.#session.run({ sql: `DROP TABLE IF EXISTS ${name} SYNC` })
    }
    const names = new Set(found.map(({ name }) => name))
    for (const { key, base } of standing) {
      if (![base.trace, base.linked, base.ties].every((table) => names.has(table)))
        await this.note(key, base, 'dropped')
    }
    const oldest = Math.min(...standing.map(({ base }) => base.built))
    const done = `batch < (SELECT max(batch) FROM touch) AND batch <= ${Number.isFinite(oldest) ? oldest : '18446744073709551615'}`
    const [touches] = await this.#session.rows<{ n: number }>({ sql: `SELECT count() AS n FROM touch WHERE ${done}` })
    if ((touches?.n ?? 0) > 0) await this.#session.run({ sql: `DELETE FROM touch WHERE ${done}` })
  }
}
