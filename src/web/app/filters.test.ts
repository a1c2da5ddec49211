import { expect, test } from 'vitest'
import { filterQuery, patched, readFilters } from './filters.ts'
import { sayPredicate } from './predicate-words.ts'
import { fromPredicate, toPredicate } from './segment.ts'

const segment = { all: [{ where: { channel: { in: ['web', 'app'] } } }, { trait: 'vip', is: 'true' }] }

test('[W5] filters come out of the URL and what is not one is left out', () => {
  const search = {
    from: '2026-01-01',
    to: 'yesterday',
    segment,
    variant: 1234567890123456,
    source: 'a.csv',
    step: 'offer',
  }
  expect(readFilters(search)).toEqual({ from: '2026-01-01', segment, variant: '1234567890123456', source: 'a.csv' })
})

test('[W5] a segment that has no predicate’s shape never reaches the server', () => {
  expect(readFilters({ segment: 'channel is web' })).toEqual({})
  expect(readFilters({ segment: { all: [{ nonsense: 1 }] } })).toEqual({})
  expect(readFilters({ segment: ['web'] })).toEqual({})
})

test('[W5] the query carries the segment as JSON', () => {
  expect(filterQuery({ from: '2026-01-01', segment })).toEqual({ from: '2026-01-01', segment: JSON.stringify(segment) })
})

test('[W5] changing one filter keeps what else the URL holds; undefined takes it away', () => {
  expect(patched({ step: 'offer', from: '2026-01-01', variant: 'a' }, { from: undefined, variant: 'b' })).toEqual({
    step: 'offer',
    variant: 'b',
  })
})

test('[W6] the segment form writes predicates that it can read again', () => {
  const conditions = [
    { kind: 'property' as const, name: 'channel', values: ['web', 'app'] },
    { kind: 'trait' as const, name: 'vip', values: ['true'] },
  ]
  expect(toPredicate(conditions)).toEqual(segment)
  expect(fromPredicate(segment)).toEqual(conditions)
  expect(toPredicate([])).toBeUndefined()
  expect(toPredicate([{ kind: 'field', name: 'channel', values: [] }])).toBeUndefined()
})

test('[W6] a predicate that the form cannot write is said in words and not taken apart', () => {
  const wild = { any: [{ event: ['Applied', 'Called'], where: { amount: { gte: 100 } } }, { not: { tag: 'vip' } }] }
  expect(fromPredicate(wild)).toBeNull()
  expect(sayPredicate(wild)).toBe('has Applied or Called and amount ≥ 100 or not (tagged vip)')
  expect(sayPredicate(segment)).toBe('channel is web or app and vip is true')
})
