/** A count as it is, what was measured with a digit where it is small. */
export function amountText(amount: number): string {
  return Number.isInteger(amount) || Math.abs(amount) >= 10
    ? Math.round(amount).toLocaleString('en-US')
    : amount.toFixed(1)
}

/** An amount with its unit, which a currency keeps and one of a thing loses its s: 1 hour, 2 hours, 1.0 hours, 1 EUR. */
export function unitText(amount: number, unit: string): string {
  const text = amountText(amount)
  return `${text} ${text === '1' ? unit.replace(/s$/, '') : unit}`
}
