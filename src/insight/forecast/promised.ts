import { addDuration, type Duration } from '../../match/index.ts'
import { type Labels, unknown } from './labels.ts'
import { Mixture, type MixtureShape } from './mixture.ts'
import { from, type Passages } from './passages.ts'

/** A promise made at a step, by the codes of the steps: the next step, or one of these, within a time. */
export interface PromiseMade {
  readonly code: number
  /** empty: whichever step comes next keeps it */
  readonly next: readonly number[]
  readonly within: Duration
}

/**
 * What comes of a promise, as classes: kept in the first eighth of its time, in the second, …, and last of all late. So one distribution
 * tells both the chance at the visit and the chance once a part of the time has gone by and nothing came.
 */
const parts = 8
export const isLate = parts

export interface PromiseModel {
  readonly mixture: Mixture
  readonly made: ReadonlyMap<number, PromiseMade>
}

/** What came of the promise made at a visit, as far as it is known at an instant: only where its time is over, or the quick ones alone would teach. */
export function promiseLabel(
  { passages, labels, instant }: { readonly passages: Passages; readonly labels: Labels; readonly instant: number },
  made: PromiseMade,
  visit: number,
  p: number,
): number {
  const at = passages.at[visit] ?? 0
  const due = addDuration(at, made.within)
  if (due >= instant) return unknown
  const end = labels.ends[p] ?? 0
  for (let i = visit + 1; i < end; i++) {
    const then = passages.at[i] ?? 0
    if (then > due) return isLate
    if (made.next.length > 0 && !made.next.includes(passages.steps[i] ?? 0)) continue
    return due === at ? 0 : Math.min(parts - 1, Math.floor((parts * (then - at)) / (due - at)))
  }
  return isLate
}

/** Each case forecast before it is counted, as for all that is learned. */
export function fitPromises(
  ask: {
    readonly passages: Passages
    readonly labels: Labels
    readonly instant: number
    readonly ids: Int32Array
    readonly promises: readonly PromiseMade[]
  },
  shape: Omit<MixtureShape, 'classes'>,
  order: readonly number[],
): PromiseModel | null {
  const { passages, labels, ids, promises } = ask
  if (promises.length === 0) return null
  const made = new Map(promises.map((promise) => [promise.code, promise]))
  const mixture = new Mixture({ ...shape, classes: parts + 1 })
  const width = shape.parents.length
  for (const p of order) {
    const lessons: { readonly visit: number; readonly came: number }[] = []
    for (let visit = from(passages, p); visit < (labels.ends[p] ?? 0); visit++) {
      const promise = made.get(passages.steps[visit] ?? 0)
      const came = promise === undefined ? unknown : promiseLabel(ask, promise, visit, p)
      if (came !== unknown) lessons.push({ visit, came })
    }
    for (const { visit, came } of lessons) {
      const step = passages.steps[visit] ?? 0
      mixture.predict(ids, visit * width, step)
      mixture.adjust(step, came, 1)
    }
    for (const { visit, came } of lessons) mixture.count(ids, visit * width, came, 1)
  }
  return { mixture, made }
}

/** When the promise made at a visit is due, and the chance that it is missed, given that nothing came for so long. */
export function promiseAt(
  model: PromiseModel | null,
  { ids, at, step, since, waited }: { ids: Int32Array; at: number; step: number; since: number; waited: number },
): { readonly due: number; readonly late: number } | null {
  const made = model?.made.get(step)
  if (model === null || made === undefined) return null
  const due = addDuration(since, made.within)
  if (since + waited > due || due === since) return { due, late: 1 }
  const p = model.mixture.predict(ids, at, step)
  const gone = (parts * waited) / (due - since)
  let kept = 0
  for (let b = 0; b < parts; b++) kept += (p[b] ?? 0) * Math.min(1, Math.max(0, b + 1 - gone))
  const late = p[isLate] ?? 0
  return { due, late: late + kept === 0 ? 1 : late / (late + kept) }
}
