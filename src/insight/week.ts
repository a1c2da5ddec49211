const day = 86_400_000_000
/** 1970-01-01 was a Thursday; whole weeks are added so that the engine's division is right before 1970 too. */
const shift = 10_000

/** The week of an instant in microseconds, as SQL: 0 is the week of Monday 1969-12-29. The engine's own Date begins in 1970. */
export function weekSql(micros: string): string {
  return `intDiv(${micros} + ${(7 * shift + 3) * day}, ${7 * day}) - ${shift}`
}

export function weekOf(micros: number): number {
  return Math.floor((micros / day + 3) / 7)
}

/** The instant at which it begins, in microseconds. */
export function startOf(week: number): number {
  return (week * 7 - 3) * day
}

/** Its Monday, as 2026-01-05. */
export function mondayOf(week: number): string {
  return new Date(startOf(week) / 1000).toISOString().slice(0, 10)
}
