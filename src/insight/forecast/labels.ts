import { byStart, firstFrom, from, type Passages, passageCount, until } from './passages.ts'
import type { Silence } from './silence.ts'

/** Nothing is known of it yet. */
export const unknown = -1

/** What an outcome is: a class of each finished passage. */
export interface OutcomeRule {
  readonly names: readonly string[]
  /** the class of a finished passage */
  of(passages: Passages, p: number, end: number): number
  /** the class that a way so far has already come to, or `unknown` */
  settled(passages: Passages, start: number, i: number): number
}

/**
 * What came after each visit, as far as it is known at an instant: visits from then on do not exist. A passage that has
 * been silent for long enough is over; of one that has not, the last visit has no label, for nobody knows yet.
 */
export interface Labels {
  /** first visit of each passage that is not known */
  readonly ends: Uint32Array
  readonly over: Uint8Array
  /**
   * per visit: 1 where it lies so far back that what follows it has nearly always come by now. Of later visits only those
   * that went on quickly are known, and they would teach that all go the quick ways.
   */
  readonly settled: Uint8Array
  /** per visit: the next step's code, 0 where the case ends, `unknown` */
  readonly next: Int32Array
  /** per visit, microseconds to the next visit; NaN where there is none */
  readonly wait: Float64Array
  /** per visit of a passage that is over, but its last, microseconds to the last; else NaN */
  readonly rest: Float64Array
  /** per passage that is over, microseconds from its first visit to its last; else NaN */
  readonly took: Float64Array
  /** per passage that is not over, the chance that it is all the same, by its silence so far */
  readonly silent: Float64Array
  /** per passage, the outcome's class or `unknown` */
  readonly outcome: Int32Array
  /**
   * per passage that is over, what it stands for: long passages of late beginners are not over yet, so that each that
   * is counts 1 / (the share of passages that began early enough to be seen ending), at most 4
   */
  readonly weight: Float64Array
}

const mostWeight = 4

export function labelsAt(passages: Passages, instant: number, silence: Silence, rule: OutcomeRule): Labels {
  const n = passageCount(passages)
  const visits = passages.steps.length
  const labels = {
    ends: new Uint32Array(n),
    over: new Uint8Array(n),
    settled: new Uint8Array(visits),
    next: new Int32Array(visits).fill(unknown),
    wait: new Float64Array(visits).fill(Number.NaN),
    rest: new Float64Array(visits).fill(Number.NaN),
    took: new Float64Array(n).fill(Number.NaN),
    silent: new Float64Array(n),
    outcome: new Int32Array(n).fill(unknown),
    weight: new Float64Array(n).fill(1),
  }
  for (let p = 0; p < n; p++) labelPassage(passages, p, instant, silence, rule, labels)
  weigh(passages, instant, silence, labels)
  return labels
}

function labelPassage(
  passages: Passages,
  p: number,
  instant: number,
  silence: Silence,
  rule: OutcomeRule,
  labels: Labels,
): void {
  const { steps, at } = passages
  const start = from(passages, p)
  const end = firstFrom(passages, p, instant)
  labels.ends[p] = end
  if (end === start) return
  const last = end - 1
  for (let i = start; i < last; i++) {
    labels.next[i] = steps[i + 1] ?? 0
    labels.wait[i] = (at[i + 1] ?? 0) - (at[i] ?? 0)
  }
  for (let i = start; i < end; i++) {
    labels.settled[i] = instant - (at[i] ?? 0) > silence.usual(steps[i] ?? 0) ? 1 : 0
  }
  const lastAt = at[last] ?? 0
  const isOver = silence.isOver(steps[last] ?? 0, instant - lastAt)
  const settled = rule.settled(passages, start, last)
  if (!isOver) {
    labels.silent[p] = silence.seen(steps[last] ?? 0, instant - lastAt)
    labels.outcome[p] = settled
    return
  }
  labels.over[p] = 1
  labels.next[last] = 0
  labels.took[p] = lastAt - (at[start] ?? 0)
  for (let i = start; i < last; i++) labels.rest[i] = lastAt - (at[i] ?? 0)
  labels.outcome[p] = settled === unknown ? rule.of(passages, p, end) : settled
}

/** Inverse probability of being seen to end (IPCW), from when passages began: all beginnings are known. */
function weigh(passages: Passages, instant: number, silence: Silence, labels: Labels): void {
  const n = passageCount(passages)
  const ages: number[] = []
  for (let p = 0; p < n; p++)
    if ((labels.ends[p] ?? 0) > from(passages, p)) ages.push(instant - (passages.at[from(passages, p)] ?? 0))
  ages.sort((a, b) => a - b)
  for (let p = 0; p < n; p++) {
    if (labels.over[p] !== 1) continue
    const until = (labels.ends[p] ?? 1) - 1
    const shown = (labels.took[p] ?? 0) + silence.bound(passages.steps[until] ?? 0)
    const older = ages.length - countBelow(ages, shown)
    labels.weight[p] = older === 0 ? mostWeight : Math.min(mostWeight, ages.length / older)
  }
}

function countBelow(sorted: readonly number[], value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}

const groups = 24

/**
 * Of passages by when they begin those of whom about as many are known as of any: of those who began lately only the short
 * ones are, and they would teach, and flatter, that all are short. They are cut where in a group of a 24th fewer than nine tenths of the best
 * group's share are known, from the end; the older half stays in any case.
 */
export function mostlyKnown(order: readonly number[], isKnown: (p: number) => boolean): readonly number[] {
  const size = Math.max(1, Math.ceil(order.length / groups))
  const shares: number[] = []
  for (let i = 0; i < order.length; i += size) {
    const group = order.slice(i, i + size)
    shares.push(group.filter(isKnown).length / group.length)
  }
  const enough = 0.9 * Math.max(0, ...shares)
  let last = shares.length
  while (last > groups / 2 && (shares[last - 1] ?? 0) < enough) last--
  return order.slice(0, last * size)
}

/** Passages by when they begin, of those with a visit before the instant. */
export function knownPassages(passages: Passages, labels: Labels): readonly number[] {
  return [...byStart(passages)].filter((p) => (labels.ends[p] ?? 0) > from(passages, p))
}

/** Passages that begin at or after an instant, in that order. */
export function passagesSince(passages: Passages, instant: number): readonly number[] {
  return [...byStart(passages)].filter(
    (p) => until(passages, p) > from(passages, p) && (passages.at[from(passages, p)] ?? 0) >= instant,
  )
}
