/**
 * k medoids by weights: PAM's greedy beginning, then the best swap until none helps (Kaufman and Rousseeuw 1990), with the
 * swap step of FastPAM (Schubert and Rousseeuw 2019), which reckons all medoids' losses in one pass. No chance in it.
 */

/** Distances between n things, row by row. */
export interface Distances {
  readonly n: number
  readonly of: Float32Array
  readonly weights: Float64Array
}

export interface Grouping {
  readonly medoids: readonly number[]
  /** the place in `medoids` of each thing's own */
  readonly own: Int32Array
  readonly silhouette: number
}

const at = ({ n, of }: Distances, a: number, b: number) => of[a * n + b] ?? 0

export function grouped(distances: Distances, k: number): Grouping {
  const medoids = begin(distances, k)
  const near = new Nearest(distances, medoids)
  for (let round = 0; round < 100 && swap(distances, near); round++);
  const own = Int32Array.from({ length: distances.n }, (_, i) => near.first[i] ?? 0)
  return { medoids: near.medoids, own, silhouette: silhouetteOf(distances, own, k) }
}

function begin(distances: Distances, k: number): number[] {
  const { n, weights } = distances
  const nearest = new Float64Array(n).fill(Number.POSITIVE_INFINITY)
  const medoids: number[] = []
  while (medoids.length < k) {
    let [best, least] = [-1, Number.POSITIVE_INFINITY]
    for (let candidate = 0; candidate < n; candidate++) {
      if (medoids.includes(candidate)) continue
      let loss = 0
      for (let i = 0; i < n; i++) loss += (weights[i] ?? 0) * Math.min(nearest[i] ?? 0, at(distances, candidate, i))
      if (loss < least) [best, least] = [candidate, loss]
    }
    medoids.push(best)
    for (let i = 0; i < n; i++) nearest[i] = Math.min(nearest[i] ?? 0, at(distances, best, i))
  }
  return medoids
}

/** For each thing its nearest medoid and the one after. */
class Nearest {
  readonly #distances: Distances
  readonly medoids: number[]
  readonly first: Int32Array
  readonly to: Float64Array
  readonly second: Float64Array

  constructor(distances: Distances, medoids: number[]) {
    this.#distances = distances
    this.medoids = medoids
    this.first = new Int32Array(distances.n)
    this.to = new Float64Array(distances.n)
    this.second = new Float64Array(distances.n)
    this.look()
  }

  look(): void {
    for (let i = 0; i < this.#distances.n; i++) {
      let [own, to, second] = [0, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
      for (const [place, medoid] of this.medoids.entries()) {
        const distance = at(this.#distances, medoid, i)
        if (distance < to) [own, second, to] = [place, to, distance]
        else if (distance < second) second = distance
      }
      this.first[i] = own
      this.to[i] = to
      this.second[i] = second
    }
  }
}

/** Makes the swap that saves most; false where none does. */
function swap(distances: Distances, near: Nearest): boolean {
  const { n, weights } = distances
  const removal = new Float64Array(near.medoids.length)
  for (let i = 0; i < n; i++) {
    const own = near.first[i] ?? 0
    removal[own] = (removal[own] ?? 0) + (weights[i] ?? 0) * ((near.second[i] ?? 0) - (near.to[i] ?? 0))
  }
  let best = { gain: -1e-9, candidate: -1, place: -1 }
  for (let candidate = 0; candidate < n; candidate++) {
    if (near.medoids.includes(candidate)) continue
    const change = removal.slice()
    let shared = 0
    for (let i = 0; i < n; i++) {
      const [weight, to, second, own] = [weights[i] ?? 0, near.to[i] ?? 0, near.second[i] ?? 0, near.first[i] ?? 0]
      const distance = at(distances, candidate, i)
      if (distance < to) {
        shared += weight * (distance - to)
        change[own] = (change[own] ?? 0) + weight * (to - second)
      } else if (distance < second) change[own] = (change[own] ?? 0) + weight * (distance - second)
    }
    for (const [place, own] of change.entries())
      if (own + shared < best.gain) best = { gain: own + shared, candidate, place }
  }
  if (best.candidate < 0) return false
  near.medoids[best.place] = best.candidate
  near.look()
  return true
}

/** Mean silhouette by weight (Rousseeuw 1987); a case's own variant counts as its neighbours too, at no distance. */
function silhouetteOf(distances: Distances, own: Int32Array, k: number): number {
  const { n, weights } = distances
  const sizes = new Float64Array(k)
  for (let i = 0; i < n; i++) sizes[own[i] ?? 0] = (sizes[own[i] ?? 0] ?? 0) + (weights[i] ?? 0)
  let [sum, total] = [0, 0]
  const toGroup = new Float64Array(k)
  for (let i = 0; i < n; i++) {
    toGroup.fill(0)
    for (let j = 0; j < n; j++) {
      const group = own[j] ?? 0
      toGroup[group] = (toGroup[group] ?? 0) + (weights[j] ?? 0) * at(distances, i, j)
    }
    const mine = own[i] ?? 0
    const others = [...toGroup.keys()].filter((group) => group !== mine && (sizes[group] ?? 0) > 0)
    const size = sizes[mine] ?? 0
    const inside = size > 1 ? (toGroup[mine] ?? 0) / (size - 1) : 0
    const outside = Math.min(...others.map((group) => (toGroup[group] ?? 0) / (sizes[group] ?? 1)))
    const weight = weights[i] ?? 0
    total += weight
    if (size > 1 && Number.isFinite(outside)) sum += weight * ((outside - inside) / Math.max(outside, inside, 1e-12))
  }
  return total > 0 ? sum / total : 0
}
