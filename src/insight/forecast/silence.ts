import { firstFrom, from, type Passages, passageCount } from './passages.ts'

/** How sure it must be that nothing more comes before a case counts as ended. */
const sure = 0.95
/** Below so many visits of a step, what all steps show stands in for it. */
const fewVisits = 20

/** What the lens itself says about ends: these steps close a case, and so does a quiet time (microseconds). */
export interface DrawnEnds {
  readonly ends: readonly number[]
  readonly quiet: number | null
}

/**
 * How silent a case may be. Of the visits to a step that lie far enough back, a share `e` was followed by nothing; of
 * the waits that did end, a share S(w) took longer than w. A case that stands at the step since w is over with
 *     P(over | w) = e / (e + (1 - e) S(w))                                                    (Bayes)
 * This is the chance that a case "has silently ended". Where the map draws the end (a closing step, a quiet time), the
 * drawing decides instead.
 */
export interface Silence {
  /** the chance that nothing more comes, for a case that stands at a step since so long (microseconds) */
  over(step: number, waited: number): number
  /** of the waits that ended: the share longer than this */
  longer(step: number, waited: number): number
  /** as `over`, by what was seen alone, whatever is drawn */
  seen(step: number, waited: number): number
  isOver(step: number, waited: number): boolean
  /** the silence from which on a case at the step counts as over: 0 at an end, Infinity where it never does */
  bound(step: number): number
  /** within this, nineteen of twenty of the waits at the step had ended */
  usual(step: number): number
}

/** What was known at `instant`; nothing later is looked at. */
export function silenceAt(passages: Passages, instant: number, stepCount: number, drawn: DrawnEnds): Silence {
  const waits: number[][] = Array.from({ length: stepCount + 1 }, () => [])
  const all: number[] = []
  eachWait(passages, instant, (step, wait) => {
    waits[step]?.push(wait)
    all.push(wait)
  })
  for (const some of [all, ...waits]) some.sort((a, b) => a - b)
  const long = all[Math.floor(all.length * 0.99)] ?? 0
  const { stopped, visits } = oldVisits(passages, instant - long, instant, stepCount)
  const total = { stopped: sum(stopped), visits: sum(visits) }
  const overall = (total.stopped + 0.5) / (total.visits + 1)
  const shareOf = (step: number) => ((stopped[step] ?? 0) + 2 * overall) / ((visits[step] ?? 0) + 2)
  const waitsAt = (step: number) => {
    const own = waits[step] ?? []
    return own.length < fewVisits ? all : own
  }
  const longer = (step: number, waited: number) => {
    const some = waitsAt(step)
    return some.length === 0 ? 0 : (some.length - above(some, waited)) / some.length
  }
  const usual = (step: number) => {
    const some = waitsAt(step)
    return some[Math.floor(some.length * 0.95)] ?? 0
  }
  const ends = new Set(drawn.ends)
  const seen = (step: number, waited: number) => {
    const share = shareOf(step)
    return share / (share + (1 - share) * longer(step, waited))
  }
  const over = (step: number, waited: number) => {
    if (ends.has(step)) return 1
    return drawn.quiet === null ? seen(step, waited) : waited >= drawn.quiet ? 1 : 0
  }
  const isOver = (step: number, waited: number) => over(step, waited) >= sure
  const bounds = Array.from({ length: stepCount + 1 }, (_, step) => boundOf((waited) => isOver(step, waited)))
  return { over, seen, longer, isOver, usual, bound: (step) => bounds[step] ?? Number.POSITIVE_INFINITY }
}

const longest = 100 * 365.25 * 86_400_000_000

/** The least silence that is one for good, to the microsecond, found by halving. */
function boundOf(isOver: (waited: number) => boolean): number {
  if (isOver(0)) return 0
  if (!isOver(longest)) return Number.POSITIVE_INFINITY
  let low = 0
  let high = longest
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (isOver(middle)) high = middle
    else low = middle
  }
  return high
}

function eachWait(passages: Passages, instant: number, on: (step: number, wait: number) => void): void {
  const { steps, at } = passages
  for (let p = 0; p < passageCount(passages); p++) {
    const end = firstFrom(passages, p, instant)
    for (let i = from(passages, p) + 1; i < end; i++) on(steps[i - 1] ?? 0, (at[i] ?? 0) - (at[i - 1] ?? 0))
  }
}

/** Visits before `old`, and how many of them nothing followed up to `instant`. */
function oldVisits(passages: Passages, old: number, instant: number, stepCount: number) {
  const stopped = new Array<number>(stepCount + 1).fill(0)
  const visits = new Array<number>(stepCount + 1).fill(0)
  for (let p = 0; p < passageCount(passages); p++) {
    const end = firstFrom(passages, p, instant)
    for (let i = from(passages, p); i < end && (passages.at[i] ?? 0) < old; i++) {
      const step = passages.steps[i] ?? 0
      visits[step] = (visits[step] ?? 0) + 1
      if (i === end - 1) stopped[step] = (stopped[step] ?? 0) + 1
    }
  }
  return { stopped, visits }
}

/** How many of sorted numbers are at most `value`. */
function above(sorted: readonly number[], value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) <= value) low = middle + 1
    else high = middle
  }
  return low
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0)
}
