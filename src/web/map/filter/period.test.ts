import { expect, test } from 'vitest'
import { daysOfRange, lastDays, presetOf, rangeOfDays, sayPeriod } from './period.ts'

const latest = '2012-03-14T15:04:53.000Z'

test('[M50] a preset counts whole days back from the latest event, not from today', () => {
  expect(lastDays(7, latest)).toEqual({ from: '2012-03-08' })
  expect(presetOf(lastDays(90, latest), latest)).toBe(90)
  expect(sayPeriod(lastDays(90, latest), latest)).toBe('last 90 days')
})

test('[M50] days picked by hand include the last one, and read back as picked', () => {
  const range = rangeOfDays('2012-01-01', '2012-01-31')
  expect(range).toEqual({ from: '2012-01-01', to: '2012-02-01' })
  expect(daysOfRange(range)).toEqual({ first: '2012-01-01', last: '2012-01-31' })
  expect(sayPeriod(range, latest)).toBe('1 Jan – 31 Jan 2012')
})

test('[M50] an open end is said as such', () => {
  expect(sayPeriod({}, latest)).toBe('all time')
  expect(sayPeriod(rangeOfDays('2012-01-05', ''), latest)).toBe('since 5 Jan 2012')
  expect(sayPeriod(rangeOfDays('', '2012-01-05'), null)).toBe('until 5 Jan 2012')
})
