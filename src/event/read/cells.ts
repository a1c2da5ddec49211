import type { Scalar } from '../event.ts'
import type { Profile } from '../profile.ts'
import type { SourceFile } from '../source.ts'
import type { Instant } from './instant.ts'

export type Cell = Scalar | Instant

/**
 * Where a scanner puts what it finds. It asks once for the place of each column, then for every row calls `start`, `put`
 * for each cell that the row has, and `finish`.
 */
export interface CellSink<Slot> {
  slot(column: string): Slot
  start(): void
  put(slot: Slot, value: Cell): void
  finish(line: number): void
  /** a row that is bad before it has cells */
  refuse(line: number, field: string, value: string, reason: string): void
  /** a row that is neither bad nor wanted */
  filter(): void
}

/** Reads one format: feeds the sink, and yields after each piece how many bytes it has consumed. */
export type Scan = <Slot>(file: SourceFile, profile: Profile, sink: CellSink<Slot>) => AsyncGenerator<number>
