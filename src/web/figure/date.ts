const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (value: number) => String(value).padStart(2, '0')

// All instants are shown in UTC, as they are stored: a screen sent to a colleague says the same there.

/** "21 Nov 2026" */
export function sayDate(at: string | number | Date): string {
  const date = new Date(at)
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}

/** "21 Nov"; the year only where it is not `year` */
export function sayDay(at: string | number | Date, year?: number): string {
  const date = new Date(at)
  const day = `${date.getUTCDate()} ${months[date.getUTCMonth()]}`
  return year === undefined || year === date.getUTCFullYear() ? day : `${day} ${date.getUTCFullYear()}`
}

/** "21 Nov 2026 19:12"; with seconds where `exact` */
export function sayInstant(at: string | number | Date, exact = false): string {
  const date = new Date(at)
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`
  return `${sayDate(date)} ${exact ? `${time}:${two(date.getUTCSeconds())}` : time}`
}

/** "12 Aug – 21 Nov 2026"; the first year only where it differs */
export function sayPeriod(from: string, to: string): string {
  const end = new Date(to)
  return `${sayDay(from, end.getUTCFullYear())} – ${sayDate(end)}`
}
