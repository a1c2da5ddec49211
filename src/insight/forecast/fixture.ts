import type { Passages } from './passages.ts'

/** Numbers that look random and are the same each time (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export const hour = 3_600_000_000
export const begin = Date.UTC(2026, 0, 5) * 1000

/** Passages from visits in short: [step, microseconds since 2026-01-05]. */
export function passagesOf(
  cases: readonly (readonly (readonly [step: number, at: number])[])[],
  mark?: { readonly name: string; readonly values: readonly string[]; readonly codes: readonly number[] },
): Passages {
  const offsets = new Uint32Array(cases.length + 1)
  for (const [i, visits] of cases.entries()) offsets[i + 1] = (offsets[i] ?? 0) + visits.length
  const visits = cases.flat()
  return {
    keys: cases.map((_, i) => String(i + 1)),
    offsets,
    steps: Uint16Array.from(visits, ([step]) => step),
    at: Float64Array.from(visits, ([, at]) => begin + at),
    attributes:
      mark === undefined ? [] : [{ name: mark.name, values: mark.values, codes: Uint8Array.from(mark.codes) }],
  }
}

/**
 * A process that is known to the last chance. From 1 (start) to 2 with 0.7, to 3 with 0.3; from 2 to 4 with 0.8 where the
 * case came by way 2, back to 1 else… : 1 -> 2 | 3; 2 -> 4 (0.9) | 3 (0.1); 3 -> 4 (0.2) | 5 (0.8) unless it came from 2,
 * then 4 always. 4 and 5 end. Waits are exponential with a mean of `meanHours[step]`.
 */
export const meanHours: Readonly<Record<number, number>> = { 1: 10, 2: 30, 3: 5 }
export function knownProcess(count: number, seed: number): Passages {
  const random = randomFrom(seed)
  const cases = Array.from({ length: count }, (_, i) => {
    const visits: [number, number][] = [[1, i * hour]]
    let from = 0
    for (let step = 1; step < 4; ) {
      const next = nextOf(step, from, random())
      const wait = -Math.log(1 - random()) * (meanHours[step] ?? 1) * hour
      visits.push([next, Math.round((visits.at(-1)?.[1] ?? 0) + wait)])
      from = step
      step = next
    }
    return visits
  })
  return passagesOf(cases)
}

function nextOf(step: number, from: number, chance: number): number {
  if (step === 1) return chance < 0.7 ? 2 : 3
  if (step === 2) return chance < 0.9 ? 4 : 3
  return from === 2 || chance < 0.2 ? 4 : 5
}
