import type { KeptCases, Lens } from '../ports.ts'
import { databaseName, type Session } from '../warehouse/engine.ts'
import { arrayLiteral } from '../warehouse/literal.ts'
import { dropTables, linkedColumns, linkedQuery, traceColumns } from './build.ts'
import type { LensPlan } from './plan.ts'
import type { Retired } from './retired.ts'

type Ask = <T>(work: (session: Session) => Promise<T>) => Promise<T>

/** How many filters are kept, and how many bytes in all; beyond, the ones unused the longest go. */
const mostFilters = 32
const mostBytes = 512 * 2 ** 20

/** Of so few visits, and of no more than this share of the lens's, copies are made: then every question reads those alone. */
const fewVisits = 2_000_000
const fewShare = 0.25

export interface Condition {
  readonly sql: string
  /** it asks only when a case begins, which `linked` tells as `trace` does: no keys are needed */
  readonly isPeriod: boolean
}

interface Made extends KeptCases {
  readonly tables: readonly string[]
  readonly bytes: number
}

interface Entry {
  readonly lens: string
  readonly state: string
  readonly making: Promise<Made>
  /** 0 until it is made */
  bytes: number
}

/**
 * The cases of a lens that a filter leaves, found once: the keys as a set that the engine looks up without reading the
 * events again, and of few cases their rows. Kept under the text of the lens's table, which changes whenever what it holds does.
 */
export class Kept {
  readonly #ask: Ask
  readonly #retired: Retired
  readonly #entries = new Map<string, Entry>()
  #made = 0

  constructor(ask: Ask, retired: Retired) {
    this.#ask = ask
    this.#retired = retired
  }

  async cases(lens: Lens, plan: LensPlan, condition: Condition): Promise<KeptCases> {
    const key = `${plan.key} ${lens.trace} WHERE ${condition.sql}`
    const entry = this.#entries.get(key) ?? this.#begin(lens, plan, condition)
    // Put last, so that the order of the map is the order of use.
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    try {
      return await entry.making
    } catch (cause) {
      if (this.#entries.get(key) === entry) this.#entries.delete(key)
      throw cause
    } finally {
      await this.#dropUnused(plan.key, lens.trace)
    }
  }

  #begin(lens: Lens, plan: LensPlan, condition: Condition): Entry {
    const number = ++this.#made
    const making = this.#ask((session) => make(session, lens, plan, condition, number))
    const entry: Entry = { lens: plan.key, state: lens.trace, making, bytes: 0 }
    making.then(
      ({ bytes }) => {
        entry.bytes = bytes
      },
      () => undefined, // who asked has the failure
    )
    return entry
  }

  /** What was kept of an earlier state of the lens, and what is too much. The newest stays however large it is. */
  async #dropUnused(lens: string, state: string): Promise<void> {
    const all = [...this.#entries]
    let [filters, bytes] = [all.length, all.reduce((sum, [, entry]) => sum + entry.bytes, 0)]
    for (const [key, entry] of all.slice(0, -1)) {
      const isOver = filters > mostFilters || bytes > mostBytes
      if (!isOver && (entry.lens !== lens || entry.state === state)) continue
      this.#entries.delete(key)
      filters--
      bytes -= entry.bytes
      const made = await entry.making.catch(() => null) // who asked has the failure, and it left no table
      if (made !== null) await this.#retired.add(made.tables)
    }
  }
}

async function make(session: Session, lens: Lens, plan: LensPlan, condition: Condition, number: number): Promise<Made> {
  const names = { set: `kept_${number}`, trace: `kept_trace_${number}`, linked: `kept_linked_${number}` }
  const made: string[] = []
  const create = async (table: string, definition: string, rows: string) => {
    made.push(table)
    await session.run({ sql: `CREATE TABLE ${table} ${definition}` })
    await session.run({ sql: `INSERT INTO ${table} ${rows}` })
  }
  try {
    const picks = condition.isPeriod ? condition.sql : `key IN ${names.set}`
    if (!condition.isPeriod)
      await create(
        names.set,
        '(key UInt64) ENGINE = Set SETTINGS persistent = 0',
        `SELECT key FROM ${lens.trace} WHERE ${condition.sql}`,
      )
    const [size = { visits: 0 }] = await session.rows<{ visits: number }>({
      sql: `SELECT sum(length(steps)) AS visits FROM ${lens.trace} WHERE ${picks}`,
    })
    const isFew = size.visits <= Math.min(fewVisits, fewShare * lens.visits)
    if (isFew) {
      await create(names.trace, `(${traceColumns}) ENGINE = Memory`, `SELECT * FROM ${lens.trace} WHERE ${picks}`)
      await create(names.linked, `(${linkedColumns}) ENGINE = Memory`, linkedQuery(plan, names.trace))
    }
    const few = isFew ? { trace: names.trace, linked: names.linked } : null
    return { picks, few, tables: made, bytes: await bytesOf(session, made) }
  } catch (cause) {
    await dropTables(session, made)
    throw cause
  }
}

async function bytesOf(session: Session, tables: readonly string[]): Promise<number> {
  if (tables.length === 0) return 0
  const [found] = await session.rows<{ bytes: number }>({
    sql: `SELECT sum(total_bytes) AS bytes FROM system.tables WHERE database = '${databaseName}' AND name IN ${arrayLiteral(tables)}`,
  })
  return found?.bytes ?? 0
}
