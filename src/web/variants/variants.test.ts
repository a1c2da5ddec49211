import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Variant } from '../../insight/answers.ts'
import { align } from './align.ts'
import { listOf, withSteps } from './list.ts'
import { runsOf } from './runs.ts'
import { readVariantsSearch } from './search.ts'

const trace = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 14 })
const seed = { seed: 20417, numRuns: 300 }
const written = (runs: readonly { step: string; times: number }[]) =>
  runs.flatMap((run) => Array<string>(run.times).fill(run.step))

test('[V1] runs written out are the steps again, and no two neighbours are the same', () => {
  fc.assert(
    fc.property(trace, (steps) => {
      const runs = runsOf(steps)
      expect(written(runs)).toEqual(steps)
      expect(runs.some((run, i) => run.step === runs[i + 1]?.step)).toBe(false)
    }),
    seed,
  )
})

test('[V2] what both do stands in pairs, what one does alone stands alone', () => {
  const said = align(runsOf(['a', 'b', 'b', 'c', 'e']), runsOf(['a', 'b', 'd', 'c', 'c', 'e'])).map(
    ({ kind, left, right }) => `${kind} ${left?.step ?? '-'}${right?.step ?? '-'}`,
  )
  expect(said).toEqual(['same aa', 'times bb', 'right -d', 'times cc', 'same ee'])
})

test('[V2] no order-keeping pairing has more pairs', () => {
  fc.assert(
    fc.property(trace, trace, (one, other) => {
      const [left, right] = [runsOf(one), runsOf(other)]
      const plain = (i: number, j: number): number => {
        const [a, b] = [left[i], right[j]]
        if (!a || !b) return 0
        return a.step === b.step ? 1 + plain(i + 1, j + 1) : Math.max(plain(i + 1, j), plain(i, j + 1))
      }
      expect(align(left, right).filter((pair) => pair.left && pair.right).length).toBe(plain(0, 0))
    }),
    { seed: 20417, numRuns: 60 },
  )
})

test('[V3] each side of a comparison reads as its variant', () => {
  fc.assert(
    fc.property(trace, trace, (one, other) => {
      const pairs = align(runsOf(one), runsOf(other))
      expect(written(pairs.flatMap((pair) => pair.left ?? []))).toEqual(one)
      expect(written(pairs.flatMap((pair) => pair.right ?? []))).toEqual(other)
      const paired = (some: typeof pairs) => some.filter((pair) => pair.left && pair.right).length
      expect(paired(align(runsOf(other), runsOf(one)))).toBe(paired(pairs))
    }),
    seed,
  )
})

const variant = (id: string, count: number, steps: string[]): Variant => ({
  id,
  count,
  steps,
  medianSeconds: 1,
  share: { share: 0.1, n: 10, low: 0, high: 1 },
})
const list = listOf(
  [variant('1', 6, ['a', 'b']), variant('2', 3, ['a', 'papers']), variant('3', 1, ['papers', 'b'])],
  10,
)

test('[V4] shares add up', () => {
  expect(list.map((one) => one.cumulative)).toEqual([0.6, 0.9, 1])
})

test('[V5] a search by steps, by id or title, in any order', () => {
  const title = (step: string) => (step === 'papers' ? 'Sends papers' : step)
  const found = (wanted: string) => withSteps(list, wanted, title).map((one) => one.variant.id)
  expect(found('SENDS')).toEqual(['2', '3'])
  expect(found('b, papers')).toEqual(['3'])
  expect(found(' ,')).toEqual(['1', '2', '3'])
})

test('[V6] the address holds two variants at most', () => {
  expect(readVariantsSearch({ compare: ['00ab', 12, 'ff'] }).compare).toEqual(['00ab', '12'])
  expect(readVariantsSearch({ compare: 'x' }).compare).toBe(undefined)
})
