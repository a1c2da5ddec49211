/**
 * SPEC P3: what counts as a number in a text. Narrower than JavaScript's and ClickHouse's own readings, so that both give
 * the same answer: no white space, no hex, no `Infinity`, no `nan`; three digits of exponent at most, since no
 * finite number needs more and what an engine makes of a longer one is its own affair.
 */
export const decimalPattern = '^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9][0-9]?[0-9]?)?$'
const decimal = new RegExp(decimalPattern)

export function decimalOf(text: string): number | null {
  if (!decimal.test(text)) return null
  const value = Number(text)
  return Number.isFinite(value) ? value : null
}
