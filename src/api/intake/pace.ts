import type { Event, Micros } from '../../event/index.ts'

const minute: Micros = 60_000_000
const shown = 60
const mostLate = 500

/** How fast events come, and how long after they happened. */
export class Pace {
  readonly #minutes = new Map<number, number>()
  #late: Micros[] = []

  add(events: readonly Event[], now: Micros): void {
    if (events.length === 0) return
    const at = Math.floor(now / minute)
    this.#minutes.set(at, (this.#minutes.get(at) ?? 0) + events.length)
    for (const one of this.#minutes.keys()) if (one <= at - shown) this.#minutes.delete(one)
    this.#late = [...this.#late, ...events.slice(-mostLate).map((event) => now - event.at)].slice(-mostLate)
  }

  /** Events in each of the last 60 minutes, the present one last. */
  minutes(now: Micros): readonly number[] {
    const at = Math.floor(now / minute)
    return Array.from({ length: shown }, (_, i) => this.#minutes.get(at - shown + 1 + i) ?? 0)
  }

  /** Of the last 500 events, the seconds after which half of them had come in; null: there was none. */
  late(): number | null {
    const sorted = this.#late.toSorted((a, b) => a - b)
    const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]]
    return low === undefined || high === undefined ? null : Math.max(0, (low + high) / 2 / 1_000_000)
  }
}
