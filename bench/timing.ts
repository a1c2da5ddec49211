/** Seconds of the runs of one measure. */
export interface Timed {
  readonly median: number
  readonly low: number
  readonly high: number
  readonly runs: number
  /** median of what it took of the processor, in all threads of this process */
  readonly busy?: number
}

export function summed(seconds: readonly number[]): Timed {
  const sorted = [...seconds].sort((a, b) => a - b)
  const at = (place: number) => sorted[place] ?? Number.NaN
  const middle = (sorted.length - 1) / 2
  return {
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    low: at(0),
    high: at(sorted.length - 1),
    runs: sorted.length,
  }
}

export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

/** Once to warm up (run 0), then `runs` times; what takes longer than `patience` seconds is not warmed up and runs once. */
export async function timed(work: (run: number) => Promise<unknown>, runs: number, patience = 30): Promise<Timed> {
  const first = await costOf(() => work(0))
  if (first.seconds > patience) return { ...summed([first.seconds]), busy: first.busy }
  const costs: { readonly seconds: number; readonly busy: number }[] = []
  for (let run = 1; run <= runs; run++) costs.push(await costOf(() => work(run)))
  return { ...summed(costs.map(({ seconds }) => seconds)), busy: summed(costs.map(({ busy }) => busy)).median }
}

async function costOf(work: () => Promise<unknown>): Promise<{ readonly seconds: number; readonly busy: number }> {
  const before = process.cpuUsage()
  const seconds = await secondsOf(work)
  const { user, system } = process.cpuUsage(before)
  return { seconds, busy: (user + system) / 1e6 }
}
