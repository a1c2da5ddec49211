import type { Batches } from '../append/batches.ts'
import type { Horizon } from '../append/horizon.ts'
import type { Known } from '../known/known.ts'
import type { Lens, LensSpec } from '../ports.ts'
import { StoreProblem } from '../problem.ts'
import type { Session } from '../warehouse/engine.ts'
import { Mutex } from '../warehouse/mutex.ts'
import { type Building, build, type Size, soundSize } from './build.ts'
import { buildDelta, countTouched, type Delta, view } from './delta.ts'
import { type LensPlan, plan } from './plan.ts'
import { type Base, keptLenses, Registry, tablesOf } from './registry.ts'
import type { Retired } from './retired.ts'
import { movedTransitions } from './ties.ts'

type Progress = (progress: { readonly done: number; readonly of: number }) => void

/** Past this share of cases touched, a lens is built anew beside the answering. */
const manyTouched = 0.02
/** Past this share touched since the last delta, whoever asks waits for it: the next delta would cost as much. */
const mostTouched = 0.2
/** A lens that took so long to build is not built anew for so many times as long: events that go on coming leave it time to answer. */
const restAfterBuild = 15
/** Below so many visits a full build costs no more than a delta's upkeep. */
const fewVisits = 100_000

/** One lens in use. What it holds is changed only by who has `mutex`. */
interface Held {
  readonly plan: LensPlan
  readonly mutex: Mutex
  base: Base | null
  delta: Delta | null
  answer: Lens | null
  /** of the base: what a share of touched cases is taken of */
  size: Size
  /** the newest generation begun */
  generation: number
  /** a full build that nobody waits for */
  rebuilding: Promise<void> | null
  /** that build failed; the next who asks runs it and sees why */
  mustRebuild: boolean
  /** no build beside the answering before this, in milliseconds of the process */
  restsUntil: number
}

interface Built {
  readonly base: Base
  readonly size: Size
}

export interface LensSessions {
  /** full builds, which may take long */
  readonly builder: Session
  /** deltas and the book */
  readonly upkeep: Session
}

/** The lenses of one store. Who asks for one that is being built waits for that build. */
export class Lenses {
  readonly #sessions: LensSessions
  readonly #batches: Batches
  readonly #known: Known
  readonly #horizon: Horizon
  readonly #registry: Registry
  readonly #retired: Retired
  readonly #held = new Map<string, Held>()
  readonly #plans = new WeakMap<Lens, LensPlan>()

  constructor(sessions: LensSessions, batches: Batches, horizon: Horizon, retired: Retired, known: Known) {
    this.#known = known
    this.#horizon = horizon
    this.#sessions = sessions
    this.#batches = batches
    this.#registry = new Registry(sessions.upkeep)
    this.#retired = retired
  }

  async lens(spec: LensSpec, on: Progress = () => undefined): Promise<Lens> {
    const wanted = plan(spec)
    const held = this.#held.get(wanted.key) ?? newHeld(wanted)
    // Put last, so that the order of the map is the order of use.
    this.#held.delete(wanted.key)
    this.#held.set(wanted.key, held)
    return held.mutex.run(() => this.#current(held, (done) => on({ done, of: 1 })))
  }

  /** How a lens that was given out is built. */
  planOf(lens: Lens): LensPlan {
    const found = this.#plans.get(lens)
    if (found === undefined) throw new RangeError('this lens was not given out by this store')
    return found
  }

  /** Waits for builds that nobody waits for. */
  async settle(): Promise<void> {
    for (const held of this.#held.values()) await held.rebuilding
  }

  async #current(held: Held, on: (done: number) => void): Promise<Lens> {
    const settled = this.#batches.settled
    if (held.answer !== null && !held.mustRebuild && seenBy(held) >= settled) return held.answer
    const base = held.base ?? (await this.#standing(held))
    if (base === null || held.mustRebuild || (await this.#bringUpToDate(held, base, settled)) === 'rebuild') {
      await this.#rebuild(held, on)
    }
    return this.#describe(held)
  }

  /** A lens that stood when the store was last closed is taken up again. */
  async #standing(held: Held): Promise<Base | null> {
    held.generation = Math.max(held.generation, await this.#registry.lastGeneration(held.plan.key))
    const found = (await this.#registry.standing()).find(({ key }) => key === held.plan.key)
    if (found === undefined) return null
    const size = await this.#sizeIfSound(found.base)
    await this.#registry.note(held.plan.key, found.base, size === null ? 'dropped' : 'built')
    if (size === null) {
      await this.#retired.add(tableNames(found.base))
      return null
    }
    held.size = size
    held.base = found.base
    return found.base
  }

  /** A loss of power may leave the note of a lens without all of its rows; then it is built anew. */
  async #sizeIfSound(base: Base): Promise<Size | null> {
    try {
      return await soundSize(this.#sessions.upkeep, base, base)
    } catch (cause) {
      if (cause instanceof StoreProblem && cause.code === 'lens-unsound') return null
      throw cause
    }
  }

  async #bringUpToDate(held: Held, base: Base, settled: number): Promise<'done' | 'rebuild'> {
    const { upkeep } = this.#sessions
    const touched = await countTouched(upkeep, held.plan, base.built, settled)
    if (touched.whole) return 'rebuild'
    const before = held.delta
    if (touched.cases > manyTouched * held.size.cases) {
      const fresh = before === null ? touched : await countTouched(upkeep, held.plan, before.seen, settled)
      if (held.size.visits < fewVisits || fresh.cases > mostTouched * held.size.cases) return 'rebuild'
      this.#rebuildAside(held)
    }
    if (touched.cases === 0 && before === null) {
      held.base = { ...base, built: settled }
      return 'done'
    }
    held.delta = await buildDelta(upkeep, held.plan, base, before, settled, !this.#known.isEmpty)
    await this.#retired.add(tableNames(before))
    return 'done'
  }

  async #rebuild(held: Held, on: (done: number) => void): Promise<void> {
    await this.#exchange(held, await this.#build(held, { on, isKnown: !this.#known.isEmpty }))
    held.mustRebuild = false
  }

  #rebuildAside(held: Held): void {
    const began = performance.now()
    if (held.rebuilding !== null || began < held.restsUntil) return
    held.rebuilding = this.#build(held, { threads: 1, on: () => undefined, isKnown: !this.#known.isEmpty })
      .then((built) => held.mutex.run(() => this.#exchange(held, built)))
      .catch(() => {
        held.mustRebuild = true
      })
      .finally(() => {
        held.rebuilding = null
        const now = performance.now()
        held.restsUntil = now + restAfterBuild * (now - began)
      })
  }

  async #build(held: Held, building: Building): Promise<Built> {
    const generation = ++held.generation
    const built = this.#batches.settled
    const tables = tablesOf(held.plan.key, generation)
    const size = await build(this.#sessions.builder, held.plan, tables, building)
    return { base: { generation, built, cases: size.cases, visits: size.visits, ...tables }, size }
  }

  /** From here on answers come from the new tables; a build that a newer one has overtaken is not taken up. */
  async #exchange(held: Held, { base, size }: Built): Promise<void> {
    const { base: oldBase, delta: oldDelta } = held
    if (oldBase !== null && oldBase.generation > base.generation) return this.#retired.add(tableNames(base))
    held.size = size
    await this.#registry.note(held.plan.key, base)
    held.base = base
    held.delta = null
    held.answer = null
    await this.#retired.add([...tableNames(oldBase), ...tableNames(oldDelta)])
    await this.#dropUnused()
  }

  async #dropUnused(): Promise<void> {
    const standing = await this.#registry.standing()
    const unused = standing.filter(({ key }) => !this.#held.has(key))
    const inUse = [...this.#held.values()].flatMap((held) =>
      held.base === null || held.rebuilding !== null ? [] : [{ key: held.plan.key, base: held.base }],
    )
    for (const { key, base } of [...unused, ...inUse].slice(0, Math.max(0, standing.length - keptLenses))) {
      await this.#registry.note(key, base, 'dropped')
      const delta = this.#held.get(key)?.delta ?? null
      this.#held.delete(key)
      await this.#retired.add([...tableNames(base), ...tableNames(delta)])
    }
  }

  async #describe(held: Held): Promise<Lens> {
    const { base, delta, plan } = held
    if (base === null) throw new RangeError(`lens ${plan.key} has no tables`)
    const sum = (of: 'cases' | 'visits' | 'tied') =>
      held.size[of] + (delta === null ? 0 : delta.size[of] - delta.staleSize[of])
    const transitions = sum('visits') - sum('cases')
    const pairs = sum('tied')
    const shifts = [base.ties, ...(delta === null ? [] : [delta.ties])]
    const moved = pairs === 0 ? 0 : await movedTransitions(this.#sessions.upkeep, shifts)
    const ties = { pairs, moved: transitions === 0 ? 0 : moved / transitions }
    const horizon = await this.#horizon.latest()
    held.answer = {
      steps: plan.steps,
      ...view(base, delta),
      cases: sum('cases'),
      visits: sum('visits'),
      ...(delta === null ? { customers: held.size.customers } : {}),
      ties,
      horizon,
    }
    this.#plans.set(held.answer, plan)
    return held.answer
  }
}

function newHeld(wanted: LensPlan): Held {
  return {
    plan: wanted,
    mutex: new Mutex(),
    base: null,
    delta: null,
    answer: null,
    size: { cases: 0, visits: 0, tied: 0, customers: 0 },
    generation: 0,
    rebuilding: null,
    mustRebuild: false,
    restsUntil: 0,
  }
}

function tableNames(tables: Base | Delta | null): readonly string[] {
  if (tables === null) return []
  return [tables.trace, tables.linked, tables.ties, ...('stale' in tables ? [tables.stale, tables.gone] : [])]
}

function seenBy({ base, delta }: Held): number {
  return delta?.seen ?? base?.built ?? -1
}
