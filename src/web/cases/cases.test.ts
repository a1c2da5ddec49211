import { expect, test } from 'vitest'
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
