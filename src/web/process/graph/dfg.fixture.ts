import * as fc from 'fast-check'
import type { Dfg } from '../../../insight/answers.ts'

/** A directly-follows graph as a log gives it: counted from traces, so every step lies between a start and an end. */
export const anyDfg = fc
  .array(fc.array(fc.integer({ min: 0, max: 11 }), { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 30 })
  .map((traces) => countDfg(traces.map((trace) => trace.map((step) => `s${step}`))))

export function countDfg(traces: readonly (readonly string[])[]): Dfg {
  const tally = () => new Map<string, number>()
  const [steps, edges, starts, ends] = [tally(), tally(), tally(), tally()]
  const add = (map: Map<string, number>, key: string | undefined) => {
    if (key !== undefined) map.set(key, (map.get(key) ?? 0) + 1)
  }
  for (const trace of traces) {
    add(starts, trace[0])
    add(ends, trace.at(-1))
    trace.forEach((step, i) => {
      add(steps, step)
      if (i > 0) add(edges, `${trace[i - 1]}>${step}`)
    })
  }
  const named = (map: Map<string, number>) => [...map].map(([name, count]) => ({ name, count }))
  return {
    cases: traces.length,
    events: traces.flat().length,
    steps: named(steps).map((step) => ({ ...step, cases: Math.min(step.count, traces.length) })),
    edges: [...edges].map(([key, count]) => {
      const [from = '', to = ''] = key.split('>')
      return { from, to, count, cases: Math.min(count, traces.length), medianSeconds: 1, meanSeconds: 1, p90Seconds: 1 }
    }),
    starts: named(starts),
    ends: named(ends),
    ties: { pairs: 0, moved: 0 },
  }
}
