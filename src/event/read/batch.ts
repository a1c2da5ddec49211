import type { Refusal, SourcedEvent } from '../event.ts'

/** About a thousand rows of a file, as events and refusals. */
export interface Batch {
  readonly events: readonly SourcedEvent[]
  readonly refused: readonly Refusal[]
  /** events that the profile's `lifecycle` leaves out, or that touch no object of the case's type: neither bad nor wanted */
  readonly filtered: number
  /** bytes of the (unpacked) file consumed so far; of Parquet, its share of the file's size */
  readonly bytes: number
}

// So few that they are done with while they are in the young part of the heap: ten times as many cost a fifth more.
const rowsABatch = 1_000
const longestValue = 200

/** Collects what a reader finds until there is a batch of it. */
export class Gather {
  readonly file: string
  #events: SourcedEvent[] = []
  #refused: Refusal[] = []
  #filtered = 0

  constructor(file: string) {
    this.file = file
  }

  event(event: SourcedEvent): void {
    this.#events.push(event)
  }

  refuse(line: number, field: string, value: string, reason: string): void {
    this.#refused.push({ file: this.file, line, field, value: cut(value), reason })
  }

  filter(): void {
    this.#filtered++
  }

  get isFull(): boolean {
    return this.#events.length + this.#refused.length >= rowsABatch
  }

  get isEmpty(): boolean {
    return this.#events.length + this.#refused.length + this.#filtered === 0
  }

  take(bytes: number): Batch {
    const batch = { events: this.#events, refused: this.#refused, filtered: this.#filtered, bytes }
    this.#events = []
    this.#refused = []
    this.#filtered = 0
    return batch
  }
}

function cut(value: string): string {
  return value.length <= longestValue ? value : `${value.slice(0, longestValue - 1)}…`
}
