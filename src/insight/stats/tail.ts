import jStat from 'jstat'

/** 97.5 % point of the normal distribution: two-sided 95 %. */
export const z95 = 1.959963984540054

/**
 * P(|Z| > |z|) for a standard normal Z, good in the far tail, where 1 - Φ(z) would be 0: the continued fraction of Mills'
 * ratio beyond 3, the series of erf below.
 */
export function normalTail(z: number): number {
  const x = Math.abs(z)
  if (Number.isNaN(x)) throw new RangeError('the tail of NaN is asked for: a difference without a standard error')
  if (x > 3) {
    let fraction = 0
    for (let k = 60; k >= 1; k--) fraction = k / (x + fraction)
    return (2 * density(x)) / (x + fraction)
  }
  let term = x
  let sum = x
  for (let k = 1; Math.abs(term) > 1e-17 * sum && k < 200; k++) {
    term *= (x * x) / (2 * k + 1)
    sum += term
  }
  return Math.max(0, 1 - 2 * density(x) * sum)
}

function density(x: number): number {
  return Math.exp(-(x * x) / 2) / Math.sqrt(2 * Math.PI)
}

/** P(|T| > |t|) for Student's t with `df` degrees of freedom. */
export function studentTail(t: number, df: number): number {
  if (df > 1e5) return normalTail(t)
  return jStat.ibeta(df / (df + t * t), df / 2, 0.5)
}

/** 97.5 % point of Student's t. */
export function student95(df: number): number {
  return df > 1e5 ? z95 : jStat.studentt.inv(0.975, df)
}
