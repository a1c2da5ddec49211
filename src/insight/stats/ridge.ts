import { factor, inverseDiagonal, solve } from './cholesky.ts'
import { addRows, addSquares, type Design, predictorAt, rowsOf } from './design.ts'

/**
 * How sure a model is of a sum of its coefficients: the standard error of Σ parts·β. A single coefficient is the sum in which
 * its part is 1.
 */
export type Spread = (parts: Float64Array) => number

/** Which rows a model learns from: `held` out is one fold, and null none. */
interface Learning {
  readonly penalty: number
  readonly held: number | null
  /** where to begin: a fit with nearly the same penalty is two steps away */
  readonly start?: Float64Array
  readonly tolerance?: number
}

const mostSteps = 60

/**
 * Logistic regression with a ridge penalty: the β that maximises  Σ log-likelihood - penalty/2 · Σ β_j²  (the intercept is
 * free), found by Newton's method with halved steps (S. le Cessie and J. C. van Houwelingen 1992, Applied Statistics
 * 41:191-201). With a penalty above 0 it exists whatever the data: where a factor decides the answer (separation) or two
 * cannot be told apart (collinearity), it stays finite.
 */
export function fitLogistic(design: Design, learning: Learning): Float64Array {
  const size = design.columns + 1
  let beta: Float64Array = Float64Array.from(learning.start ?? new Float64Array(size))
  let loss = penalised(design, beta, learning)
  for (let step = 0; step < mostSteps; step++) {
    const move = newton(design, beta, learning)
    let share = 1
    let next = moved(beta, move, share)
    let nextLoss = penalised(design, next, learning)
    while (nextLoss > loss && share > 1e-4) {
      share /= 2
      next = moved(beta, move, share)
      nextLoss = penalised(design, next, learning)
    }
    const gain = loss - nextLoss
    if (!(gain > 0)) return beta
    beta = next
    loss = nextLoss
    if (gain < (learning.tolerance ?? 1e-10) * (Math.abs(loss) + 1)) return beta
  }
  return beta
}

/**
 * Standard errors from the curvature at the fit, penalty included: (X'WX + penalty·I)⁻¹, the spread of the coefficients seen
 * as a normal prior's posterior, whose intervals cover near 95 % on average over coefficients (G. Wahba 1983, JRSS B
 * 45:133-150; B. W. Silverman 1985, JRSS B 47:1-52).
 */
export function logisticSpread(design: Design, beta: Float64Array, penalty: number): Spread {
  const size = design.columns + 1
  const weights = Float64Array.from(design.n, (n, row) => {
    const p = sigmoid(predictorAt(design, beta, row))
    return n * p * (1 - p)
  })
  return spreadOf(factor(curvature(design, weights, penalty), size), size, 1)
}

function spreadOf(lower: Float64Array, size: number, variance: number): Spread {
  return (parts) => {
    const solved = solve(lower, size, parts)
    return Math.sqrt(
      variance *
        Math.max(
          0,
          solved.reduce((sum, value, i) => sum + value * (parts[i] ?? 0), 0),
        ),
    )
  }
}

/**
 * Linear regression with a ridge penalty: the β that minimises Σ (y - xβ)² + penalty · Σ β_j². Its errors are
 * σ²·(X'X + penalty·I)⁻¹ with σ² = RSS / (n - degrees of freedom used); rows stand for single cases.
 */
export function fitLinear(design: Design, { penalty, held }: Learning): Float64Array {
  const size = design.columns + 1
  const learnt = design.n.map((n, row) => (design.fold[row] === held ? 0 : n))
  const sums = new Float64Array(size)
  addRows(
    design,
    design.y.map((y, row) => (design.fold[row] === held ? 0 : y)),
    sums,
  )
  return solve(factor(curvature(design, learnt, penalty), size), size, sums)
}

export function linearSpread(design: Design, beta: Float64Array, penalty: number): Spread {
  const size = design.columns + 1
  const lower = factor(curvature(design, design.n, penalty), size)
  const cases = design.n.reduce((sum, n) => sum + n, 0)
  // trace of the hat matrix: the intercept, and for each column what the penalty leaves of it
  const used = inverseDiagonal(lower, size)
    .subarray(1)
    .reduce((sum, d) => sum + 1 - penalty * d, 1)
  return spreadOf(lower, size, squaredLoss(design, beta, null) / Math.max(1, cases - used))
}

/** Minus twice the log-likelihood of the rows of a fold; of all rows where it is null. */
export function deviance(design: Design, beta: Float64Array, fold: number | null): number {
  let sum = 0
  for (let row = 0; row < rowsOf(design); row++) {
    if (fold === null || design.fold[row] === fold) sum += rowLoss(design, beta, row)
  }
  return 2 * sum
}

export function squaredLoss(design: Design, beta: Float64Array, fold: number | null): number {
  let sum = 0
  for (let row = 0; row < rowsOf(design); row++) {
    if (fold !== null && design.fold[row] !== fold) continue
    sum += ((design.y[row] ?? 0) - predictorAt(design, beta, row)) ** 2
  }
  return sum
}

/** -log-likelihood of a row: n·log(1 + e^η) - y·η, without overflow. */
function rowLoss(design: Design, beta: Float64Array, row: number): number {
  const eta = predictorAt(design, beta, row)
  const log1p = eta > 0 ? eta + Math.log1p(Math.exp(-eta)) : Math.log1p(Math.exp(eta))
  return (design.n[row] ?? 0) * log1p - (design.y[row] ?? 0) * eta
}

function penalised(design: Design, beta: Float64Array, { penalty, held }: Learning): number {
  let sum = 0
  for (let row = 0; row < rowsOf(design); row++) if (design.fold[row] !== held) sum += rowLoss(design, beta, row)
  for (let j = 1; j < beta.length; j++) sum += (penalty / 2) * (beta[j] ?? 0) ** 2
  return sum
}

function newton(design: Design, beta: Float64Array, { penalty, held }: Learning): Float64Array {
  const size = design.columns + 1
  const weights = new Float64Array(rowsOf(design))
  const slopes = new Float64Array(rowsOf(design))
  for (let row = 0; row < weights.length; row++) {
    if (design.fold[row] === held) continue
    const n = design.n[row] ?? 0
    const p = sigmoid(predictorAt(design, beta, row))
    weights[row] = n * p * (1 - p)
    slopes[row] = (design.y[row] ?? 0) - n * p
  }
  const gradient = new Float64Array(size)
  addRows(design, slopes, gradient)
  for (let j = 1; j < size; j++) gradient[j] = (gradient[j] ?? 0) - penalty * (beta[j] ?? 0)
  return solve(factor(curvature(design, weights, penalty), size), size, gradient)
}

/** X'WX + penalty·I, the intercept free but for a trace that keeps it solvable where all weights have vanished. */
function curvature(design: Design, weights: Float64Array, penalty: number): Float64Array {
  const size = design.columns + 1
  const matrix = new Float64Array(size * size)
  addSquares(design, weights, matrix)
  matrix[0] = (matrix[0] ?? 0) + 1e-9
  for (let j = 1; j < size; j++) matrix[j * size + j] = (matrix[j * size + j] ?? 0) + penalty
  return matrix
}

function moved(beta: Float64Array, move: Float64Array, share: number): Float64Array {
  return beta.map((value, j) => value + share * (move[j] ?? 0))
}

export function sigmoid(eta: number): number {
  return eta >= 0 ? 1 / (1 + Math.exp(-eta)) : Math.exp(eta) / (1 + Math.exp(eta))
}
