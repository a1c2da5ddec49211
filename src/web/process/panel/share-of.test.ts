import { expect, test } from 'vitest'
import { shareOf } from './share-of.ts'

test('[P16] the interval of 8 in 10 is the one in the textbooks', () => {
  const { share, low, high } = shareOf(8, 10)
  expect([share, low?.toFixed(4), high?.toFixed(4)]).toEqual([0.8, '0.4902', '0.9433'])
})

test('[P16] of nobody there is no share', () => {
  expect(shareOf(0, 0)).toEqual({ share: null, n: 0, low: null, high: null })
})
