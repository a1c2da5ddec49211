const minute = 60_000_000
const hour = 60 * minute
const day = 24 * hour

/** Times as people promise them. */
const humane: readonly (readonly [micros: number, text: string])[] = [
  ...[1, 2, 5, 10, 15, 20, 30, 45].map((n) => [n * minute, `${n} minute${n === 1 ? '' : 's'}`] as const),
  ...[1, 2, 3, 4, 6, 8, 12, 18].map((n) => [n * hour, `${n} hour${n === 1 ? '' : 's'}`] as const),
  ...[1, 2, 3, 4, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365].map(
    (n) => [n * day, `${n} day${n === 1 ? '' : 's'}`] as const,
  ),
]

/** A time rounded up to one that people promise; null for what takes longer than a year, which nobody does (I25). */
export function humaneDuration(micros: number): string | null {
  return humane.find(([length]) => length >= micros)?.[1] ?? null
}

/** A time in words for evidence: its two largest units. */
export function inWords(micros: number): string {
  const units = [
    [day, 'day'],
    [hour, 'hour'],
    [minute, 'minute'],
    [1_000_000, 'second'],
  ] as const
  const largest = units.findIndex(([length]) => micros >= length)
  if (largest < 0) return micros === 0 ? 'no time' : 'less than a second'
  const smallest = units[Math.min(largest + 1, units.length - 1)]?.[0] ?? 1_000_000
  let rest = Math.ceil(micros / smallest) * smallest
  const words = units.slice(largest, largest + 2).flatMap(([length, name]) => {
    const n = Math.floor(rest / length)
    rest -= n * length
    return n === 0 ? [] : [`${n} ${name}${n === 1 ? '' : 's'}`]
  })
  return words.join(' ')
}
