import type { Run } from './runs.ts'

/** One line of a comparison: the run in the one, in the other, or in both. */
export interface Pair {
  readonly kind: 'same' | 'times' | 'left' | 'right'
  readonly left: Run | null
  readonly right: Run | null
}

/**
 * Two variants side by side: the longest sequence of steps that both go through in this order stands in pairs, the rest
 * stands alone. A step that both repeat, but not equally often, is a pair that differs in its times.
 */
export function align(left: readonly Run[], right: readonly Run[]): readonly Pair[] {
  const pairs: Pair[] = []
  const lengths = commonLengths(left, right)
  const at = (i: number, j: number) => lengths[i * (right.length + 1) + j] ?? 0
  let [i, j] = [0, 0]
  while (i < left.length || j < right.length) {
    const [a, b] = [left[i], right[j]]
    if (a && b && a.step === b.step) {
      pairs.push({ kind: a.times === b.times ? 'same' : 'times', left: a, right: b })
      i++
      j++
    } else if (a && (!b || at(i + 1, j) >= at(i, j + 1))) {
      pairs.push({ kind: 'left', left: a, right: null })
      i++
    } else {
      pairs.push({ kind: 'right', left: null, right: b ?? null })
      j++
    }
  }
  return pairs
}

/** Length of the longest common sequence of left from i and right from j, at i * (right + 1) + j. */
function commonLengths(left: readonly Run[], right: readonly Run[]): Uint16Array {
  const wide = right.length + 1
  const lengths = new Uint16Array((left.length + 1) * wide)
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      const [down, across] = [lengths[(i + 1) * wide + j] ?? 0, lengths[i * wide + j + 1] ?? 0]
      const isSame = left[i]?.step === right[j]?.step
      lengths[i * wide + j] = isSame ? 1 + (lengths[(i + 1) * wide + j + 1] ?? 0) : Math.max(down, across)
    }
  }
  return lengths
}
