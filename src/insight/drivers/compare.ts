import { wilson } from '../interval.ts'
import { differenceOfMeans, differenceOfShares, type Moments } from '../stats/difference.ts'
import { testOfShares } from '../stats/shares-test.ts'
import { student95 } from '../stats/tail.ts'
import type { Effect, Side } from './answers.ts'
import type { Sums } from './questions.ts'

/** The two sides of a factor, and whether they differ (D6). */
export interface Compared {
  readonly with: Side
  readonly without: Side
  readonly difference: Effect | null
  readonly p: number | null
  readonly decides: boolean
}

export function compared(isScore: boolean, having: Sums, all: Sums): Compared {
  const rest = { n: all.n - having.n, sum: all.sum - having.sum, squares: all.squares - having.squares }
  return isScore ? means(having, rest) : shares(having, rest)
}

function shares(having: Sums, rest: Sums): Compared {
  const difference = differenceOfShares(having.sum, having.n, rest.sum, rest.n)
  return {
    with: { n: having.n, rate: shareEffect(having) },
    without: { n: rest.n, rate: shareEffect(rest) },
    difference,
    p: difference === null ? null : testOfShares(having.sum, having.n, rest.sum, rest.n),
    decides: isDeciding(having, rest),
  }
}

/**
 * One of the four cells (with or without, reached or not) is all but empty though chance alone would have put 10 cases or
 * more there: who has it always, or never, reaches the target. That is the way itself, or the target under another name.
 */
function isDeciding(having: Sums, rest: Sums): boolean {
  const n = having.n + rest.n
  const reached = having.sum + rest.sum
  return [having, rest].some((side) => {
    const expected = (side.n * reached) / n
    const cells = [
      { found: side.sum, expected },
      { found: side.n - side.sum, expected: side.n - expected },
    ]
    return cells.some((cell) => cell.expected >= 10 && cell.found <= 0.05 * cell.expected)
  })
}

function shareEffect({ n, sum }: Sums): Effect | null {
  const { share, low, high } = wilson(sum, n)
  return share === null || low === null || high === null ? null : { value: share, low, high }
}

function means(having: Sums, rest: Sums): Compared {
  const found = differenceOfMeans(momentsOf(having), momentsOf(rest))
  return {
    with: { n: having.n, rate: meanEffect(having) },
    without: { n: rest.n, rate: meanEffect(rest) },
    difference: found === null ? null : { value: found.value, low: found.low, high: found.high },
    p: found?.p ?? null,
    decides: false,
  }
}

function momentsOf({ n, sum, squares }: Sums): Moments {
  const mean = n === 0 ? 0 : sum / n
  return { n, mean, variance: n < 2 ? 0 : Math.max(0, (squares - n * mean * mean) / (n - 1)) }
}

export function meanEffect(sums: Sums): Effect | null {
  const { n, mean, variance } = momentsOf(sums)
  if (n < 2) return null
  const half = student95(n - 1) * Math.sqrt(variance / n)
  return { value: mean, low: mean - half, high: mean + half }
}
