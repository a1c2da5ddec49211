/**
 * What more hands would do to a team's waits. A team is taken as `servers` that each do one piece of work at a time, round the
 * clock, first come first served. How many they are is read from how waits grow with the work that lies before the team:
 * a piece that finds n others takes  S · (1 + max(0, n - c + 1) / c)  on average (M/M/c: it waits until n - c + 1 are done, of
 * which c are done in S). S and c are those that fit best; where waits do not grow with the work, no number of servers can be told.
 */

/** A piece of work: when it came to the team, and when it was done. Seconds. */
export interface Work {
  readonly from: number
  readonly to: number
}

export interface Capacity {
  /** seconds a piece takes that need not wait */
  readonly service: number
  readonly servers: number
  /** pieces a second */
  readonly arrivals: number
  /** share of the time that a server is busy */
  readonly busy: number
  readonly n: number
}
export type CapacityFound = { readonly capacity: Capacity } | { readonly cannot: string }

const fewest = 200
/** How far the mean time a piece takes may lie from what the line would make of it. */
const tolerance = 0.25

export function capacityOf(work: readonly Work[]): CapacityFound {
  if (work.length < fewest)
    return {
      cannot: `its steps were done ${work.length} times; ${fewest} are the fewest from which its load can be read`,
    }
  const bins = waitsByLoad(work)
  const flat = squares(bins, (_) => 1)
  let best = { ...flat, servers: Number.POSITIVE_INFINITY }
  const most = Math.max(...bins.map((bin) => bin.load)) + 1
  for (let servers = 0.5; servers <= most; servers *= 1.02) {
    const found = squares(bins, (load) => 1 + Math.max(0, load - servers + 1) / servers)
    if (found.error < best.error) best = { ...found, servers }
  }
  // Twice the log likelihood that the load explains; 10.83 is the 99.9 % point of chi-squared with one degree of freedom.
  if (!(flat.error - best.error > 10.83))
    return {
      cannot:
        'its waits do not grow with the work that lies before it, so that more hands cannot be shown to shorten them',
    }
  const from = Math.min(...work.map((piece) => piece.from))
  const to = Math.max(...work.map((piece) => piece.from))
  const arrivals = (work.length - 1) / (to - from)
  const busy = (arrivals * best.service) / best.servers
  if (busy >= 1)
    return {
      cannot: `by this reckoning it would be busy ${Math.round(busy * 100)} % of its time, at which waits would grow without end: its work does not follow the order in which it comes`,
    }
  const expected = best.service * (1 + waitInQueue(best.servers, arrivals * best.service))
  const observed = work.reduce((sum, piece) => sum + piece.to - piece.from, 0) / work.length
  if (Math.abs(expected - observed) > tolerance * observed)
    return {
      cannot: `its waits are not those of a line: so busy a team of that size would take ${Math.round(expected / 360) / 10} hours a piece, and it takes ${Math.round(observed / 360) / 10}`,
    }
  return { capacity: { service: best.service, servers: best.servers, arrivals, busy, n: work.length } }
}

interface Bin {
  readonly load: number
  readonly mean: number
  /** n over the variance: how much the mean weighs */
  readonly weight: number
}

/** Mean time of pieces by how many lay before the team when they came. */
function waitsByLoad(work: readonly Work[]): readonly Bin[] {
  const starts = work.toSorted((a, b) => a.from - b.from)
  const ends = Float64Array.from(work, (piece) => piece.to).sort()
  const sums = new Map<number, { n: number; sum: number; squared: number }>()
  let done = 0
  for (const [before, piece] of starts.entries()) {
    while (done < ends.length && (ends[done] ?? 0) <= piece.from) done++
    const load = Math.max(0, before - done)
    const bin = sums.get(load) ?? { n: 0, sum: 0, squared: 0 }
    const took = piece.to - piece.from
    sums.set(load, { n: bin.n + 1, sum: bin.sum + took, squared: bin.squared + took * took })
  }
  return inBins([...sums].toSorted((a, b) => a[0] - b[0]))
}

/** Neighbouring loads laid together until there are enough pieces for a mean, at most a hundred bins. */
function inBins(sums: readonly (readonly [number, { n: number; sum: number; squared: number }])[]): readonly Bin[] {
  const total = sums.reduce((all, [, { n }]) => all + n, 0)
  const enough = Math.max(20, total / 100)
  const bins: Bin[] = []
  let [n, loads, sum, squared] = [0, 0, 0, 0]
  for (const [load, one] of sums) {
    n += one.n
    loads += load * one.n
    sum += one.sum
    squared += one.squared
    if (n < enough) continue
    const mean = sum / n
    const variance = Math.max(squared / n - mean * mean, 1e-9 * mean * mean, 1e-9)
    bins.push({ load: loads / n, mean, weight: n / variance })
    ;[n, loads, sum, squared] = [0, 0, 0, 0]
  }
  return bins
}

/** The service time that fits best where a piece takes `growth` times as long at a load, and how badly it fits. */
function squares(bins: readonly Bin[], growth: (load: number) => number): { service: number; error: number } {
  let [cross, own] = [0, 0]
  for (const { load, mean, weight } of bins) {
    cross += weight * mean * growth(load)
    own += weight * growth(load) ** 2
  }
  const service = own > 0 ? cross / own : 0
  const error = bins.reduce((sum, { load, mean, weight }) => sum + weight * (mean - service * growth(load)) ** 2, 0)
  return { service, error }
}

/**
 * Mean wait before service in M/M/c, as a multiple of the service time: C(c, a) / (c - a), with Erlang's C continued to
 * servers that are no whole number (Jagerman 1974). By Allen and Cunneen's approximation the wait of G/G/c is this times
 * (ca² + cs²) / 2, which a change of c leaves as it is; so the ratio of two waits needs neither.
 */
export function waitInQueue(servers: number, offered: number): number {
  if (offered <= 0) return 0
  if (servers <= offered) return Number.POSITIVE_INFINITY
  const blocked = erlangB(servers, offered)
  const waits = (servers * blocked) / (servers - offered * (1 - blocked))
  return waits / (servers - offered)
}

/** 1/B(x) = a ∫ e^(-at) (1+t)^x dt for the fraction of x, then B(x+1) = aB / (x + 1 + aB). */
function erlangB(servers: number, offered: number): number {
  const whole = Math.floor(servers)
  const rest = servers - whole
  let blocked = 1 / fractional(rest, offered)
  for (let x = rest; x < servers - 1e-9; x++) blocked = (offered * blocked) / (x + 1 + offered * blocked)
  return blocked
}

/** a ∫ e^(-at) (1+t)^x dt, with u = at: ∫ e^(-u) (1 + u/a)^x du, by Simpson's rule. */
function fractional(x: number, offered: number): number {
  if (x === 0) return 1
  const [upper, steps] = [40, 4000]
  const width = upper / steps
  let sum = 0
  for (let i = 0; i <= steps; i++) {
    const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2
    sum += weight * Math.exp(-i * width) * (1 + (i * width) / offered) ** x
  }
  return (sum * width) / 3
}

/** What is left of the wait before the work begins when `more` servers join. */
export function shareOfWaitLeft(capacity: Capacity, more: number): number {
  const offered = capacity.arrivals * capacity.service
  const before = waitInQueue(capacity.servers, offered)
  return before > 0 ? Math.min(1, waitInQueue(capacity.servers + more, offered) / before) : 1
}
