import { addSquares, type Design, designOf, type Row } from '../stats/design.ts'
import { fitChosen } from '../stats/penalty.ts'
import { randomOf } from '../stats/random.ts'
import { bootstrappedWeights, type WeightsWithIntervals } from '../stats/relative-weights.ts'

/** What the model is fitted to. `weighted`: columns for relative weights, where the target is a score. */
export interface ModelTask {
  readonly kind: 'logistic' | 'linear'
  readonly design: Design
  readonly weighted: readonly number[]
  /** for each column the family it is compared in, and the column that says who belongs to it (null: all cases); null: no family */
  readonly families: readonly (Family | null)[]
}

/** Levels of one thing: values of a property, ways on from a step, weekdays. */
export interface Family {
  readonly name: string
  readonly base: number | null
}

export interface ModelResult {
  readonly penalty: number
  /** share of the held-out loss that the factors take away */
  readonly explained: number
  /** for each column its coefficient, its standard error, and the columns it can hardly be told from */
  readonly columns: readonly {
    readonly beta: number
    readonly error: number
    readonly tangled: readonly number[]
    /** an earlier column that is 1 in just the same cases */
    readonly same: number | null
  }[]
  readonly weights: { readonly columns: readonly number[]; readonly found: WeightsWithIntervals } | null
}

/** On how many cases penalties are tried. */
const trialRows = 5_000
const resamples = 300
/** From this correlation on, two columns are named as hard to tell apart. */
const close = 0.9

/** Pure: the same task has the same result. Runs in a worker, as it can take seconds; `on` is told how far it is, 0..1. */
export function fitModel(
  { kind, design, weighted, families }: ModelTask,
  on: (done: number) => void = () => undefined,
): ModelResult {
  const together = squaresOf(design)
  const likeness = correlations(design, together)
  const standing = representatives(design.columns, likeness)
  const columns = [...new Set(standing.map(({ column }) => column))]
  const reduced = onlyColumns(design, columns)
  const fitted = weighted.length === 0 ? 1 : 0.4
  const fit = fitChosen(kind, reduced, firstRows(reduced, trialRows), (done) => on(fitted * (0.1 + 0.9 * done)))
  const kept = [...new Set(weighted.map((column) => standing[column]?.column ?? column))]
  const places = new Map(columns.map((column, place) => [column, place + 1]))
  return {
    penalty: fit.penalty,
    explained: fit.heldOut.withoutFactors === 0 ? 0 : 1 - fit.heldOut.loss / fit.heldOut.withoutFactors,
    columns: standing.map(({ column, sign }, j) => {
      const parts = new Float64Array(columns.length + 1)
      parts[places.get(column) ?? 0] = sign
      // The others of its family that have a coefficient of their own.
      for (const { k, part } of contrast(j, families, together, design.columns)) {
        const place = places.get(k)
        if (place !== undefined && k !== column) parts[place] = part
      }
      return {
        beta: fit.beta.reduce((sum, value, i) => sum + value * (parts[i] ?? 0), 0),
        error: fit.spread(parts),
        tangled: tangledWith(j, design.columns, likeness).filter(
          (k) => !families[j] || families[k]?.name !== families[j]?.name,
        ),
        same: column === j || sign < 0 ? null : column,
      }
    }),
    weights:
      kept.length === 0
        ? null
        : { columns: kept, found: weightsWith(onlyColumns(design, kept), (done) => on(fitted + (1 - fitted) * done)) },
  }
}

function weightsWith(design: Design, on: (done: number) => void): WeightsWithIntervals {
  return bootstrappedWeights(design, resamples, randomOf(20_417), on)
}

/**
 * What is to be added to the coefficient of column j to say what sets it apart: of each other level of its family, the share
 * among those with j less the share among those it is compared with. Where each case has one level, the levels make up the intercept or the base, and nothing but such
 * contrasts is known; where a column has no family, it is its own coefficient.
 */
function contrast(
  j: number,
  families: ModelTask['families'],
  together: Float64Array,
  columns: number,
): readonly { readonly k: number; readonly part: number }[] {
  const family = families[j]
  if (family === null || family === undefined) return []
  const both = (a: number, b: number) => together[(Math.max(a, b) + 1) * (columns + 1) + Math.min(a, b) + 1] ?? 0
  const n = both(j, j)
  const rest = (family.base === null ? (together[0] ?? 0) : both(family.base, family.base)) - n
  if (n === 0 || rest <= 0) return []
  const others = families.flatMap((one, k) => (k !== j && one?.name === family.name ? [k] : []))
  return others.map((k) => ({ k, part: both(j, k) / n - (both(k, k) - both(j, k)) / rest }))
}

function squaresOf(design: Design): Float64Array {
  const squares = new Float64Array((design.columns + 1) ** 2)
  addSquares(design, design.n, squares)
  return squares
}

/** The correlation of every two columns, as a square. */
function correlations(design: Design, squares: Float64Array): Float64Array {
  const size = design.columns + 1
  const n = squares[0] ?? 0
  const share = (j: number) => (squares[(j + 1) * size + j + 1] ?? 0) / n
  const likeness = new Float64Array(design.columns ** 2)
  for (let j = 0; j < design.columns; j++) {
    for (let k = 0; k < j; k++) {
      const both = (squares[(j + 1) * size + k + 1] ?? 0) / n
      const scale = Math.sqrt(share(j) * (1 - share(j)) * share(k) * (1 - share(k)))
      const r = scale === 0 ? 0 : (both - share(j) * share(k)) / scale
      likeness[j * design.columns + k] = r
      likeness[k * design.columns + j] = r
    }
  }
  return likeness
}

/** Columns that are the same in every case, or each other's opposite, are one column of the model. */
function representatives(columns: number, likeness: Float64Array): readonly { column: number; sign: 1 | -1 }[] {
  const same = 1 - 1e-9
  return Array.from({ length: columns }, (_, j) => {
    for (let k = 0; k < j; k++) {
      const r = likeness[j * columns + k] ?? 0
      if (Math.abs(r) >= same) return { column: k, sign: r > 0 ? 1 : -1 } as const
    }
    return { column: j, sign: 1 } as const
  })
}

function tangledWith(j: number, columns: number, likeness: Float64Array): readonly number[] {
  return Array.from({ length: columns }, (_, k) => ({ k, r: Math.abs(likeness[j * columns + k] ?? 0) }))
    .filter(({ k, r }) => k !== j && r >= close)
    .sort((a, b) => b.r - a.r || a.k - b.k)
    .slice(0, 3)
    .map(({ k }) => k)
}

function onlyColumns(design: Design, columns: readonly number[]): Design {
  const places = new Map(columns.map((column, place) => [column, place]))
  return designOf(
    columns.length,
    eachRow(design, design.n.length).map((row) => ({
      ...row,
      on: row.on.flatMap((column) => places.get(column) ?? []).sort((a, b) => a - b),
    })),
  )
}

function firstRows(design: Design, most: number): Design {
  return design.n.length <= most ? design : designOf(design.columns, eachRow(design, most))
}

function eachRow(design: Design, most: number): readonly Row[] {
  return Array.from({ length: Math.min(most, design.n.length) }, (_, row) => ({
    on: [...design.on.subarray(design.offsets[row], design.offsets[row + 1])],
    n: design.n[row] ?? 0,
    y: design.y[row] ?? 0,
    fold: design.fold[row] ?? 0,
  }))
}
