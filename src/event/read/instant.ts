import type { Micros } from '../event.ts'
import { printInstant } from '../time/calendar.ts'

/** An instant that a binary format holds as a number; `isLocal` where it says that this is a wall clock's. */
export class Instant {
  readonly micros: Micros
  readonly isLocal: boolean

  constructor(micros: Micros, isLocal: boolean) {
    this.micros = micros
    this.isLocal = isLocal
  }

  toString(): string {
    const iso = printInstant(this.micros)
    return this.isLocal ? iso.slice(0, -1) : iso
  }
}
