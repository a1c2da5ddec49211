import type { Model } from './model.ts'
import { valueAt } from './quantile.ts'
import type { Draw } from './random.ts'

/** A time by which one of some steps is to be reached after another (a promise that is kept). */
export interface Deadline {
  readonly step: number
  readonly next: ReadonlySet<number>
  readonly seconds: number
}

/** What is different in a world, compiled for the walk. Nothing set is the world as it was observed. */
export interface World {
  /** changed times, by place in the model's `waits`; absent: as observed */
  readonly waits: ReadonlyMap<number, Float64Array>
  readonly deadlines: readonly Deadline[]
  /** steps that nobody comes to any more; the wait that led to them falls away */
  readonly removed: ReadonlySet<number>
  /** steps at which nobody leaves: who left there goes on as the others did */
  readonly kept: ReadonlySet<number>
  /** how much likelier a case is to leave after a wait, by place in the model's `waits`; null: waits do not matter */
  readonly leaving: ReadonlyMap<number, (seconds: number) => number> | null
}

export const asObserved: World = {
  waits: new Map(),
  deadlines: [],
  removed: new Set(),
  kept: new Set(),
  leaving: null,
}

export interface Runs {
  /** seconds from the first visit to the last, a case each */
  readonly durations: Float64Array
  /** seconds to the first good outcome; NaN where there was none */
  readonly outcomes: Float64Array
  readonly reached: number
  /** visits of each step code, over all cases */
  readonly visits: Float64Array
  /** cases cut off after the most visits that one may have */
  readonly cut: number
}

const longest = 5_000
const purpose = { next: 0, wait: 1, leave: 2 } as const

/** Walks `runs` cases through the model. Pure: the same draws give the same runs. */
export function simulate(
  model: Model,
  world: World,
  good: ReadonlySet<number>,
  runs: number,
  draws: (which: number) => Draw,
): Runs {
  const durations = new Float64Array(runs)
  const outcomes = new Float64Array(runs).fill(Number.NaN)
  const walk = new Walk(model, world, good)
  for (let which = 0; which < runs; which++) {
    walk.go(draws(which))
    durations[which] = walk.last
    if (walk.outcome >= 0) outcomes[which] = walk.outcome
  }
  return { durations, outcomes, reached: walk.reached, visits: walk.visits, cut: walk.cut }
}

/** One case after the other on the same few arrays. */
class Walk {
  readonly #model: Model
  readonly #world: World
  readonly #good: ReadonlySet<number>
  readonly #times: Int32Array
  readonly #due: Float64Array
  readonly #seen: number[] = []
  readonly visits: Float64Array
  #began = -1
  last = 0
  outcome = -1
  reached = 0
  cut = 0

  constructor(model: Model, world: World, good: ReadonlySet<number>) {
    this.#model = model
    this.#world = world
    this.#good = good
    this.#times = new Int32Array(model.steps + 1)
    this.#due = new Float64Array(world.deadlines.length)
    this.visits = new Float64Array(model.steps + 1)
  }

  go(draw: Draw): void {
    const { stepOf, to, waitOf } = this.#model
    this.#reset()
    let state = 0
    let now = 0
    let odds = 1
    for (let taken = 0; ; taken++) {
      const step = stepOf[state] ?? 0
      const visit = this.#times[step] ?? 0
      const way = this.#choose(state, (what) => draw(step, visit, what), odds)
      const target = to[way] ?? -1
      if (target < 0) break
      if (taken >= longest) {
        this.cut++
        break
      }
      const arrived = stepOf[target] ?? 0
      const wait = waitOf[way] ?? -1
      const share = wait < 0 ? 0 : draw(step, visit, purpose.wait)
      const arrival = this.#arrive(now, wait, share, arrived)
      odds = this.#odds(wait, share, arrival - now, arrived)
      now = arrival
      this.#visit(arrived, now)
      state = target
    }
    if (this.outcome >= 0) this.reached++
  }

  #reset(): void {
    for (const step of this.#seen) this.#times[step] = 0
    this.#seen.length = 0
    this.#due.fill(-1)
    this.#began = -1
    this.last = 0
    this.outcome = -1
  }

  /** The way on. `odds` weighs the end against all others; where nobody leaves, the end is no way. */
  #choose(state: number, draw: (what: number) => number, odds: number): number {
    const { first, to, stepOf, cumulative } = this.#model
    const [from = 0, beyond = 0] = [first[state], first[state + 1]]
    const share = draw(purpose.next)
    // The end, where there is one, is the first way of its state: it leads to no step.
    const isLeft = to[from] === -1 && beyond - from > 1
    const end = isLeft ? (cumulative[from] ?? 0) : 0
    const now = this.#world.kept.has(stepOf[state] ?? 0) ? 0 : Math.min(1, end * odds)
    let aim = share
    // Who leaves and who goes on stays the same as far as the chances allow, so that worlds differ by the change alone.
    if (isLeft && now < end && share >= now && share < end) aim = end + ((share - now) / (end - now)) * (1 - end)
    if (isLeft && now > end && share >= end && draw(purpose.leave) < (now - end) / (1 - end)) return from
    let [low, high] = [from, beyond - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (aim < (cumulative[middle] ?? 1)) high = middle
      else low = middle + 1
    }
    return low
  }

  /** When the case comes to a step. A promise that would be late is kept to the instant, and what lay between is brought forward with it. */
  #arrive(now: number, wait: number, share: number, arrived: number): number {
    const { removed, deadlines, waits } = this.#world
    if (removed.has(arrived)) return now
    const values = waits.get(wait) ?? this.#model.waits[wait]?.values
    let arrival = values === undefined ? now : now + valueAt(values, share)
    for (let i = 0; i < deadlines.length; i++) {
      const due = this.#due[i] ?? -1
      if (due < 0 || !deadlines[i]?.next.has(arrived)) continue
      arrival = Math.min(arrival, due)
      this.#due[i] = -1
    }
    if (this.outcome >= 0) this.outcome = Math.min(this.outcome, arrival - this.#began)
    return arrival
  }

  /** How much likelier the case is to leave than it was, after a wait that is not what it was. */
  #odds(wait: number, share: number, seconds: number, arrived: number): number {
    const hazard = this.#world.leaving?.get(wait)
    const values = this.#model.waits[wait]?.values
    if (hazard === undefined || values === undefined || this.#world.removed.has(arrived)) return 1
    const observed = valueAt(values, share)
    if (observed === seconds) return 1
    const before = hazard(observed)
    return before > 0 ? hazard(Math.max(0, seconds)) / before : 1
  }

  #visit(step: number, now: number): void {
    const { removed, deadlines } = this.#world
    // A step that is removed is passed too, so that what comes after draws the luck it had.
    if (this.#times[step] === 0) this.#seen.push(step)
    this.#times[step] = (this.#times[step] ?? 0) + 1
    if (removed.has(step)) return
    if (this.#began < 0) this.#began = now
    this.visits[step] = (this.visits[step] ?? 0) + 1
    this.last = now - this.#began
    if (this.outcome < 0 && this.#good.has(step)) this.outcome = this.last
    for (let i = 0; i < deadlines.length; i++) {
      const deadline = deadlines[i]
      if (deadline?.step === step && (this.#due[i] ?? -1) < 0) this.#due[i] = now + deadline.seconds
    }
  }
}
