import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printInstant } from './calendar.ts'
import { parseTime, type TimeRules } from './parse.ts'
import { zoneOf } from './zone.ts'

const bare: TimeRules = { zone: null, dayFirst: null, unit: null }
const inZone = (name: string): TimeRules => ({ ...bare, zone: zoneOf(name) })
const at = (text: string, rules: TimeRules = bare) => {
  const found = parseTime(text, rules)
  return typeof found === 'number' ? printInstant(found) : found
}

describe('layouts', () => {
  test.each([
    ['2010-12-30 14:32:00+01:00', '2010-12-30T13:32:00Z'],
    ['2011-10-01T00:38:44.546+02:00', '2011-09-30T22:38:44.546Z'],
    ['2024-01-01T00:00:00.123456789Z', '2024-01-01T00:00:00.123456Z'],
    ['2024-01-01T00:00Z', '2024-01-01T00:00:00Z'],
    ['2024-01-01T24:00:00Z', '2024-01-02T00:00:00Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00Z'],
    ['2024-02-29 10:00:00 +0530', '2024-02-29T04:30:00Z'],
    ['2024-02-29 10:00:00 UTC', '2024-02-29T10:00:00Z'],
    ['1969-12-31T23:59:59.999999Z', '1969-12-31T23:59:59.999999Z'],
    ['20240304T101112Z', '2024-03-04T10:11:12Z'],
    ['Tue Feb 24 11:35:52 +0000 2015', '2015-02-24T11:35:52Z'],
    ['Tue, 24 Feb 2015 11:35:52 GMT', '2015-02-24T11:35:52Z'],
  ])('[E30] %s is %s', (text, instant) => {
    expect(at(text)).toBe(instant)
  })

  test.each([
    ['2024-02-30T00:00:00Z', 'has no day 30 in month 2 of 2024'],
    ['2023-02-29T00:00:00Z', 'has no day 29 in month 2 of 2023'],
    ['2024-13-01T00:00:00Z', 'has no month 13'],
    ['2024-01-01T25:00:00Z', 'has no such time of day'],
    ['yesterday', 'is not a time that can be read'],
    ['2024-01-01T00:00:00+99:00', 'is not a time that can be read'],
  ])('[E30] %s %s', (text, fault) => {
    expect(at(text)).toBe(fault)
  })

  test('[E30] every instant is read back from how it is printed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -6e16 / 10, max: 9e15 }),
        (micros) => parseTime(printInstant(micros), bare) === micros,
      ),
      { seed: 20417, numRuns: 1000 },
    )
  })

  test('[E30] the year agrees with the calendar of the language', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1700-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }),
        (date) => {
          expect(parseTime(date.toISOString(), bare)).toBe(date.getTime() * 1000)
        },
      ),
      { seed: 20418, numRuns: 1000 },
    )
  })
})

describe('numbers', () => {
  test.each([
    ['1700000000', '2023-11-14T22:13:20Z'],
    ['1700000000.25', '2023-11-14T22:13:20.250Z'],
    ['1700000000123', '2023-11-14T22:13:20.123Z'],
    ['1700000000123456', '2023-11-14T22:13:20.123456Z'],
    ['1700000000123456789', '2023-11-14T22:13:20.123456Z'],
    ['20240304', 'has no zone: say which one it is in (--zone, or zone: in the profile)'],
  ])('[E33] %s is %s', (text, instant) => {
    expect(at(text)).toBe(instant)
  })

  test('[E33] a unit that is given is taken, whatever the size', () => {
    expect(at('1000', { ...bare, unit: 'ms' })).toBe('1970-01-01T00:00:01Z')
    expect(at('1700000000', { ...bare, unit: 'ns' })).toBe('1970-01-01T00:00:01.700Z')
  })
})

describe('days and months', () => {
  test('[E34] a date that could be either is refused until the profile says which', () => {
    expect(at('03/04/2020 10:00Z')).toMatch(/^could be a day and a month/)
    expect(at('03/04/2020 10:00Z', { ...bare, dayFirst: true })).toBe('2020-04-03T10:00:00Z')
    expect(at('03/04/2020 10:00Z', { ...bare, dayFirst: false })).toBe('2020-03-04T10:00:00Z')
  })

  test('[E34] a date that can be only one is read; points mean the day first', () => {
    expect(at('25/12/2020 10:00Z')).toBe('2020-12-25T10:00:00Z')
    expect(at('12/25/20 10:00:01 PM Z')).toBe('2020-12-25T22:00:01Z')
    expect(at('03.04.2020 10:00Z')).toBe('2020-04-03T10:00:00Z')
    expect(at('12/25/2020 12:30 am UTC')).toBe('2020-12-25T00:30:00Z')
  })
})

describe('zones', () => {
  test('[E31] a time without a zone is refused until one is given', () => {
    expect(at('2024-01-01 12:00:00')).toMatch(/^has no zone/)
    expect(at('2024-07-01 12:00:00', inZone('Europe/Vienna'))).toBe('2024-07-01T10:00:00Z')
    expect(at('2024-01-01', inZone('-05:00'))).toBe('2024-01-01T05:00:00Z')
    expect(at('2024-01-01 12:00:00Z', inZone('Europe/Vienna'))).toBe('2024-01-01T12:00:00Z')
  })

  test('[E31] a zone that nobody knows is none', () => {
    expect([zoneOf('Mars/Olympus'), zoneOf('+99:00'), zoneOf('')]).toEqual([null, null, null])
  })

  test('[E32] a time that came twice is its first coming', () => {
    expect(at('2024-10-27 02:30:00', inZone('Europe/Vienna'))).toBe('2024-10-27T00:30:00Z')
    expect(at('2024-10-27 03:00:00', inZone('Europe/Vienna'))).toBe('2024-10-27T02:00:00Z')
  })

  test('[E32] a time that was skipped is as much after the change as it says', () => {
    expect(at('2024-03-31 02:30:00', inZone('Europe/Vienna'))).toBe('2024-03-31T01:30:00Z')
    expect(at('2024-10-06 02:15:00', inZone('Australia/Lord_Howe'))).toBe('2024-10-05T15:45:00Z')
  })

  test('[E31] wall clocks of many zones and years come back to the instant they show', () => {
    const zones = [
      'Europe/Vienna',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kolkata',
      'America/St_Johns',
      'Africa/Cairo',
    ]
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 2_000_000_000 }), (name, seconds) => {
        const wall = new Date(seconds * 1000).toLocaleString('sv-SE', { timeZone: name })
        const found = parseTime(wall, inZone(name))
        expect(typeof found).toBe('number')
        // The wall shows the same again: in an hour that comes twice, for the first of the two instants.
        expect(new Date(Number(found) / 1000).toLocaleString('sv-SE', { timeZone: name })).toBe(wall)
      }),
      { seed: 20419, numRuns: 400 },
    )
  })
})
