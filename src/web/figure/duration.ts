const minute = 60
const hour = 60 * minute
const day = 24 * hour
const year = 365.25 * day

/** Seconds as people say them, with two figures and always a unit: "41 s", "12 min", "3 h", "1.4 d", "2.3 y". */
export function sayDuration(seconds: number): string {
  const sign = seconds < 0 ? '−' : ''
  const long = Math.abs(seconds)
  if (long < 1) return long === 0 ? '0 s' : `${sign}${Math.max(1, Math.round(long * 1000))} ms`
  if (long < 59.5) return `${sign}${figures(long)} s`
  if (long < 59.5 * minute) return `${sign}${figures(long / minute)} min`
  if (long < 23.95 * hour) return `${sign}${figures(long / hour)} h`
  if (long < 2 * year) return `${sign}${figures(long / day)} d`
  return `${sign}${figures(long / year)} y`
}

/** Two units where one would hide too much: "5 d 3 h", "2 h 10 min". */
export function sayLongDuration(seconds: number): string {
  const long = Math.abs(seconds)
  const sign = seconds < 0 ? '−' : ''
  if (long >= 100 * day || long < minute) return sayDuration(seconds)
  if (long >= day) return sign + pair(Math.round(long / hour), 24, 'd', 'h')
  if (long >= hour) return sign + pair(Math.round(long / minute), 60, 'h', 'min')
  return sign + pair(Math.round(long), 60, 'min', 's')
}

function pair(total: number, per: number, big: string, small: string): string {
  const rest = total % per
  const whole = (total - rest) / per
  return rest === 0 ? `${whole} ${big}` : `${whole} ${big} ${rest} ${small}`
}

/** Below ten one decimal, unless it is nought. */
function figures(value: number): string {
  return value < 9.95 ? String(Number(value.toFixed(1))) : Math.round(value).toLocaleString('en-US')
}
