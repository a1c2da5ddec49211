import type { Micros } from '../../event/index.ts'

/** Events of one name that came in, or are held. */
export interface Named {
  readonly name: string
  readonly count: number
  readonly first: Micros
  readonly last: Micros
}

export interface Extent {
  readonly first: Micros
  readonly last: Micros
  readonly events: number
}

interface Held {
  readonly names: Map<string, number>
  extent: Extent | null
  /** the names as they are answered, until one more comes */
  inOrder: readonly { readonly name: string; readonly count: number }[] | null
}

/** How many events there are of each name, and between which instants. Looked up once; what is added later is added to it. */
export class Totals {
  readonly #find: () => Promise<readonly Named[]>
  readonly #alone: <T>(work: () => Promise<T>) => Promise<T>
  #asked: Promise<Held> | undefined
  #held: Held | undefined

  /**
   * @param find looks at every event
   * @param alone runs work while nothing is added: what comes between would be counted twice, or not at all
   */
  constructor(find: () => Promise<readonly Named[]>, alone: <T>(work: () => Promise<T>) => Promise<T>) {
    this.#find = find
    this.#alone = alone
  }

  async names(): Promise<readonly { readonly name: string; readonly count: number }[]> {
    const held = await this.#current()
    held.inOrder ??= [...held.names]
      .map(([name, count]) => ({ name, count }))
      .toSorted((a, b) => b.count - a.count || Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)))
    return held.inOrder
  }

  async extent(): Promise<Extent | null> {
    return (await this.#current()).extent
  }

  /** These were added, by whoever is alone now: whoever still waits for a look of their own will see them there. */
  add(added: readonly Named[]): void {
    if (this.#held !== undefined) addTo(this.#held, added)
  }

  /** It is looked up anew when next it is asked for. */
  forget(): void {
    this.#asked = undefined
    this.#held = undefined
  }

  #current(): Promise<Held> {
    if (this.#asked !== undefined) return this.#asked
    const asked = this.#alone(async () => {
      const held: Held = { names: new Map(), extent: null, inOrder: null }
      addTo(held, await this.#find())
      if (this.#asked === asked) this.#held = held
      return held
    })
    this.#asked = asked
    // Who asked has the failure; the next who asks tries again.
    asked.catch(() => {
      if (this.#asked === asked) this.#asked = undefined
    })
    return asked
  }
}

function addTo(held: Held, added: readonly Named[]): void {
  for (const { name, count, first, last } of added) {
    held.names.set(name, (held.names.get(name) ?? 0) + count)
    const { extent } = held
    held.extent =
      extent === null
        ? { first, last, events: count }
        : {
            first: Math.min(extent.first, first),
            last: Math.max(extent.last, last),
            events: extent.events + count,
          }
  }
  if (added.length > 0) held.inOrder = null
}
