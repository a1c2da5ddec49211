import type { Compare, Difference, PathDifferences, TransitionDifference } from '../../insight/compare/answers.ts'
import { type TableData, tableOf } from '../export/table.ts'

const figureNames = ['metric', 'unit', 'a', 'a_n', 'b', 'b_n', 'difference', 'low', 'high', 'p', 'q', 'mark'] as const

function figureOf({ metric, unit, a, b, difference, low, high, p, q, mark }: Difference) {
  return [metric, unit, a.value, a.n, b.value, b.n, difference, low, high, p, q, mark]
}

/** A row for each figure of the whole (its step is empty) and of each step. */
export function stepData({ overall, steps }: Pick<Compare, 'overall' | 'steps'>): TableData {
  return tableOf(
    ['step', 'a_cases', 'b_cases', ...figureNames],
    [
      ...overall.map((one) => [null, null, null, ...figureOf(one)]),
      ...steps.flatMap(({ id, cases, figures }) => figures.map((one) => [id, cases.a, cases.b, ...figureOf(one)])),
    ],
  )
}

export function transitionData(transitions: readonly TransitionDifference[]): TableData {
  return tableOf(
    ['from', 'to', 'is', 'a_cases', 'b_cases', ...figureNames],
    transitions.flatMap(({ from, to, is, cases, taken, p50 }) =>
      [taken, p50].map((one) => [from, to, is, cases.a, cases.b, ...figureOf(one)]),
    ),
  )
}

export function pathData({ new: appeared, vanished, changed }: PathDifferences): TableData {
  const lists = [
    ['new', appeared],
    ['vanished', vanished],
    ['in-both', changed],
  ] as const
  return tableOf(
    ['variant', 'steps', 'is', 'a_cases', 'b_cases', ...figureNames],
    lists.flatMap(([is, list]) =>
      list.map(({ variant, steps, cases, taken }) => [
        variant,
        steps.join(' > '),
        is,
        cases.a,
        cases.b,
        ...figureOf(taken),
      ]),
    ),
  )
}
