/** Seconds of the cases' time in one second of playing: from a minute to a quarter of a year. */
export const paces = [60, 600, 3600, 6 * 3600, 86_400, 3 * 86_400, 7 * 86_400, 30 * 86_400, 91 * 86_400] as const

/** The pace at which the whole takes about a minute. */
export function firstPace(seconds: number): number {
  const wanted = seconds / 60
  return paces.reduce<number>(
    (best, pace) => (Math.abs(Math.log(pace / wanted)) < Math.abs(Math.log(best / wanted)) ? pace : best),
    paces[0],
  )
}

export function sayPace(pace: number): string {
  const units: [number, string][] = [
    [86_400, 'd'],
    [3600, 'h'],
    [60, 'min'],
  ]
  const [size, unit] = units.find(([seconds]) => pace >= seconds && pace % seconds === 0) ?? [1, 's']
  return `1 s = ${pace / size} ${unit}`
}
