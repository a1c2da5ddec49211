import { type Labels, unknown } from './labels.ts'
import { medianOf } from './metrics.ts'
import { from, type Passages, passageCount } from './passages.ts'

/** What anybody would say without a model, learned from the same cases: what the model has to be better than. */

/** The step that most often comes next, whatever came before. */
export function mostFrequent(passages: Passages, known: Labels): number {
  const counts = new Map<number, number>()
  eachKnown(passages, known, (visit) => {
    const label = known.next[visit] ?? unknown
    if (label !== unknown) counts.set(label, (counts.get(label) ?? 0) + 1)
  })
  return likeliest(counts)
}

/** What most often comes after each step alone (a Markov chain of order 1). */
export function lastStepBaseline(passages: Passages, known: Labels, stepCount: number): (step: number) => number {
  const counts = Array.from({ length: stepCount + 1 }, () => new Map<number, number>())
  eachKnown(passages, known, (visit) => {
    const label = known.next[visit] ?? unknown
    const own = counts[passages.steps[visit] ?? 0]
    if (label !== unknown && own !== undefined) own.set(label, (own.get(label) ?? 0) + 1)
  })
  const after = counts.map(likeliest)
  return (step) => after[step] ?? unknown
}

/** The median of all times, and of those after each step. */
export function timeBaseline(
  passages: Passages,
  known: Labels,
  times: Float64Array,
  stepCount: number,
): { readonly overall: number; readonly after: (step: number) => number } {
  const all: number[] = []
  const own: number[][] = Array.from({ length: stepCount + 1 }, () => [])
  eachKnown(passages, known, (visit) => {
    const time = times[visit] ?? Number.NaN
    if (Number.isNaN(time)) return
    all.push(time)
    own[passages.steps[visit] ?? 0]?.push(time)
  })
  const overall = medianOf(all) ?? 0
  const medians = own.map((some) => medianOf(some) ?? overall)
  return { overall, after: (step) => medians[step] ?? overall }
}

function eachKnown(passages: Passages, known: Labels, on: (visit: number) => void): void {
  for (let p = 0; p < passageCount(passages); p++) for (let i = from(passages, p); i < (known.ends[p] ?? 0); i++) on(i)
}

function likeliest(counts: ReadonlyMap<number, number>): number {
  let best = unknown
  let most = 0
  for (const [label, count] of counts) {
    if (count > most || (count === most && label < best)) {
      best = label
      most = count
    }
  }
  return best
}
