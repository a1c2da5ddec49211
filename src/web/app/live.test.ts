import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { behind, throttled } from './live.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function counted(takes: number) {
  const asked = { times: 0 }
  const run = async () => {
    asked.times += 1
    await new Promise<void>((done) => setTimeout(done, takes))
  }
  return { asked, ...throttled(run, { pause: 5000, rest: 4 }) }
}

test('[W8] however fast news come, the page asks again once now and once after the pause', async () => {
  const { asked, call } = counted(10)
  for (let i = 0; i < 100; i += 1) void call()
  expect(asked.times).toBe(1)
  await vi.advanceTimersByTimeAsync(5010)
  expect(asked.times).toBe(2)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked.times).toBe(2)
})

test('[W8] after a quiet time news are answered at once', async () => {
  const { asked, call } = counted(10)
  void call()
  await vi.advanceTimersByTimeAsync(6000)
  void call()
  expect(asked.times).toBe(2)
})

test('[W8] answers that took long are followed by a longer rest', async () => {
  const { asked, call } = counted(3000)
  void call()
  void call()
  await vi.advanceTimersByTimeAsync(14_000)
  expect(asked.times).toBe(1)
  await vi.advanceTimersByTimeAsync(1500)
  expect(asked.times).toBe(2)
})

test('[W8] a page that is left asks no more', async () => {
  const { asked, call, cancel } = counted(10)
  void call()
  void call()
  cancel()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked.times).toBe(1)
})

test('[W8] how old the oldest answer is that events overtook, and nothing while all are as new as the news', () => {
  const shown = (...ages: number[]) => ages.map((age) => ({ state: { dataUpdatedAt: 100_000 - age * 1000 } }))
  expect(behind(shown(1, 12, 3), 99_500, 100_000)).toBe(12)
  expect(behind(shown(1, 5), 99_500, 100_000)).toBe(0)
  expect(behind(shown(40), 50_000, 100_000)).toBe(0)
  expect(behind([{ state: { dataUpdatedAt: 0 } }], 99_500, 100_000)).toBe(0)
})
