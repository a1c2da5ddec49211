import type { Variant } from '../../insight/answers.ts'

/** A variant in the list, with its place and the share of cases in it and all before it. */
export interface Listed {
  readonly variant: Variant
  /** from 1, most frequent first */
  readonly place: number
  readonly cumulative: number | null
}

export function listOf(variants: readonly Variant[], cases: number): readonly Listed[] {
  let sum = 0
  return variants.map((variant, i) => {
    sum += variant.count
    return { variant, place: i + 1, cumulative: cases === 0 ? null : sum / cases }
  })
}

/** Those that go through every step wanted, whole names or parts of them: "papers, help" finds both in any order. */
export function withSteps(list: readonly Listed[], wanted: string, title: (step: string) => string): readonly Listed[] {
  const parts = wanted
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== '')
  if (parts.length === 0) return list
  const known = new Map<string, boolean[]>()
  const hits = (step: string) => {
    const before = known.get(step)
    if (before) return before
    const name = `${step} ${title(step)}`.toLowerCase()
    const found = parts.map((part) => name.includes(part))
    known.set(step, found)
    return found
  }
  return list.filter(({ variant }) => parts.every((_, i) => variant.steps.some((step) => hits(step)[i])))
}
