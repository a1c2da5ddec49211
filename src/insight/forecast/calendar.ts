import { weekdayOf } from './flow.ts'

/** Arrivals at a step on a day; a day that is not there had none. */
export type Daily = ReadonlyMap<number, number>

const weeks = 8
/** Weight of the newest day in the level. */
const newest = 0.1

/**
 * A level and a factor for each weekday: the level is the mean of the days, each over its weekday's factor, the newer
 * the heavier (simple exponential smoothing); factors are of the last eight weeks, drawn to 1 by a week's worth of arrivals.
 */
export function levelForecast(daily: Daily, origin: number): (day: number) => number {
  const begin = origin - 7 * weeks
  const sums = new Float64Array(7)
  let all = 0
  for (let day = begin + 1; day <= origin; day++) {
    const n = daily.get(day) ?? 0
    sums[weekdayOf(day)] = (sums[weekdayOf(day)] ?? 0) + n
    all += n
  }
  const mean = all / (7 * weeks)
  const factors = sums.map((sum) => (mean === 0 ? 1 : (sum + mean) / (mean * (weeks + 1))))
  let level = mean
  for (let day = begin + 1; day <= origin; day++) {
    const factor = factors[weekdayOf(day)] ?? 1
    // A day on which next to nobody ever comes says nothing about the level.
    if (factor > 0.25) level += newest * ((daily.get(day) ?? 0) / factor - level)
  }
  return (day) => level * (factors[weekdayOf(day)] ?? 1)
}

/** The mean of the same weekday in the last four weeks: what anybody would say. */
export function sameWeekday(daily: Daily, origin: number): (day: number) => number {
  return (day) => {
    let sum = 0
    for (let week = 0; week < 4; week++) {
      const back = origin - ((origin - day) % 7 === 0 ? 0 : 7 - ((day - origin) % 7)) - 7 * week
      sum += daily.get(back) ?? 0
    }
    return sum / 4
  }
}
