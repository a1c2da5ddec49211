/** A step, and how often it comes in a row. */
export interface Run {
  readonly step: string
  readonly times: number
}

/** a b b b a → a, b ×3, a */
export function runsOf(steps: readonly string[]): readonly Run[] {
  const runs: { step: string; times: number }[] = []
  for (const step of steps) {
    const last = runs.at(-1)
    if (last?.step === step) last.times++
    else runs.push({ step, times: 1 })
  }
  return runs
}
