/** Microseconds since 1970 as ISO 8601 in UTC: milliseconds always, microseconds where there are any. */
export function isoOf(micros: number): string {
  const iso = new Date(Math.floor(micros / 1000)).toISOString()
  const rest = ((micros % 1000) + 1000) % 1000
  return rest === 0 ? iso : iso.replace('Z', `${String(rest).padStart(3, '0')}Z`)
}
