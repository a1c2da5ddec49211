/** Factors the symmetric, positive definite matrix whose lower triangle `a` holds: L with L·L' = a, in its place. */
export function factor(a: Float64Array, size: number): Float64Array {
  for (let j = 0; j < size; j++) {
    for (let i = j; i < size; i++) {
      let sum = a[i * size + j] ?? 0
      for (let k = 0; k < j; k++) sum -= (a[i * size + k] ?? 0) * (a[j * size + k] ?? 0)
      if (i > j) a[i * size + j] = sum / (a[j * size + j] ?? 1)
      else if (sum > 0) a[i * size + j] = Math.sqrt(sum)
      else throw new RangeError(`the matrix is not positive definite at its column ${j}: give a penalty above 0`)
    }
  }
  return a
}

/** x with L·L'·x = b. */
export function solve(l: Float64Array, size: number, b: Float64Array): Float64Array {
  const x = Float64Array.from(b)
  for (let i = 0; i < size; i++) {
    let sum = x[i] ?? 0
    for (let k = 0; k < i; k++) sum -= (l[i * size + k] ?? 0) * (x[k] ?? 0)
    x[i] = sum / (l[i * size + i] ?? 1)
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = x[i] ?? 0
    for (let k = i + 1; k < size; k++) sum -= (l[k * size + i] ?? 0) * (x[k] ?? 0)
    x[i] = sum / (l[i * size + i] ?? 1)
  }
  return x
}

/** The diagonal of the inverse of L·L': the squared lengths of the columns of L's inverse. */
export function inverseDiagonal(l: Float64Array, size: number): Float64Array {
  const diagonal = new Float64Array(size)
  const column = new Float64Array(size)
  for (let j = 0; j < size; j++) {
    column.fill(0)
    let length = 0
    for (let i = j; i < size; i++) {
      let sum = i === j ? 1 : 0
      for (let k = j; k < i; k++) sum -= (l[i * size + k] ?? 0) * (column[k] ?? 0)
      const value = sum / (l[i * size + i] ?? 1)
      column[i] = value
      length += value * value
    }
    diagonal[j] = length
  }
  return diagonal
}
