import type { Cell, CellSink } from '../read/cells.ts'

export interface SampleRow {
  readonly line: number
  readonly cells: ReadonlyMap<string, Cell>
}
export interface SampleRefusal {
  readonly line: number
  readonly field: string
  readonly value: string
  readonly reason: string
}

export const sampleRows = 2_000

/** The first rows of a file with the columns they have, in the order these were first seen. */
export class SampleTable implements CellSink<string> {
  readonly columns = new Set<string>()
  readonly rows: SampleRow[] = []
  readonly refused: SampleRefusal[] = []
  #cells = new Map<string, Cell>()

  get isFull(): boolean {
    return this.rows.length >= sampleRows
  }

  slot(column: string): string {
    if (!this.isFull) this.columns.add(column)
    return column
  }

  start(): void {
    this.#cells = new Map()
  }

  put(column: string, value: Cell): void {
    if (this.isFull) return
    if (value !== '') this.#cells.set(column, value)
  }

  finish(line: number): void {
    if (!this.isFull) this.rows.push({ line, cells: this.#cells })
  }

  refuse(line: number, field: string, value: string, reason: string): void {
    if (!this.isFull) this.refused.push({ line, field, value, reason })
  }

  /** what a reader leaves out says nothing about columns */
  filter(): void {}
}
