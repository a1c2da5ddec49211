/**
 * Passages in memory, column by column: what the model is fitted to and asked about. Visits of passage `p` stand from
 * `offsets[p]` up to `offsets[p + 1]`. It is a plain value of typed arrays, so that a thread can be given it.
 */
export interface Passages {
  /** the trace's keys, as text: 64 bits are more than a number holds */
  readonly keys: readonly string[]
  readonly offsets: Uint32Array
  /** 1-based codes of the lens's steps */
  readonly steps: Uint16Array
  /** microseconds since 1970 */
  readonly at: Float64Array
  readonly attributes: readonly AttributeColumn[]
}

/** What an attribute of its event says at each visit: a place in `values`, 0 where it says something else or nothing. */
export interface AttributeColumn {
  readonly name: string
  /** `values[code - 1]` in words */
  readonly values: readonly string[]
  readonly codes: Uint8Array
}

export function passageCount(passages: Passages): number {
  return passages.offsets.length - 1
}

export function from(passages: Passages, p: number): number {
  return passages.offsets[p] ?? 0
}

export function until(passages: Passages, p: number): number {
  return passages.offsets[p + 1] ?? 0
}

/** The first visit of passage `p` at or after an instant, or its end. */
export function firstFrom(passages: Passages, p: number, instant: number): number {
  const end = until(passages, p)
  for (let i = from(passages, p); i < end; i++) if ((passages.at[i] ?? 0) >= instant) return i
  return end
}

/** Places of the passages by when they begin; of equal ones the keys decide, so that the order is always the same. */
export function byStart(passages: Passages): Uint32Array {
  const order = Uint32Array.from({ length: passageCount(passages) }, (_, p) => p)
  const startOf = (p: number) => passages.at[from(passages, p)] ?? 0
  return order.sort((a, b) => startOf(a) - startOf(b) || compareText(passages.keys[a] ?? '', passages.keys[b] ?? ''))
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
