/** A named set of steps that a picture shows as one. */
export interface Group {
  readonly name: string
  readonly steps: readonly string[]
}

/** What rare steps are called together. */
const othersName = 'others'

/**
 * The name under which each step is shown: its group's, `others` where it is beyond the `keep` most frequent of those in no group, else its
 * own. `counts` are the steps in question with how often they are met.
 */
export function grouping(
  counts: ReadonlyMap<string, number>,
  groups: readonly Group[],
  keep: number | null,
): { readonly nameOf: (step: string) => string; readonly groups: readonly Group[] } {
  const named = new Map(groups.flatMap((group) => group.steps.map((step) => [step, group.name] as const)))
  const free = [...counts].filter(([step]) => !named.has(step))
  const inOrder = free.toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([step]) => step)
  const rare = keep === null ? [] : inOrder.slice(keep)
  // One rare step alone keeps its name: "others" of one would hide it for nothing.
  const others = rare.length > 1 ? rare : []
  for (const step of others) named.set(step, othersName)
  const shown = groups.filter((group) => group.steps.some((step) => counts.has(step)))
  return {
    nameOf: (step) => named.get(step) ?? step,
    groups: others.length === 0 ? shown : [...shown, { name: othersName, steps: others }],
  }
}
