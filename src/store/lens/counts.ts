// Figures that add up: what a delta changes of them is added to what the base holds, so that all cases are counted from few
// rows or columns, whether or not a delta is pending.

/** A gap's class: its leading 16 bits as a float, 16 classes to the octave, in the order of the gaps. */
export const binSql = (gap: string) => `toUInt16(bitShiftRight(reinterpretAsUInt64(toFloat64(${gap})), 48))`

/** The same of a number. */
export function binOf(gap: number): number {
  const bytes = new DataView(new ArrayBuffer(8))
  bytes.setFloat64(0, gap)
  return bytes.getUint16(0)
}

const sums = {
  visits: 'count()',
  cases: 'sum(first)',
  freshly: 'sum(fresh)',
  again: 'sum(again)',
  // The sum of the gaps in two halves, as 64 bits could not hold it whole.
  high: 'sum(bitShiftRight(gap, 20))',
  low: 'sum(bitAnd(gap, 1048575))',
} as const
const names = Object.keys(sums)
const figures = Object.values(sums)

export const countsColumns = ['prev UInt16', 'step UInt16', 'bin UInt16', ...names.map((name) => `${name} Int64`)].join(
  ', ',
)

/** Kept with each part of `linked`, and found by the engine wherever a question asks for no more. */
export const countsProjection = `PROJECTION counts (SELECT prev, step, bin, ${figures.join(', ')} GROUP BY prev, step, bin)`

/** The transitions of a table like `linked`, counted; `sign` -1 takes them away. */
export function countsQuery(linked: string, sign: 1 | -1 = 1): string {
  const signed = Object.entries(sums).map(([name, figure]) => `${sign === 1 ? '' : '-'}toInt64(${figure}) AS ${name}`)
  return `SELECT prev, step, bin, ${signed.join(', ')} FROM ${linked} GROUP BY prev, step, bin`
}

/** How many cases took each way. */
export function waysQuery(trace: string, sign: 1 | -1 = 1): string {
  return `SELECT hash, ${sign === 1 ? '' : '-'}toInt64(count()) AS cases FROM ${trace} GROUP BY hash`
}
