/** 4812 → "4,812". */
export function sayCount(count: number): string {
  return Math.round(count).toLocaleString('en-US')
}

/** A count with its noun: 1 → "1 case", 4812 → "4,812 cases". */
export function sayMany(count: number, one: string, many = `${one}s`): string {
  return `${sayCount(count)} ${Math.round(count) === 1 ? one : many}`
}

/** For where there is little room: 1234 → "1.2 k", 2_500_000 → "2.5 m". */
export function sayShortCount(count: number): string {
  if (count < 10_000) return sayCount(count)
  const [unit, word] =
    count < 1_000_000 ? [1_000, 'k'] : count < 1_000_000_000 ? [1_000_000, 'm'] : [1_000_000_000, 'bn']
  const scaled = count / Number(unit)
  return `${scaled < 100 ? Number(scaled.toFixed(1)) : Math.round(scaled)} ${word}`
}

/** Bytes as people read them: 262_000 → "262 kB". */
export function sayBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let scaled = bytes
  let place = 0
  while (scaled >= 1000 && place < units.length - 1) {
    scaled /= 1000
    place += 1
  }
  return `${scaled < 10 && place > 0 ? Number(scaled.toFixed(1)) : Math.round(scaled)} ${units[place]}`
}
