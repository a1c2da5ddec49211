/**
 * How cases flow from step to step by the day. Of the cases that stand at a step since w days a share h(w) goes on to each other
 * step today: discrete-time cause-specific hazards, estimated over all who were there to go (Aalen and Johansen
 * 1978), so that cases that stopped for good and cases that may yet go on need not be told apart. Moves within a day
 * are a share of the day's arrivals. What is expected on a weekday is set right by how it was on that weekday before.
 */

/** Visits of a step on a day that went on to a step so many days later; `step` 0: nothing has followed. */
export interface Move {
  readonly prev: number
  readonly step: number
  /** days since 1970 */
  readonly left: number
  readonly lag: number
  readonly n: number
}

/** Beyond so many days at a step nobody is expected to move. */
const longest = 90
/** Days that shares are learned from, and weekdays from. */
const memory = 120
const weekdayMemory = 56
/** So many arrivals as expected are added to each weekday's, so that few days say little. */
const leaning = 15
/** Lags that share a daily hazard, for few wait so long: 15-21, 22-30, 31-60, 61-90. */
const pools = [15, 22, 31, 61, longest + 1] as const

interface Pair {
  readonly from: number
  readonly to: number
  /** share that goes each day, by days waited: 0 is the same day */
  readonly hazard: Float64Array
}

export interface Flow {
  readonly stepCount: number
  readonly pairs: readonly Pair[]
  /** by step and weekday: arrivals over what the shares alone expect */
  readonly weekday: Float64Array
  /** cases by step and days waited at the origin */
  readonly standing: Float64Array
}

const width = longest + 1

export function weekdayOf(day: number): number {
  return (day + 3) % 7 // 1970-01-01 was a Thursday; 0 is Monday
}

/** What was known at the end of the day `origin`. */
export function flowAt(moves: readonly Move[], origin: number, stepCount: number): Flow {
  const begin = origin - memory
  const going = new Map<number, Float64Array>()
  const atRisk = new Float64Array((stepCount + 1) * (width + 1))
  const standing = new Float64Array((stepCount + 1) * width)
  for (const { prev, step, left, lag, n } of moves) {
    if (left > origin) continue
    const isKnown = step > 0 && left + lag <= origin
    const waited = origin - left
    if (!isKnown && waited < width) standing[prev * width + waited] = (standing[prev * width + waited] ?? 0) + n
    if (left <= begin) continue
    const last = Math.min(isKnown ? lag : waited, longest)
    const end = prev * (width + 1) + last
    atRisk[end] = (atRisk[end] ?? 0) + n
    if (!isKnown || lag > longest) continue
    const key = prev * (stepCount + 1) + step
    const row = going.get(key) ?? new Float64Array(width)
    going.set(key, row)
    row[lag] = (row[lag] ?? 0) + n
  }
  cumulate(atRisk, stepCount)
  const pairs = [...going].map(([key, row]): Pair => {
    const from = Math.floor(key / (stepCount + 1))
    return { from, to: key % (stepCount + 1), hazard: hazards(row, atRisk, from) }
  })
  const flow = { stepCount, pairs, weekday: new Float64Array((stepCount + 1) * 7).fill(1), standing }
  return { ...flow, weekday: weekdays(moves, flow, origin) }
}

/** From how many were last seen at a lag to how many were there at it. */
function cumulate(atRisk: Float64Array, stepCount: number): void {
  for (let step = 0; step <= stepCount; step++) {
    const base = step * (width + 1)
    for (let lag = longest - 1; lag >= 0; lag--)
      atRisk[base + lag] = (atRisk[base + lag] ?? 0) + (atRisk[base + lag + 1] ?? 0)
  }
}

function hazards(row: Float64Array, atRisk: Float64Array, from: number): Float64Array {
  const base = from * (width + 1)
  const hazard = new Float64Array(width)
  const share = (low: number, high: number) => {
    let went = 0
    let there = 0
    for (let lag = low; lag < high; lag++) {
      went += row[lag] ?? 0
      there += atRisk[base + lag] ?? 0
    }
    return there === 0 ? 0 : went / there
  }
  for (let lag = 0; lag < pools[0]; lag++) hazard[lag] = share(lag, lag + 1)
  for (const [i, low] of pools.slice(0, -1).entries()) hazard.fill(share(low, pools[i + 1] ?? width), low, pools[i + 1])
  return hazard
}

/** Arrivals from an earlier day by weekday, over what the shares expect of those who stood there the evening before. */
function weekdays(moves: readonly Move[], flow: Flow, origin: number): Float64Array {
  const { stepCount, pairs } = flow
  const begin = origin - weekdayMemory
  const came = new Float64Array((stepCount + 1) * 7)
  const expected = new Float64Array((stepCount + 1) * 7)
  const evenings = eveningsOf(moves, stepCount, begin, origin)
  for (const { step, left, lag, n } of moves) {
    const day = left + lag
    if (step === 0 || lag === 0 || day <= begin || day > origin) continue
    const place = step * 7 + weekdayOf(day)
    came[place] = (came[place] ?? 0) + n
  }
  for (const { from, to, hazard } of pairs) {
    for (let day = begin + 1; day <= origin; day++) {
      const base = ((day - begin - 1) * (stepCount + 1) + from) * width
      let sum = 0
      for (let waited = 0; waited < longest; waited++) sum += (evenings[base + waited] ?? 0) * (hazard[waited + 1] ?? 0)
      const place = to * 7 + weekdayOf(day)
      expected[place] = (expected[place] ?? 0) + sum
    }
  }
  return came.map((n, place) => (n + leaning) / ((expected[place] ?? 0) + leaning))
}

/** Cases by evening, step and days waited: evenings `begin` up to the one before `origin`. */
function eveningsOf(moves: readonly Move[], stepCount: number, begin: number, origin: number): Float32Array {
  const evenings = new Float32Array((origin - begin) * (stepCount + 1) * width)
  for (const { prev, step, left, lag, n } of moves) {
    if (left >= origin) continue
    const gone = step === 0 ? Number.POSITIVE_INFINITY : left + lag
    const first = Math.max(begin, left)
    const last = Math.min(origin, gone, left + width)
    for (let day = first; day < last; day++) {
      const place = ((day - begin) * (stepCount + 1) + prev) * width + (day - left)
      evenings[place] = (evenings[place] ?? 0) + n
    }
  }
  return evenings
}

/** Expected arrivals by day and step on the days after the origin, given how many cases begin at each step. */
export function flowOn(
  flow: Flow,
  origin: number,
  days: number,
  startsOn: (step: number, day: number) => number,
): readonly Float64Array[] {
  const { stepCount, pairs, weekday } = flow
  let standing = flow.standing
  const coming: Float64Array[] = []
  for (let day = origin + 1; day <= origin + days; day++) {
    const arrived = new Float64Array(stepCount + 1)
    const leaving = new Float64Array(standing.length)
    for (const { from, to, hazard } of pairs) {
      const factor = weekday[to * 7 + weekdayOf(day)] ?? 1
      for (let waited = 0; waited < longest; waited++) {
        const place = from * width + waited
        const left = (standing[place] ?? 0) - (leaving[place] ?? 0)
        const moved = Math.min(left, (standing[place] ?? 0) * (hazard[waited + 1] ?? 0) * factor)
        leaving[place] = (leaving[place] ?? 0) + moved
        arrived[to] = (arrived[to] ?? 0) + moved
      }
    }
    for (let step = 1; step <= stepCount; step++) arrived[step] = (arrived[step] ?? 0) + startsOn(step, day)
    const { total, staying } = withinDay(pairs, arrived)
    standing = nextEvening(standing, leaving, staying, stepCount)
    coming.push(total)
  }
  return coming
}

/** Arrivals of a day lead to others on the same day, until next to none is left. */
function withinDay(pairs: readonly Pair[], arrived: Float64Array): { total: Float64Array; staying: Float64Array } {
  const total = arrived.slice()
  const staying = new Float64Array(arrived.length)
  const going = new Float64Array(arrived.length)
  for (const { from, hazard } of pairs) going[from] = (going[from] ?? 0) + (hazard[0] ?? 0)
  let now = arrived
  for (let round = 0; round < 400; round++) {
    const next = new Float64Array(arrived.length)
    for (const { from, to, hazard } of pairs) next[to] = (next[to] ?? 0) + (now[from] ?? 0) * (hazard[0] ?? 0)
    for (let step = 0; step < now.length; step++) {
      staying[step] = (staying[step] ?? 0) + (now[step] ?? 0) * Math.max(0, 1 - (going[step] ?? 0))
      total[step] = (total[step] ?? 0) + (next[step] ?? 0)
    }
    now = next
    if (now.every((n) => n < 1e-4)) break
  }
  return { total, staying }
}

function nextEvening(
  standing: Float64Array,
  leaving: Float64Array,
  staying: Float64Array,
  stepCount: number,
): Float64Array {
  const next = new Float64Array(standing.length)
  for (let step = 0; step <= stepCount; step++) {
    const base = step * width
    next[base] = staying[step] ?? 0
    for (let waited = 1; waited < width; waited++)
      next[base + waited] = (standing[base + waited - 1] ?? 0) - (leaving[base + waited - 1] ?? 0)
  }
  return next
}
