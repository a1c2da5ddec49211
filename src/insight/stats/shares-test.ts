import jStat from 'jstat'
import { normalTail } from './tail.ts'

/**
 * Whether two shares, ka/na and kb/nb, differ: the two-sided p of Pearson's chi-squared where all four expected counts are 5
 * or more (W. G. Cochran 1954, Biometrics 10:417-451), else of Fisher's exact test. 1 where there is nothing to compare.
 */
export function testOfShares(ka: number, na: number, kb: number, nb: number): number {
  const n = na + nb
  const k = ka + kb
  if (na === 0 || nb === 0 || k === 0 || k === n) return 1
  const least = (Math.min(na, nb) * Math.min(k, n - k)) / n
  if (least < 5) return fisher(ka, na, k, n)
  const pooled = k / n
  return normalTail((ka / na - kb / nb) / Math.sqrt(pooled * (1 - pooled) * (1 / na + 1 / nb)))
}

/** The chance of all tables with the same margins that are no more likely than this one. */
function fisher(ka: number, na: number, k: number, n: number): number {
  const from = Math.max(0, k - (n - na))
  const to = Math.min(k, na)
  const chance = (x: number) => Math.exp(logChoose(na, x) + logChoose(n - na, k - x) - logChoose(n, k))
  // Tables equally likely differ in the last digits; they belong to the tail.
  const own = chance(ka) * (1 + 1e-7)
  let tail = 0
  for (let x = from; x <= to; x++) {
    const one = chance(x)
    if (one <= own) tail += one
  }
  return Math.min(1, tail)
}

function logChoose(n: number, k: number): number {
  return jStat.gammaln(n + 1) - jStat.gammaln(k + 1) - jStat.gammaln(n - k + 1)
}
