import type { Micros } from '../event.ts'

export const epochUnits = ['s', 'ms', 'us', 'ns'] as const
export type EpochUnit = (typeof epochUnits)[number]

const digitsAfter = { s: 6, ms: 3, us: 0, ns: -3 } satisfies Record<EpochUnit, number>

/**
 * A number since 1970 as microseconds. Without a unit its size tells: seconds up to 10^11 (the year 5138), then
 * milliseconds, microseconds, nanoseconds, each a thousand times larger. Digits are moved as text, so none is lost.
 */
export function epochOf(text: string, unit: EpochUnit | null): Micros | null {
  const match = /^(-?)(\d{1,19})(?:\.(\d{1,12}))?$/.exec(text)
  if (!match) return null
  const [, sign = '', whole = '', part = ''] = match
  if (unit === null && isCompactDate(whole, part)) return null
  const move = digitsAfter[unit ?? unitBySize(Number(whole))]
  const digits =
    move >= 0 ? whole + part.slice(0, move).padEnd(move, '0') : whole.slice(0, Math.max(0, whole.length + move))
  const micros = Number(digits === '' ? '0' : digits)
  if (!Number.isSafeInteger(micros)) return null
  return sign === '-' && micros !== 0 ? -micros : micros
}

function unitBySize(size: number): EpochUnit {
  if (size < 1e11) return 's'
  if (size < 1e14) return 'ms'
  return size < 1e17 ? 'us' : 'ns'
}

/** `20200304` and `20200304101112` are dates, not the year 1970. */
function isCompactDate(whole: string, part: string): boolean {
  return part === '' && /^(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(([01]\d|2[0-3])[0-5]\d[0-5]\d)?$/.test(whole)
}
