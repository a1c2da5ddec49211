import { describe, expect, test } from 'vitest'
import { arrivals } from './arrivals.ts'
import { levelForecast, sameWeekday } from './calendar.ts'
import { randomFrom } from './fixture.ts'
import { flowAt, flowOn, type Move, weekdayOf } from './flow.ts'

const monday = 20_458 // 2026-01-05

/** Poisson by Knuth, for small means. */
function poisson(mean: number, random: () => number): number {
  let n = -1
  for (let p = 1; p > Math.exp(-mean); n++) p *= random()
  return n
}

describe('the flow', () => {
  test('[P15] a fixed wait: those who came three days ago are expected today, and no one else', () => {
    const moves: Move[] = Array.from({ length: 60 }, (_, i): Move => {
      const left = monday + i
      const isKnown = i + 3 < 60
      return { prev: 1, step: isKnown ? 2 : 0, left, lag: isKnown ? 3 : 0, n: 10 + (i % 2) }
    })
    const origin = monday + 59
    const coming = flowOn(flowAt(moves, origin, 2), origin, 5, () => 0)
    const expected = coming.map((row) => Math.round(row[2] ?? 0))
    expect(expected).toEqual([11, 10, 11, 0, 0])
  })

  test('[P15] those who stopped for good are not expected, however many stand there', () => {
    // Half go on the next day, half never do.
    const moves: Move[] = Array.from({ length: 60 }, (_, i): readonly Move[] => [
      { prev: 1, step: i < 59 ? 2 : 0, left: monday + i, lag: i < 59 ? 1 : 0, n: 20 },
      { prev: 1, step: 0, left: monday + i, lag: 0, n: 20 },
    ]).flat()
    const [tomorrow, after] = flowOn(flowAt(moves, monday + 59, 2), monday + 59, 2, () => 0)
    expect(tomorrow?.[2]).toBeCloseTo(20, 0)
    expect(after?.[2]).toBeLessThan(1)
  })

  test('[P15] what comes goes on within the day: a chain of two steps, one with a loop', () => {
    const moves: Move[] = Array.from({ length: 60 }, (_, i): readonly Move[] => [
      { prev: 1, step: 2, left: monday + i, lag: 0, n: 30 },
      { prev: 2, step: 2, left: monday + i, lag: 0, n: 30 },
      { prev: 2, step: 0, left: monday + i, lag: 0, n: 30 },
    ]).flat()
    const [tomorrow] = flowOn(flowAt(moves, monday + 59, 2), monday + 59, 1, (step) => (step === 1 ? 30 : 0))
    expect(tomorrow?.[1]).toBeCloseTo(30, 5)
    expect(tomorrow?.[2]).toBeCloseTo(60, 0)
  })
})

describe('the calendar', () => {
  test('[P15] a level and its weekdays are found again', () => {
    const daily = new Map(
      Array.from({ length: 84 }, (_, i) => [monday + i, weekdayOf(monday + i) < 5 ? 50 : 10] as const),
    )
    const level = levelForecast(daily, monday + 83)
    expect(level(monday + 84)).toBeCloseTo(50, -1)
    expect(level(monday + 89)).toBeGreaterThan(9)
    expect(level(monday + 89)).toBeLessThan(16)
  })

  test('[P16] the same weekday of the last four weeks, of whichever day to come', () => {
    const daily = new Map(Array.from({ length: 35 }, (_, i) => [monday + i, i] as const))
    const origin = monday + 34 // a Sunday
    const mean = (days: readonly number[]) => days.reduce((sum, day) => sum + day, 0) / days.length
    expect(sameWeekday(daily, origin)(origin + 1)).toBe(mean([28, 21, 14, 7]))
    expect(sameWeekday(daily, origin)(origin + 7)).toBe(mean([34, 27, 20, 13]))
    expect(sameWeekday(daily, origin)(origin + 8)).toBe(mean([28, 21, 14, 7]))
  })
})

test('[P16] [P17] a process that is known: expected as it is, and 8 of 10 days within the intervals', () => {
  const random = randomFrom(11)
  const moves = new Map<string, Move>()
  const starts = []
  const days = 160
  for (let i = 0; i < days; i++) {
    const day = monday + i
    const began = poisson(weekdayOf(day) < 5 ? 30 : 8, random)
    starts.push({ step: 1, day, n: began })
    for (let c = 0; c < began; c++) {
      const lag = 1 + Math.floor(random() * 6)
      const goes = random() < 0.7 && i + lag < days
      const move = goes ? { prev: 1, step: 2, left: day, lag } : { prev: 1, step: 0, left: day, lag: 0 }
      const key = JSON.stringify(move)
      moves.set(key, { ...move, n: (moves.get(key)?.n ?? 0) + 1 })
    }
  }
  const found = arrivals({
    moves: [...moves.values()],
    starts,
    steps: ['begins', 'decides'],
    today: monday + days - 1,
    days: 14,
  })
  const [begins, decides] = found.steps
  expect(begins?.week.expected).toBeGreaterThan(140)
  expect(begins?.week.expected).toBeLessThan(190)
  // Each who begins decides with 0.7, three and a half days later.
  expect((decides?.week.expected ?? 0) / (begins?.week.expected ?? 1)).toBeGreaterThan(0.6)
  expect((decides?.week.expected ?? 0) / (begins?.week.expected ?? 1)).toBeLessThan(0.8)
  expect(found.backtest?.coverage).toBeGreaterThan(0.7)
  expect(found.backtest?.coverage).toBeLessThan(0.95)
  expect(found.backtest?.mae).toBeLessThanOrEqual((found.backtest?.calendarMae ?? 0) * 1.05)
})

test('[P18] of a few days nothing is said, and why', () => {
  const found = arrivals({
    moves: [],
    starts: [{ step: 1, day: monday, n: 5 }],
    steps: ['a'],
    today: monday + 6,
    days: 7,
  })
  expect(found.tooFew).toContain('7 days')
  expect(found.steps).toEqual([])
})
