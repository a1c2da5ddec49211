/**
 * Cases as a model sees them: for each row the columns that are 1 (all columns are 0 or 1), how many cases the row stands
 * for, the sum of what they answered, and the fold in which it is held out. Flat, so that it crosses to a worker at once.
 */
export interface Design {
  readonly columns: number
  /** where each row's columns begin in `on`; one more than there are rows */
  readonly offsets: Uint32Array
  readonly on: Uint16Array
  readonly n: Float64Array
  /** for a yes or no: how many of the row's cases said yes; else the sum of their values */
  readonly y: Float64Array
  readonly fold: Uint8Array
}

export interface Row {
  readonly on: readonly number[]
  readonly n: number
  readonly y: number
  readonly fold: number
}

export function designOf(columns: number, rows: readonly Row[]): Design {
  const offsets = new Uint32Array(rows.length + 1)
  for (const [i, row] of rows.entries()) offsets[i + 1] = (offsets[i] ?? 0) + row.on.length
  const on = new Uint16Array(offsets[rows.length] ?? 0)
  for (const [i, row] of rows.entries()) on.set(row.on, offsets[i])
  return {
    columns,
    offsets,
    on,
    n: Float64Array.from(rows, (row) => row.n),
    y: Float64Array.from(rows, (row) => row.y),
    fold: Uint8Array.from(rows, (row) => row.fold),
  }
}

export function rowsOf(design: Design): number {
  return design.n.length
}

/** The value of a linear predictor at a row; `beta[0]` is the intercept, `beta[1 + j]` column j's. */
export function predictorAt(design: Design, beta: Float64Array, row: number): number {
  let sum = beta[0] ?? 0
  const end = design.offsets[row + 1] ?? 0
  for (let k = design.offsets[row] ?? 0; k < end; k++) sum += beta[1 + (design.on[k] ?? 0)] ?? 0
  return sum
}

/** Σ weight·x·x' over rows into the lower triangle of `into`, a square of `columns + 1`, the intercept first. */
export function addSquares(design: Design, weights: Float64Array, into: Float64Array): void {
  const size = design.columns + 1
  for (let row = 0; row < design.n.length; row++) {
    const weight = weights[row] ?? 0
    if (weight === 0) continue
    const from = design.offsets[row] ?? 0
    const end = design.offsets[row + 1] ?? 0
    into[0] = (into[0] ?? 0) + weight
    for (let k = from; k < end; k++) {
      const line = (1 + (design.on[k] ?? 0)) * size
      into[line] = (into[line] ?? 0) + weight
      for (let l = from; l <= k; l++) {
        // Columns of a row ascend, so that l never lies to the right of k.
        const cell = line + 1 + (design.on[l] ?? 0)
        into[cell] = (into[cell] ?? 0) + weight
      }
    }
  }
}

/** Σ weight·x over rows. */
export function addRows(design: Design, weights: Float64Array, into: Float64Array): void {
  for (let row = 0; row < design.n.length; row++) {
    const weight = weights[row] ?? 0
    if (weight === 0) continue
    into[0] = (into[0] ?? 0) + weight
    const end = design.offsets[row + 1] ?? 0
    for (let k = design.offsets[row] ?? 0; k < end; k++) {
      const column = 1 + (design.on[k] ?? 0)
      into[column] = (into[column] ?? 0) + weight
    }
  }
}
