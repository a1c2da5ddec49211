import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { throttled } from './live.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('[W8] however fast news come, the page asks again once now and once after the pause', () => {
  let asked = 0
  const { call } = throttled(() => {
    asked += 1
  }, 5000)
  for (let i = 0; i < 100; i += 1) call()
  expect(asked).toBe(1)
  vi.advanceTimersByTime(5000)
  expect(asked).toBe(2)
  vi.advanceTimersByTime(60_000)
  expect(asked).toBe(2)
})

test('[W8] after a quiet time news are answered at once', () => {
  let asked = 0
  const { call } = throttled(() => {
    asked += 1
  }, 5000)
  call()
  vi.advanceTimersByTime(6000)
  call()
  expect(asked).toBe(2)
})
