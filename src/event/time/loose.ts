import { type Clock, type Fault, noTime } from './clock.ts'

// Beside the usual layout: other orders and separators, am/pm, compact dates, month names. Tried only where that failed.
const clockText =
  '(?:[T ,]+(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,](?<part>\\d{1,9}))?)?\\s*(?<half>[ap]\\.?m\\.?)?)?'
const zoneText = '\\s*(?<zone>Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)?'
const numeric = new RegExp(
  `^(?<a>\\d{1,4})(?<sep>[-/.])(?<b>\\d{1,2})\\k<sep>(?<c>\\d{1,4})${clockText}${zoneText}$`,
  'i',
)
const compact = new RegExp(
  '^(?<a>\\d{4})(?<b>\\d{2})(?<c>\\d{2})(?:T?(?<hour>\\d{2})(?<minute>\\d{2})(?<second>\\d{2})(?:[.,](?<part>\\d{1,9}))?)?' +
    `${zoneText}$`,
  'i',
)
const named = new RegExp(
  `^(?:[a-z]{3,9},?\\s+)?(?:(?<c>\\d{1,2})[ -](?<month>[a-z]{3,9})\\.?|(?<month2>[a-z]{3,9})\\.? (?<c2>\\d{1,2})),?[ -](?<a>\\d{4})${clockText}${zoneText}$`,
  'i',
)
/** `Tue Feb 24 11:35:52 +0000 2015`, as Unix and Twitter write it */
const unix = new RegExp(`^[a-z]{3} (?<month>[a-z]{3}) +(?<c>\\d{1,2})${clockText}${zoneText} (?<a>\\d{4})$`, 'i')
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** in minutes; no zone is further from UTC */
const widestOffset = 18 * 60

type Groups = Record<string, string | undefined>

export function parseLoose(text: string, dayFirst: boolean | null): Clock | Fault {
  if (text.length > 64) return noTime
  const plain = numeric.exec(text)?.groups
  if (plain) return fromNumeric(plain, dayFirst)
  const dense = compact.exec(text)?.groups
  if (dense) return clock(Number(dense['a']), Number(dense['b']), Number(dense['c']), dense)
  const words = (named.exec(text) ?? unix.exec(text))?.groups
  const month = words ? months.indexOf((words['month'] ?? words['month2'] ?? '').slice(0, 3).toLowerCase()) + 1 : 0
  if (words && month > 0) return clock(Number(words['a']), month, Number(words['c'] ?? words['c2']), words)
  return noTime
}

function fromNumeric(groups: Groups, dayFirst: boolean | null): Clock | Fault {
  const { a = '', b = '', c = '', sep } = groups
  if (a.length >= 3) return clock(Number(a), Number(b), Number(c), groups)
  const year = c.length <= 2 ? Number(c) + (Number(c) < 70 ? 2000 : 1900) : Number(c)
  const first = Number(a)
  const second = Number(b)
  // Nobody writes the month first with points.
  const isDayFirst = sep === '.' ? true : (dayFirst ?? (first > 12 ? true : second > 12 ? false : null))
  if (isDayFirst === null && first !== second) {
    return 'could be a day and a month or a month and a day: say which (dayFirst: true or false in the profile)'
  }
  return isDayFirst === false ? clock(year, first, second, groups) : clock(year, second, first, groups)
}

function clock(year: number, month: number, day: number, groups: Groups): Clock | Fault {
  const half = groups['half']?.[0]?.toLowerCase()
  const written = Number(groups['hour'] ?? 0)
  if (half && (written < 1 || written > 12)) return 'has no such time of day'
  const hour = half ? (written % 12) + (half === 'p' ? 12 : 0) : written
  const offset = offsetOf(groups['zone'])
  if (Math.abs(offset ?? 0) > widestOffset) return noTime
  return {
    year,
    month,
    day,
    hour,
    minute: Number(groups['minute'] ?? 0),
    second: Number(groups['second'] ?? 0),
    micros: Number((groups['part'] ?? '').slice(0, 6).padEnd(6, '0')),
    offset,
  }
}

function offsetOf(zone: string | undefined): number | null {
  if (zone === undefined) return null
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone)
  if (!match) return 0
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0)
  return match[1] === '-' ? -minutes : minutes
}
