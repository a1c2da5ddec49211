/** What changed in the store while the server runs, for those who watch. */
export interface Change {
  /** events written */
  readonly events: number
  /** cases that moved */
  readonly cases: number
  /** they happen now; an import tells of the past */
  readonly isLive?: boolean
}
type Watcher = (change: Change) => void

export class Feed {
  readonly #watchers = new Set<Watcher>()
  readonly #recent: { readonly at: number; readonly change: Change }[] = []
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  record(change: Change): void {
    if (change.events === 0) return
    if (change.isLive) this.#recent.push({ at: this.#now(), change })
    this.#forget()
    for (const watcher of this.#watchers) watcher(change)
  }

  /** What happened in the last minute; what an import brought did not. */
  lastMinute(): Change {
    this.#forget()
    return this.#recent.reduce<Change>(
      (sum, { change }) => ({ events: sum.events + change.events, cases: sum.cases + change.cases }),
      { events: 0, cases: 0 },
    )
  }

  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  #forget(): void {
    const before = this.#now() - 60_000
    while (this.#recent[0] !== undefined && this.#recent[0].at < before) this.#recent.shift()
  }
}
