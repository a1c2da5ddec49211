import type { Writable } from 'node:stream'

/** One line that is written over on a terminal; on anything else, a line every ten seconds, so that logs stay short. */
export class ProgressLine {
  readonly #out: Writable & { readonly isTTY?: boolean; readonly columns?: number }
  readonly #now: () => number
  #last = Number.NEGATIVE_INFINITY
  #isShown = false

  constructor(
    out: Writable & { readonly isTTY?: boolean; readonly columns?: number },
    now: () => number = () => performance.now(),
  ) {
    this.#out = out
    this.#now = now
    if (!out.isTTY) this.#last = now()
  }

  /** @param done 0..1, or null where the end is not known */
  show(done: number | null, says: string): void {
    const every = this.#out.isTTY ? 100 : 10_000
    if (this.#now() - this.#last < every) return
    this.#last = this.#now()
    const line = done === null ? says : `${bar(done)} ${(done * 100).toFixed(0).padStart(3)} %  ${says}`
    this.#out.write(this.#out.isTTY ? `\r\x1b[2K${line.slice(0, (this.#out.columns ?? 100) - 1)}` : `${line}\n`)
    this.#isShown = this.#out.isTTY === true
  }

  /** Takes the line away, so that what follows stands alone. */
  clear(): void {
    if (this.#isShown) this.#out.write('\r\x1b[2K')
    this.#isShown = false
  }
}

function bar(done: number): string {
  const width = 24
  const full = Math.round(Math.min(1, Math.max(0, done)) * width)
  return `${'█'.repeat(full)}${'░'.repeat(width - full)}`
}
