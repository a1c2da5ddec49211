import { expect, test } from 'vitest'
import type { Difference } from '../../insight/compare/answers.ts'
import { reachOf } from './mark.tsx'
import { readCompareSearch } from './search.ts'
import { otherSide, saySide, together } from './side.ts'
import { sayDifference, sayMark, sayWhole } from './words.ts'

const web = { where: { channel: 'web' } }
const vip = { trait: 'vip', is: true }

test('[W49] what is asked of both and of one side is asked together, as the server counts it', () => {
  expect(
    together({ from: '2026-01-01', to: '2026-06-01', segment: web }, { from: '2026-02-01', segment: vip }),
  ).toEqual({
    from: '2026-02-01',
    to: '2026-06-01',
    segment: { all: [web, vip] },
  })
  expect(together({}, {})).toEqual({})
  expect(otherSide({ from: '2026-01-01', segment: web })).toEqual({ from: '2026-01-01', segment: { not: web } })
  expect(otherSide({ from: '2026-01-01' })).toBeNull()
})

test('[W49] a side is said in words', () => {
  expect(saySide(undefined)).toBe('everybody else')
  expect(saySide({})).toBe('all cases')
  expect(saySide({ segment: web, to: '2026-02-01' })).toBe('channel is web, until 31 Jan 2026')
})

test('[W49] the address holds both sides and the to-be map; what is no filter is left out', () => {
  const read = readCompareSearch({ a: { from: '2026-01-01', nonsense: 1 }, b: [], toBe: 'later', segment: web })
  expect(read).toEqual({ a: { from: '2026-01-01' }, toBe: 'later', segment: web })
})

const clear: Difference = {
  metric: 'kept',
  unit: 'share',
  a: { value: 0.68, low: 0.67, high: 0.69, n: 1000 },
  b: { value: 0.64, low: 0.62, high: 0.65, n: 900 },
  difference: -0.046,
  low: -0.066,
  high: -0.028,
  p: 1e-7,
  q: 1e-5,
  mark: 'clear',
}

test('[W49] a difference says its sign, interval, n and how sure it is', () => {
  expect(sayDifference('share', clear.difference)).toBe('−4.6 pt')
  expect(sayMark(clear)).toBe('clear, q < 0.001')
  expect(sayWhole(clear)).toBe(
    'Promise kept: a 68 % (n 1,000), b 64 % (n 900); b − a −4.6 pt, 95 % −6.6 pt to −2.8 pt; clear, q < 0.001',
  )
  expect(reachOf([clear])).toBe(0.066)
})
