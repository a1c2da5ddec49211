import type { ByLength, Reliability } from './answers.ts'

/** The mean of what is added; null of nothing. */
export class Mean {
  n = 0
  #sum = 0
  add(value: number): void {
    this.n++
    this.#sum += value
  }
  get value(): number | null {
    return this.n === 0 ? null : this.#sum / this.n
  }
}

/** Means by how many steps were known; what is longer than `most` is one row. */
export class MeanByLength {
  readonly #rows: Mean[] = []
  readonly #most: number
  constructor(most = 20) {
    this.#most = most
  }
  add(length: number, value: number): void {
    const place = Math.min(length, this.#most)
    while (this.#rows.length <= place) this.#rows.push(new Mean())
    this.#rows[place]?.add(value)
  }
  rows(): readonly ByLength[] {
    return this.#rows.flatMap((row, length) => (row.value === null ? [] : [{ length, n: row.n, value: row.value }]))
  }
}

const bands = 10

/** How often what was forecast with a chance came, in ten bands of the chance, and the expected calibration error. */
export class Calibration {
  readonly #n = new Float64Array(bands)
  readonly #chance = new Float64Array(bands)
  readonly #came = new Float64Array(bands)

  add(chance: number, came: boolean): void {
    const band = Math.min(bands - 1, Math.floor(chance * bands))
    this.#n[band] = (this.#n[band] ?? 0) + 1
    this.#chance[band] = (this.#chance[band] ?? 0) + chance
    this.#came[band] = (this.#came[band] ?? 0) + (came ? 1 : 0)
  }

  table(): readonly Reliability[] {
    return [...this.#n].flatMap((n, band) =>
      n === 0
        ? []
        : [
            {
              from: band / bands,
              to: (band + 1) / bands,
              n,
              forecast: (this.#chance[band] ?? 0) / n,
              came: (this.#came[band] ?? 0) / n,
            },
          ],
    )
  }

  error(): number | null {
    const rows = this.table()
    const total = rows.reduce((sum, row) => sum + row.n, 0)
    if (total === 0) return null
    return rows.reduce((sum, row) => sum + (row.n / total) * Math.abs(row.forecast - row.came), 0)
  }
}

/**
 * Area under the ROC curve: the chance that one that came was forecast higher than one that did not, ties for half
 * (Mann and Whitney's U over the pairs). Null where all came or none did.
 */
export function areaUnderCurve(scores: Float64Array, came: Uint8Array): number | null {
  const order = Uint32Array.from(scores, (_, i) => i).sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0))
  let positives = 0
  let ranks = 0
  for (let i = 0; i < order.length; ) {
    let end = i
    let here = 0
    const score = scores[order[i] ?? 0]
    while (end < order.length && scores[order[end] ?? 0] === score) {
      here += came[order[end] ?? 0] ?? 0
      end++
    }
    ranks += (here * (i + 1 + end)) / 2
    positives += here
    i = end
  }
  const negatives = order.length - positives
  if (positives === 0 || negatives === 0) return null
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives)
}

export function medianOf(values: number[]): number | null {
  if (values.length === 0) return null
  values.sort((a, b) => a - b)
  const middle = (values.length - 1) / 2
  return ((values[Math.floor(middle)] ?? 0) + (values[Math.ceil(middle)] ?? 0)) / 2
}
