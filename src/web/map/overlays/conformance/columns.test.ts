import { expect, test } from 'vitest'
import type { AlignedMove, DeviationKind } from '../../../../insight/conform/answers.ts'
import { columnsOf } from './columns.ts'

/** `b-` only the case does, `b+` only the map. */
function moves(text: string): AlignedMove[] {
  return text.split(' ').map((word) => {
    const [step = '', sign = ''] = [word.replace(/[-+]$/, ''), word.at(-1)]
    const off: DeviationKind | null = sign === '-' ? 'extra' : sign === '+' ? 'skipped' : null
    return { on: sign === '-' ? 'case' : sign === '+' ? 'map' : 'both', step, deviation: off }
  })
}
const drawn = (text: string) =>
  columnsOf(moves(text)).map(
    (one) =>
      (one.folded === null
        ? `${one.case ?? '»'}/${one.map ?? '»'}`
        : `${one.folded.isRest ? '∅' : '…'}${one.folded.steps}`) + (one.times > 1 ? `×${one.times}` : ''),
  )

test('[M55] the case stands over the map, with a gap where only one of them does something', () => {
  expect(drawn('a b+ c x-')).toEqual(['a/a', '»/b', 'c/c', 'x/»'])
})

test('[M55] equal neighbours are one column, and a long run as drawn is folded between its first and last', () => {
  expect(drawn('a x- x- x- b')).toEqual(['a/a', 'x/»×3', 'b/b'])
  expect(drawn('a b c d e+ f')).toEqual(['a/a', '…2', 'd/d', '»/e', 'f/f'])
  expect(drawn('a a b b c d')).toEqual(['a/a×2', '…3', 'd/d'])
  expect(drawn('a b c')).toEqual(['a/a', 'b/b', 'c/c'])
})

test('[M55] the rest that a case never came to is told by its first step', () => {
  expect(drawn('a b+ c+ d+ e+')).toEqual(['a/a', '»/b', '∅3'])
  expect(drawn('a b+ c+')).toEqual(['a/a', '»/b', '»/c'])
})
