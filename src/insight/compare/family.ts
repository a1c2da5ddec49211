import { benjaminiHochberg } from '../stats/false-discovery.ts'
import type { Difference } from './answers.ts'

/** Of the differences called clear, so many may be chance. */
export const rate = 0.05

/** Gives each difference its q among all of the family, and the mark that follows. */
export function judge(family: readonly Difference[]): (difference: Difference) => Difference {
  const tested = family.filter(({ p }) => p !== null)
  const qs = benjaminiHochberg(tested.map(({ p }) => p ?? 1))
  const qOf = new Map(tested.map((difference, i) => [difference, qs[i] ?? 1]))
  return (difference) => {
    const q = qOf.get(difference)
    if (q === undefined) return difference
    return { ...difference, q, mark: q <= rate ? 'clear' : 'not-clear' }
  }
}

export function testedIn(family: readonly Difference[]): number {
  return family.filter(({ p }) => p !== null).length
}
