/** What a good outcome is worth, as the map states it. */
export interface Value {
  readonly amount: number
  readonly currency: string
}

/** `1200 EUR`. */
export function statedValue(text: string | undefined): Value | null {
  const match = text === undefined ? null : /^(\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(text)
  return match === null ? null : { amount: Number(match[1]), currency: match[2] ?? '' }
}
