import type { Batches } from '../append/batches.ts'
import type { Renaming } from '../ports.ts'
import type { Session } from '../warehouse/engine.ts'
import { arrayLiteral } from '../warehouse/literal.ts'

/** An id as the name it goes by; ids that go by none are their own. */
export function knownAs(id: string): string {
  return `if(joinGet('known_now', 'name', ${id}) = '', ${id}, joinGet('known_now', 'name', ${id}))`
}

/** All columns of `held` but the two that a customer's name stands in. */
const others = [
  'key',
  'id',
  'identities',
  'case',
  'name',
  'at',
  'received',
  'seq',
  'source',
  'actor',
  'channel',
  'team',
  'system',
  'partner',
  'text',
  'score_kind',
  'score_value',
  'properties',
  'traits',
].join(', ')

/**
 * Under which name each customer's events are asked for. Events stay as they came; whoever asks sees them through `event`,
 * which looks each customer up in a table in memory. As long as nobody goes by another name it looks nothing up.
 */
export class Known {
  readonly #session: Session
  #version: number
  #count: number

  private constructor(session: Session, version: number, count: number) {
    this.#session = session
    this.#version = version
    this.#count = count
  }

  /** Makes `event`, and the table it looks customers up in, from what was kept. */
  static async open(session: Session): Promise<Known> {
    await session.run({ sql: 'DROP TABLE IF EXISTS known_now' })
    await session.run({
      sql: `CREATE TABLE known_now (raw String, name String) ENGINE = Join(ANY, LEFT, raw)
        SETTINGS join_any_take_last_row = 1, persistent = 0`,
    })
    await session.run({ sql: `INSERT INTO known_now SELECT raw, name FROM known_as FINAL WHERE name != ''` })
    const [found] = await session.rows<{ version: number; count: number }>({
      sql: `SELECT max(version) AS version, countIf(name != '') AS count FROM known_as`,
    })
    const known = new Known(session, found?.version ?? 0, found?.count ?? 0)
    await known.#show()
    return known
  }

  /** Nobody goes by another name. */
  get isEmpty(): boolean {
    return this.#count === 0
  }

  /** Which cases change is said before they do, as for events; done again, it changes nothing. */
  async rename(renamings: readonly Renaming[], batches: Batches): Promise<void> {
    if (renamings.length === 0) return
    const raws = arrayLiteral(renamings.map(({ id }) => id))
    const names = arrayLiteral(renamings.map(({ id, name }) => (name === id ? '' : name)))
    const { batch, end } = batches.begin()
    try {
      await this.#session.run({ sql: touching(batch, raws, names) })
      const rows = `SELECT arrayJoin(arrayZip(${raws}, ${names})) AS row, row.1 AS raw, row.2 AS name`
      this.#version++
      await this.#session.run({ sql: `INSERT INTO known_as SELECT raw, name, ${this.#version} FROM (${rows})` })
      await this.#session.run({ sql: `INSERT INTO known_now SELECT raw, name FROM (${rows})` })
      const wasEmpty = this.isEmpty
      this.#count += renamings.length
      if (wasEmpty) await this.#show()
    } finally {
      end()
    }
  }

  async #show(): Promise<void> {
    const customer = this.isEmpty ? 'customer' : `${knownAs('customer')} AS customer`
    const key = this.isEmpty ? 'case_key' : `if(held.case != '', held.case_key, customer) AS case_key`
    await this.#session.run({ sql: `CREATE OR REPLACE VIEW event AS SELECT ${others}, ${customer}, ${key} FROM held` })
  }
}

/** The renamed, those whose name they bear or bore, and every case with an event of theirs. */
function touching(batch: number, raws: string, names: string): string {
  const former = `SELECT joinGet('known_now', 'name', arrayJoin(${raws}))`
  return `INSERT INTO touch SELECT DISTINCT ${batch}, 0, case_key, customer FROM (
      SELECT arrayJoin(arrayConcat(${raws}, ${names})) AS case_key, case_key AS customer
      UNION ALL SELECT c AS case_key, c AS customer FROM (${former} AS c)
      UNION ALL SELECT case_key, customer FROM held WHERE customer IN (SELECT arrayJoin(${raws}))
    ) WHERE case_key != ''`
}
