import { expect, test } from 'vitest'
import type { Behind } from '../../insight/cases/answers.ts'
import type { Factor } from '../../insight/drivers/answers.ts'
import { sayBehind, sayOrder } from './behind-words.ts'
import { readCasesSearch } from './search.ts'

test('[W18] the figure that a list stands behind is read from the URL, and a wrong one is no figure', () => {
  expect(readCasesSearch({ behind: { kind: 'late', step: 'offer' }, map: 'm', page: 3 })).toEqual({
    behind: { kind: 'late', step: 'offer' },
    map: 'm',
    page: 3,
  })
  expect(readCasesSearch({ behind: { kind: 'transition', from: 'a', to: 'b' } }).behind).toEqual({
    kind: 'transition',
    from: 'a',
    to: 'b',
  })
  expect(readCasesSearch({ behind: { kind: 'outcome', reached: false } }).behind).toEqual({
    kind: 'outcome',
    reached: false,
  })
  expect(readCasesSearch({ behind: { kind: 'late' }, page: -2 })).toEqual({})
  expect(readCasesSearch({ behind: { kind: 'everything' } })).toEqual({})
})

test('[W18] the list says in words which cases it holds', () => {
  const titleOf = (step: string) => (step === 'offer' ? 'Offer made' : step)
  expect(sayBehind({ kind: 'late', step: 'offer' }, titleOf)).toBe(
    'Cases in which the promise of “Offer made” was broken',
  )
  expect(sayBehind({ kind: 'transition', from: 'offer', to: 'x' }, titleOf)).toBe(
    'Cases that went from “Offer made” to “x”',
  )
})

test('[W18] the list says its order', () => {
  expect(sayOrder({ kind: 'all' })).toBe('the newest first')
  expect(sayOrder({ kind: 'transition', from: 'a', to: 'b' })).toBe('the longest first')
})

test('[W18] the cases behind a driver, of every kind of factor, come through the address', () => {
  const factors: readonly Factor[] = [
    { kind: 'step', step: 'a' },
    { kind: 'again', step: 'a' },
    { kind: 'transition', from: 'a', to: 'b' },
    { kind: 'wait', step: 'a', longerThan: 3600 },
    { kind: 'field', name: 'channel', value: 'phone' },
    { kind: 'property', name: 'size', value: 'L' },
    { kind: 'trait', name: 'segment', value: 'sole trader' },
    { kind: 'number', of: 'property', name: 'amount', above: null, most: 12.5 },
    { kind: 'friction', friction: 'loop', step: 'a', cause: null },
    { kind: 'weekday', day: 2 },
    { kind: 'hours', from: 6 },
    { kind: 'period', after: 1_700_000_000, until: null },
  ]
  for (const factor of factors) {
    const behind: Behind = { kind: 'factor', of: 'late:a', factor, has: false, reached: true }
    expect(readCasesSearch({ behind }).behind).toEqual(behind)
    expect(sayBehind(behind, (step) => step)).toMatch(/^Cases without: .+, and that have the promise at “a” come late$/)
  }
  const all: Behind = { kind: 'factor', of: 'outcome', factor: null, has: true }
  expect(readCasesSearch({ behind: all }).behind).toEqual(all)
  expect(sayBehind(all, (step) => step)).toBe('Cases compared on whether they reach a good outcome')
  expect(readCasesSearch({ behind: { kind: 'factor', of: 'outcome', factor: { kind: 'weather' } } })).toEqual({})
})
