import type { Batches } from '../append/batches.ts'
import type { Lens, LensSpec } from '../ports.ts'
import type { Session } from '../warehouse/engine.ts'
import { build } from './build.ts'
import { type LensPlan, plan } from './plan.ts'

type Progress = (progress: { readonly done: number; readonly of: number }) => void

interface Held {
  readonly seen: number
  readonly generation: number
  readonly lens: Lens
}

/** The lenses of one store. Who asks for one that is being built waits for that build. */
export class Lenses {
  readonly #session: Session
  readonly #batches: Batches
  readonly #held = new Map<string, Held>()
  readonly #building = new Map<string, Promise<Held>>()

  constructor(session: Session, batches: Batches) {
    this.#session = session
    this.#batches = batches
  }

  async lens(spec: LensSpec, on: Progress = () => undefined): Promise<Lens> {
    const wanted = plan(spec)
    const held = this.#held.get(wanted.key)
    if (held !== undefined && held.seen === this.#batches.last) return held.lens
    const building = this.#building.get(wanted.key) ?? this.#start(wanted, on)
    return (await building).lens
  }

  #start(wanted: LensPlan, on: Progress): Promise<Held> {
    const building = this.#build(wanted, on).finally(() => this.#building.delete(wanted.key))
    this.#building.set(wanted.key, building)
    return building
  }

  async #build(wanted: LensPlan, on: Progress): Promise<Held> {
    const seen = this.#batches.settled
    const generation = (this.#held.get(wanted.key)?.generation ?? 0) + 1
    const trace = `trace_${wanted.key}_${generation}`
    const linked = `linked_${wanted.key}_${generation}`
    await build(this.#session, wanted, trace, linked, (done) => on({ done, of: 1 }))
    const held = { seen, generation, lens: await describe(this.#session, wanted, trace, linked) }
    this.#held.set(wanted.key, held)
    return held
  }
}

async function describe(session: Session, wanted: LensPlan, trace: string, linked: string): Promise<Lens> {
  const [sums] = await session.rows<{ cases: number; visits: number; tied: number; moved: number; horizon: number }>({
    sql: `SELECT count() AS cases, sum(length(steps)) AS visits, sum(tied) AS tied, sum(moved) AS moved,
      (SELECT toUnixTimestamp64Micro(max(at)) FROM event) AS horizon FROM ${trace}`,
  })
  const { cases = 0, visits = 0, tied = 0, moved = 0, horizon = 0 } = sums ?? {}
  const transitions = visits - cases
  return {
    steps: wanted.steps,
    trace,
    linked,
    cases,
    visits,
    ties: { pairs: tied, moved: transitions === 0 ? 0 : moved / transitions },
    horizon,
  }
}
