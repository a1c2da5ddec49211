/** Transitions between places of the ordered steps. */
export interface Flow {
  readonly from: number
  readonly to: number
  readonly visits: number
}

const mostPhases = 6
/** Beyond this the table of sums would be large, and phases of so many steps say little. */
const mostCut = 1000

/**
 * Where the ordered steps fall into phases (I23), as the sizes of these: cut where the fewest pass. Of all ways to cut
 * into so many pieces, the one whose pieces keep most of what goes through them inside (least sum of crossing to all flow,
 * the normalised cut of Shi and Malik 2000, here over neighbours in the order only).
 */
export function phaseSizes(steps: number, flows: readonly Flow[]): readonly number[] {
  const phases = steps < 4 ? 1 : Math.min(mostPhases, Math.max(2, Math.round(steps / 4)))
  if (phases === 1) return [steps]
  if (steps > mostCut) return evenly(steps, phases)
  return sizesOf(bestCuts(steps, phases, leakage(steps, flows)), steps)
}

function evenly(steps: number, phases: number): readonly number[] {
  const at = (phase: number) => Math.round((phase * steps) / phases)
  return Array.from({ length: phases }, (_, phase) => at(phase + 1) - at(phase))
}

/** The share of a piece's flow that crosses its borders, by its first step and the one behind its last. */
function leakage(steps: number, flows: readonly Flow[]): (start: number, end: number) => number {
  const wide = steps + 1
  const sums = new Float64Array(wide * wide)
  const at = (row: number, column: number) => sums[row * wide + column] ?? 0
  for (const { from, to, visits } of flows)
    if (from !== to) sums[(from + 1) * wide + to + 1] = at(from + 1, to + 1) + visits
  for (let row = 1; row < wide; row++) {
    for (let column = 1; column < wide; column++) {
      sums[row * wide + column] = at(row, column) + at(row - 1, column) + at(row, column - 1) - at(row - 1, column - 1)
    }
  }
  const block = (top: number, bottom: number, left: number, right: number) =>
    at(bottom, right) - at(top, right) - at(bottom, left) + at(top, left)
  return (start, end) => {
    const inside = block(start, end, start, end)
    const crossing = block(start, end, 0, steps) + block(0, steps, start, end) - 2 * inside
    // Half a visit of leakage keeps a piece without any flow from being free.
    return (crossing + 0.5) / (crossing + 2 * inside + 0.5)
  }
}

/** Least total leakage by dynamic programming: the ends of the pieces. */
function bestCuts(steps: number, phases: number, leak: (start: number, end: number) => number): readonly number[] {
  let costs = Array.from({ length: steps + 1 }, (_, end) => (end === 0 ? Number.POSITIVE_INFINITY : leak(0, end)))
  const cuts: number[][] = []
  for (let phase = 1; phase < phases; phase++) {
    const next = new Array<number>(steps + 1).fill(Number.POSITIVE_INFINITY)
    const cut = new Array<number>(steps + 1).fill(0)
    for (let end = phase + 1; end <= steps; end++) {
      for (let start = phase; start < end; start++) {
        const cost = (costs[start] ?? 0) + leak(start, end)
        if (cost >= (next[end] ?? 0)) continue
        next[end] = cost
        cut[end] = start
      }
    }
    costs = next
    cuts.push(cut)
  }
  const ends = [steps]
  for (const cut of cuts.toReversed()) ends.unshift(cut[ends[0] ?? 0] ?? 0)
  return ends
}

function sizesOf(ends: readonly number[], steps: number): readonly number[] {
  return ends.map((end, i) => (i === ends.length - 1 ? steps : end) - (ends[i - 1] ?? 0))
}
