import type { Gather } from './batch.ts'
import type { Cell, EventMaker } from './maker.ts'
import type { Slot } from './slots.ts'

/** Where readers of formats without a fixed header put what they find: rows of cells under the names of their columns. */
export interface CellSink {
  start(): void
  put(column: string, value: Cell): void
  finish(line: number): void
  refuse(line: number, field: string, value: string, reason: string): void
  /** a row that is neither bad nor wanted */
  filter(): void
}

/** Makes events of the cells. */
export class EventSink implements CellSink {
  readonly #maker: EventMaker
  readonly #gather: Gather
  readonly #slots = new Map<string, Slot>()

  constructor(maker: EventMaker, gather: Gather) {
    this.#maker = maker
    this.#gather = gather
  }

  start(): void {
    this.#maker.start()
  }

  put(column: string, value: Cell): void {
    let slot = this.#slots.get(column)
    if (slot === undefined) {
      slot = this.#maker.slot(column)
      this.#slots.set(column, slot)
    }
    this.#maker.put(slot, value)
  }

  finish(line: number): void {
    this.#maker.finish(line)
  }

  refuse(line: number, field: string, value: string, reason: string): void {
    this.#gather.refuse(line, field, value, reason)
  }

  filter(): void {
    this.#gather.filter()
  }
}
