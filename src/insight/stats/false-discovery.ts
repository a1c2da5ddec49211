/**
 * q-values after Y. Benjamini and Y. Hochberg (1995, JRSS B 57:289-300): of all tests with q ≤ 0.05 together, no more
 * than 5 % are expected to be chance. In the order of the p-values given:
 *     q(i) = min over j ≥ i of p(j) · m / j      with p(1) ≤ … ≤ p(m)
 */
export function benjaminiHochberg(ps: readonly number[]): readonly number[] {
  const wrong = ps.find((p) => !(p >= 0 && p <= 1))
  if (wrong !== undefined) throw new RangeError(`${wrong} is no p-value: give 0 <= p <= 1`)
  const fromLargest = ps.map((p, place) => ({ p, place })).sort((a, b) => b.p - a.p)
  const qs = new Array<number>(ps.length)
  let least = 1
  for (const [i, { p, place }] of fromLargest.entries()) {
    least = Math.min(least, (p * ps.length) / (ps.length - i))
    qs[place] = least
  }
  return qs
}
