import { EigenvalueDecomposition, Matrix } from 'ml-matrix'
import { addRows, addSquares, type Design } from './design.ts'

/** R² of a linear regression, and the part of it that goes with each column. */
interface Weights {
  readonly r2: number
  readonly parts: readonly number[]
}

/** Each with the middle 95 % of what the resamples gave. */
export interface WeightsWithIntervals {
  readonly r2: { readonly value: number; readonly low: number; readonly high: number }
  readonly parts: readonly { readonly value: number; readonly low: number; readonly high: number }[]
}

/**
 * J. W. Johnson's relative weights (2000, Multivariate Behavioral Research 35:1-19). With R = V·D·V' the correlations of the
 * columns and r theirs with the answer, Λ = V·√D·V' ties the columns to the uncorrelated ones nearest them:
 *     b = Λ⁻¹·r        weight of j = Σ_k Λ_jk² · b_k²        Σ_j = R²
 * Directions in which the columns do not vary (one is another's complement) have no part.
 */
export function relativeWeights(r: Matrix, answer: readonly number[]): Weights {
  const { eigenvectorMatrix: v, realEigenvalues } = new EigenvalueDecomposition(r, { assumeSymmetric: true })
  const roots = realEigenvalues.map((d) => (d > 1e-9 ? Math.sqrt(d) : 0))
  const lambda = v.mmul(Matrix.diag(roots)).mmul(v.transpose())
  const inverse = v.mmul(Matrix.diag(roots.map((root) => (root > 0 ? 1 / root : 0)))).mmul(v.transpose())
  const b = inverse.mmul(Matrix.columnVector([...answer])).to1DArray()
  const parts = answer.map((_, j) => b.reduce((sum, value, k) => sum + lambda.get(j, k) ** 2 * value ** 2, 0))
  return { r2: parts.reduce((sum, part) => sum + part, 0), parts }
}

/** The same of the cases of a design, each counted as often as `times` says. */
function weightsOf(design: Design, times: Float64Array, squares: Float64Array): Weights {
  const size = design.columns + 1
  const products = new Float64Array(size)
  squares.fill(0)
  addSquares(design, times, squares)
  addRows(
    design,
    design.y.map((y, row) => y * (times[row] ?? 0)),
    products,
  )
  const n = squares[0] ?? 0
  const mean = (products[0] ?? 0) / n
  const spread = design.y.reduce((sum, y, row) => sum + (times[row] ?? 0) * (y - mean) ** 2, 0) / n
  const share = (j: number) => (squares[(j + 1) * size + j + 1] ?? 0) / n
  const deviation = (j: number) => Math.sqrt(share(j) * (1 - share(j)))
  const both = (j: number, k: number) => (squares[(Math.max(j, k) + 1) * size + Math.min(j, k) + 1] ?? 0) / n
  const r = Matrix.zeros(design.columns, design.columns)
  for (let j = 0; j < design.columns; j++) {
    for (let k = 0; k < design.columns; k++) {
      const scale = deviation(j) * deviation(k)
      r.set(j, k, j === k ? 1 : scale === 0 ? 0 : (both(j, k) - share(j) * share(k)) / scale)
    }
  }
  const answer = Array.from({ length: design.columns }, (_, j) => {
    const scale = deviation(j) * Math.sqrt(spread)
    return scale === 0 ? 0 : ((products[j + 1] ?? 0) / n - share(j) * mean) / scale
  })
  return relativeWeights(r, answer)
}

/** With the percentile intervals of `resamples` bootstrap samples of the cases. Rows stand for single cases. */
export function bootstrappedWeights(
  design: Design,
  resamples: number,
  random: () => number,
  on: (done: number) => void = () => undefined,
): WeightsWithIntervals {
  const rows = design.n.length
  const squares = new Float64Array((design.columns + 1) ** 2)
  const whole = weightsOf(design, new Float64Array(rows).fill(1), squares)
  const drawn = Array.from({ length: resamples }, (_, sample) => {
    if (sample % 10 === 0) on(sample / resamples)
    const times = new Float64Array(rows)
    for (let i = 0; i < rows; i++) {
      const row = Math.floor(random() * rows)
      times[row] = (times[row] ?? 0) + 1
    }
    return weightsOf(design, times, squares)
  })
  const interval = (value: number, of: (one: Weights) => number) => {
    const sorted = drawn.map(of).sort((a, b) => a - b)
    const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? value
    return { value, low: at(0.025), high: at(0.975) }
  }
  return {
    r2: interval(whole.r2, (one) => one.r2),
    parts: whole.parts.map((value, j) => interval(value, (one) => one.parts[j] ?? 0)),
  }
}
