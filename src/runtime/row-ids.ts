import { createHash } from 'node:crypto'
import type { Event } from '../event/index.ts'
import { ImportProblem } from './problem.ts'

/** Of so many rows without an id it is remembered what was there before, some 60 bytes each. */
const mostWithout = 2_000_000

/**
 * Ids for the rows of a file, the same whenever it comes again. `sender`: the file's ids are message ids, and count for
 * themselves. `row`: somebody guessed that a column is an id, and two exports may count alike, so it tells only together
 * with whose, what and when. Without one it is the values, and among equal rows their number.
 */
export class RowIds {
  readonly file: string
  readonly #kind: 'sender' | 'row'
  readonly #seen = new Map<number, number>()

  constructor(file: string, kind: 'sender' | 'row') {
    this.file = file
    this.#kind = kind
  }

  of(event: Event): string {
    const { id, received: _, ...values } = event
    if (id !== undefined && this.#kind === 'sender') return id
    if (id !== undefined) {
      const { customer, name, at } = event
      return `row:${digest([id, event.case ?? customer, name, at]).toString('base64url')}`
    }
    const hash = digest(values)
    const ordinal = this.#ordinal(hash.readUIntBE(0, 6))
    return `row:${hash.toString('base64url')}${ordinal === 0 ? '' : `.${ordinal}`}`
  }

  #ordinal(short: number): number {
    const before = this.#seen.get(short) ?? 0
    this.#seen.set(short, before + 1)
    if (this.#seen.size <= mostWithout) return before
    throw new ImportProblem(
      'broken-file',
      `${this.file} has more than ${mostWithout} rows without an id.`,
      'Cut it into smaller files, or name the column of the id in a profile.',
    )
  }
}

function digest(value: unknown): Buffer {
  return createHash('sha256').update(JSON.stringify(value)).digest().subarray(0, 16)
}
