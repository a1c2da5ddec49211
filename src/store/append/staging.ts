import { closeSync, openSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { StoreProblem } from '../problem.ts'
import type { Session } from '../warehouse/engine.ts'
import { textLiteral } from '../warehouse/literal.ts'
import { encodedStructure, rowStructure } from './event-row.ts'

/** Large enough for the engine to work in whole blocks. */
const chunkBytes = 32 << 20
/** Smaller while the table is in memory, so that a short append is stored while it is still being read. */
const firstChunkBytes = 4 << 20
/** An append of no more encoded bytes never touches the disk before it is published; a larger one moves there. */
const mostInMemory = 128 << 20

/** Of one text that holds the values with their lengths: the engine takes four times as long to hash them one by one. */
const rowHash =
  "sipHash128(formatRow('RowBinary', customer, identities, case, name, at, actor, channel, team, system, partner, text, score_kind, score_value, properties, traits))"

/** Two exports may count alike, so an id tells only with whose it is, what and when. */
const idInPlace = "sipHash128('id', id, if(case != '', case, customer), name, at)"

/**
 * The events of one append, out of sight until they are published. `base` is what an event's key is made from: the hash
 * of the sender's id, or of all the row says.
 */
export class Staging {
  readonly table: string
  readonly #session: Session
  readonly #folder: string
  readonly #since: number
  readonly #base: string
  #filling: Chunk | null = null
  #writing: Promise<void> = Promise.resolve()
  #where: 'nowhere' | 'memory' | 'disk' = 'nowhere'
  #bytes = 0
  #chunks = 0
  count = 0

  /**
   * @param since when its source was first seen: an event that does not say otherwise was received then
   * @param scope set where an event's id alone tells it from the others of this scope
   */
  constructor(session: Session, folder: string, name: string, since: number, scope?: string) {
    this.#session = session
    const known = scope === undefined ? idInPlace : `sipHash128('message', ${textLiteral(scope)}, id)`
    this.#base = `reinterpretAsUInt128(if(id != '', ${known}, ${rowHash}))`
    this.#folder = folder
    this.table = name
    this.#since = since
  }

  /** Takes whole rows; they are its own until it returns. */
  async add(rows: Uint8Array, events: number): Promise<void> {
    if (events === 0) return
    this.#filling ??= openChunk(join(this.#folder, `${this.table}-${this.#chunks++}.bin`))
    write(this.#filling, rows)
    this.count += events
    if (this.#filling.bytes >= this.#enough) await this.#flush(this.#filling)
  }

  /** Waits until all is in the table. */
  async finish(): Promise<void> {
    if (this.#filling !== null) await this.#flush(this.#filling)
    await this.#writing
  }

  async drop(): Promise<void> {
    await this.#writing.catch(() => undefined) // its failure was already thrown by add or finish
    if (this.#filling !== null) {
      closeSync(this.#filling.file)
      await rm(this.#filling.path, { force: true })
    }
    if (this.#where !== 'nowhere') await this.#session.run({ sql: `DROP TABLE IF EXISTS ${this.table}` })
  }

  /** At most two chunks are in flight: the one being stored and the one being filled. */
  async #flush(full: Chunk): Promise<void> {
    await this.#writing
    this.#filling = null
    closeSync(full.file)
    this.#writing = this.#store(full)
    // Kept for the next flush or finish to throw; without a listener Node would end the process first.
    this.#writing.catch(() => undefined)
  }

  async #store({ path, bytes }: Chunk): Promise<void> {
    try {
      await this.#place(bytes)
      await this.#session.run({
        sql: `INSERT INTO ${this.table} SELECT ${this.#base} AS base,
          * REPLACE (ifNull(received, fromUnixTimestamp64Micro(${this.#since}, 'UTC')) AS received)
          FROM file(${textLiteral(path)}, RowBinary, ${textLiteral(encodedStructure)})`,
      })
    } finally {
      await rm(path, { force: true })
    }
  }

  get #enough(): number {
    return this.#where === 'disk' ? chunkBytes : firstChunkBytes
  }

  /** The table for so many bytes more. Memory goes without sorting, compressing and merging what is soon read once. */
  async #place(more: number): Promise<void> {
    this.#bytes += more
    const isLarge = this.#bytes > mostInMemory
    if (this.#where === 'nowhere') await this.#create(this.table, isLarge)
    else if (this.#where === 'memory' && isLarge) {
      const disk = `${this.table}_disk`
      await this.#create(disk, true)
      await this.#session.run({ sql: `INSERT INTO ${disk} SELECT * FROM ${this.table}` })
      await this.#session.run({ sql: `DROP TABLE ${this.table}` })
      await this.#session.run({ sql: `RENAME TABLE ${disk} TO ${this.table}` })
    }
    this.#where = isLarge ? 'disk' : 'memory'
  }

  async #create(table: string, isLarge: boolean): Promise<void> {
    const engine = isLarge ? 'MergeTree ORDER BY place' : 'Memory'
    await this.#session.run({ sql: `CREATE TABLE ${table} (base UInt128, ${rowStructure}) ENGINE = ${engine}` })
  }
}

/** A file of encoded rows that is being written. */
interface Chunk {
  readonly path: string
  readonly file: number
  bytes: number
}

function openChunk(path: string): Chunk {
  return { path, file: done(path, () => openSync(path, 'w')), bytes: 0 }
}

/** At once: piece by piece it would take a turn of the event loop for each, and a live feed's few rows are one piece. */
function write(chunk: Chunk, rows: Uint8Array): void {
  done(chunk.path, () => writeFileSync(chunk.file, rows))
  chunk.bytes += rows.length
}

function done<Result>(path: string, work: () => Result): Result {
  try {
    return work()
  } catch (cause) {
    throw new StoreProblem(
      'engine-failed',
      `${path} could not be written.`,
      'Check free space and the rights on the folder.',
      cause,
    )
  }
}
