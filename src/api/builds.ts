import type { Store } from '../store/index.ts'

/**
 * Putting events in order by case is the one thing that can take minutes on a large store, and whoever asks first waits
 * for it. This says how far it is, to every screen and command that waits.
 */
export class Builds {
  readonly #running = new Map<symbol, number>()
  /** lenses built or brought up to date since the start */
  finished = 0
  readonly #working = new Map<symbol, { says: string; done: number }>()

  /** The share done of the build that has furthest to go; null when nothing is being built. */
  progress(): number | null {
    return this.#running.size === 0 ? null : Math.min(...this.#running.values())
  }

  /** Lenses being built. */
  get running(): number {
    return this.#running.size
  }

  /** The long question that has furthest to go, in words and as the share done; null when none is being worked at. */
  working(): { says: string; done: number } | null {
    const all = [...this.#working.values()]
    return all.length === 0 ? null : all.reduce((least, one) => (one.done < least.done ? one : least))
  }

  /** Does work that may take seconds and says so to whoever asks. */
  async during<Result>(says: string, work: (on: (done: number) => void) => Promise<Result>): Promise<Result> {
    const me = Symbol(says)
    try {
      return await work((done) => void this.#working.set(me, { says, done }))
    } finally {
      this.#working.delete(me)
    }
  }

  /** The same store, whose lenses tell here how far they are. */
  watch(store: Store): Store {
    const { warehouse } = store
    const lens: typeof warehouse.lens = async (spec, on) => {
      const me = Symbol('build')
      try {
        return await warehouse.lens(spec, (progress) => {
          this.#running.set(me, progress.done / progress.of)
          on?.(progress)
        })
      } finally {
        if (this.#running.delete(me)) this.finished++ // one that was there already tells of no progress
      }
    }
    return { ...store, warehouse: { ...warehouse, lens } }
  }
}
