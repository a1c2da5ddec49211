/** A day, alone or with a time of day, as JavaScript and the store both match it: 2016-03-24 18:59:00, 2016-03-24T18:59Z, 24.03.2016, 3/24/2016 18:59. */
export const timeForm = String.raw`^\s*(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})([T ]\s*\d{1,2}:\d{2}.*)?\s*$`

const form = new RegExp(timeForm)

/** Where so large a share of the values are times, the rest are ways to say that there is none yet. */
const mostly = 0.95

export function areTimes(times: number, values: number): boolean {
  return values > 0 && times >= mostly * values
}

export function isTime(value: string): boolean {
  return form.test(value)
}
