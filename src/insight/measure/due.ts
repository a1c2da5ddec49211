import type { Duration } from '../../match/index.ts'

const hour = 3_600_000_000
const day = 24 * hour
const opens = 9 * hour
const closes = 17 * hour
const worked = closes - opens

/** Whole weeks, added so that the engine's division, which cuts towards zero, is right for days before 1970 too. */
const weeks = 7 * 10_000

const dayOf = (micros: string) => `(intDiv(${micros} + ${weeks * day}, ${day}) - ${weeks})`
/** Monday is 0. */
const weekday = (days: string) => `((${days} + ${weeks + 3}) % 7)`
const nextWorkday = (days: string) => `(${days} + if(${weekday(days)} < 4, 1, 7 - ${weekday(days)}))`
/** `from` is a workday, `n` not negative. */
const workdaysLater = (from: string, n: string) =>
  `(${from} + intDiv(${n}, 5) * 7 + ${n} % 5 + if(${weekday(from)} + ${n} % 5 >= 5, 2, 0))`

/**
 * `addDuration` of the room `match` as SQL: the instant in microseconds by which a duration is over that began at
 * `visit`, itself SQL for microseconds. A test proves the two equal.
 */
export function dueSql(visit: string, duration: Duration): string {
  switch (duration.kind) {
    case 'clock':
      return `(${visit} + ${duration.micros})`
    case 'business-days':
      return businessDays(visit, duration.days)
    case 'business-hours':
      return businessHours(visit, duration.micros)
  }
}

/** Named by arrayMap's arguments, so that each part is computed once. */
function businessDays(visit: string, days: number): string {
  const isWorkday = `${weekday(dayOf('v'))} < 5`
  const from = `if(${isWorkday}, v, ${nextWorkday(dayOf('v'))} * ${day})`
  return bind(visit, 'v', bind(from, 'f', `f + (${workdaysLater('d', String(days))} - d) * ${day}`, [dayOf('f'), 'd']))
}

function businessHours(visit: string, micros: number): string {
  const due = `${workdaysLater('first', 'whole')} * ${day} + ${opens} + total - whole * ${worked}`
  const whole = bind(`intDiv(total + ${worked - 1}, ${worked}) - 1`, 'whole', due)
  const total = bind(`${micros} + if(isOpen > 0, greatest(0, timeOfDay - ${opens}), 0)`, 'total', whole)
  const first = bind(`if(isOpen > 0, today, ${nextWorkday('today')})`, 'first', total)
  const isOpen = bind(`${weekday('today')} < 5 AND timeOfDay < ${closes}`, 'isOpen', first)
  return bind(visit, 'v', bind(dayOf('v'), 'today', bind(`v - today * ${day}`, 'timeOfDay', isOpen)))
}

/** `let name = value in result`: the engine has no such form but a lambda over a list of one. */
function bind(value: string, name: string, result: string, inner?: readonly [value: string, name: string]): string {
  const body = inner ? bind(inner[0], inner[1], result) : result
  return `arrayMap(${name} -> ${body}, [toInt64(${value})])[1]`
}
