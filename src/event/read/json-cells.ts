import type { CellSink } from './cells.ts'
import { Instant } from './instant.ts'

/** Puts the members of an object into a row: members of a nested object as `outer.inner`, what is deeper as JSON text. */
export class ObjectCells<Slot> {
  readonly #sink: CellSink<Slot>
  readonly #slots = new Map<string, Slot>()

  constructor(sink: CellSink<Slot>) {
    this.#sink = sink
  }

  putAll(row: object): void {
    for (const [name, value] of Object.entries(row)) {
      if (isPlainObject(value)) {
        for (const [inner, deep] of Object.entries(value)) this.put(`${name}.${inner}`, deep)
      } else this.put(name, value)
    }
  }

  put(column: string, value: unknown): void {
    if (value === null || value === undefined) return
    let slot = this.#slots.get(column)
    if (slot === undefined) {
      slot = this.#sink.slot(column)
      this.#slots.set(column, slot)
    }
    if (typeof value === 'string' || typeof value === 'boolean' || value instanceof Instant) this.#sink.put(slot, value)
    else if (typeof value === 'number') this.#sink.put(slot, Number.isFinite(value) ? value : String(value))
    else if (typeof value === 'bigint') this.#sink.put(slot, narrow(value))
    else this.#sink.put(slot, JSON.stringify(value, jsonSafe) ?? '')
  }
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** What is nested deeper is no event that anybody meant, and would use up the stack of whoever writes it down again. */
export const deepest = 100

export function isTooDeep(value: unknown, left = deepest): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (left === 0) return true
  if (Array.isArray(value)) return value.some((one) => isTooDeep(one, left - 1))
  for (const name in value) if (isTooDeep(Reflect.get(value, name), left - 1)) return true
  return false
}

/** A whole number that a float would bend stays text. */
function narrow(value: bigint): number | string {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value.toString()
}

function jsonSafe(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return narrow(value)
  return value instanceof Instant ? value.toString() : value
}
