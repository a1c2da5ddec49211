/** Columns next to each other that say the same, as one bar; columns that say nothing are in no bar. */
export interface Run {
  readonly says: string
  readonly from: number
  readonly to: number
}

export function runsOf(values: readonly (string | null)[]): readonly Run[] {
  const runs: Run[] = []
  values.forEach((says, index) => {
    const last = runs.at(-1)
    if (says === null) return
    if (last?.says === says && last.to === index - 1) runs[runs.length - 1] = { ...last, to: index }
    else runs.push({ says, from: index, to: index })
  })
  return runs
}

/** Where work changes hands: a run directly followed by another. `at` is the column that receives. */
export function handOffs(
  runs: readonly Run[],
): readonly { readonly at: number; readonly from: string; readonly to: string }[] {
  return runs.flatMap((run, i) => {
    const next = runs[i + 1]
    return next && next.from === run.to + 1 ? [{ at: next.from, from: run.says, to: next.says }] : []
  })
}
