import { wilson } from '../interval.ts'
import { student95 } from '../stats/tail.ts'
import type { Bounds } from './answers.ts'

/** Cases that were aligned alike: how many, what one costs, and the most it could (its visits and the fewest steps of the map). */
export interface Priced {
  readonly cases: number
  readonly cost: number
  readonly worst: number
}

export interface Fitness {
  readonly fitness: number | null
  readonly low: number | null
  readonly high: number | null
  readonly ofCosts: number | null
}

export function fitnessOf({ cost, worst }: Omit<Priced, 'cases'>): number {
  return worst === 0 ? 1 : 1 - cost / worst
}

/**
 * The mean fitness of cases (C7) with Student's interval. Where all cases are alike their spread says nothing, so Wilson's
 * interval of a share as large stands in, which holds for every figure between 0 and 1.
 */
export function overall(rows: readonly Priced[]): Fitness {
  const n = sum(rows, (row) => row.cases)
  if (n === 0) return { fitness: null, low: null, high: null, ofCosts: null }
  const mean = sum(rows, (row) => row.cases * fitnessOf(row)) / n
  const squares = sum(rows, (row) => row.cases * (fitnessOf(row) - mean) ** 2)
  const worst = sum(rows, (row) => row.cases * row.worst)
  const ofCosts = worst === 0 ? 1 : 1 - sum(rows, (row) => row.cases * row.cost) / worst
  if (n < 2 || squares < 1e-12) {
    const { low, high } = wilson(Math.min(1, mean) * n, n)
    return { fitness: mean, low, high, ofCosts }
  }
  const half = student95(n - 1) * Math.sqrt(squares / (n - 1) / n)
  return { fitness: mean, low: Math.max(0, mean - half), high: Math.min(1, mean + half), ofCosts }
}

/** A mean over `n` cases, were the other `rest` cases all 0, or all 1. */
export function bounds(mean: number | null, n: number, rest: number): Bounds | null {
  if (n + rest === 0) return null
  const total = (mean ?? 0) * n
  return { low: total / (n + rest), high: (total + rest) / (n + rest) }
}

function sum<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((total, row) => total + of(row), 0)
}
