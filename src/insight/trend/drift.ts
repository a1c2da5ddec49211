import { studentTail } from '../stats/tail.ts'
import { clumping, type Noise, type Scaled } from './noise.ts'
import { furthestArc, type Least, Sums } from './scan.ts'

export interface Line {
  readonly slope: number
  /** its height at bucket 0 */
  readonly base: number
}

/** A step may be put at any place, and so fits better by chance: it has to be this far ahead of a line, in log-likelihood x 2. */
const ahead = 20

/**
 * A steady rise or fall, where no single step or spell fits clearly better than a straight line: cut into steps it would
 * be dated at places where nothing happened. Null: none.
 */
export function driftOf(points: readonly Scaled[], noise: Noise, least: Least): Line | null {
  if (points.length < 8) return null
  const weights = points.map(({ v }) => 1 / v)
  const total = sum(weights)
  const meanAt = sum(points.map(({ at }, i) => at * (weights[i] ?? 0))) / total
  const meanY = sum(points.map(({ y }, i) => y * (weights[i] ?? 0))) / total
  const sxx = sum(points.map(({ at }, i) => (at - meanAt) ** 2 * (weights[i] ?? 0)))
  const sxy = sum(points.map(({ at, y }, i) => (at - meanAt) * (y - meanY) * (weights[i] ?? 0)))
  if (sxx === 0) return null
  const explained = (sxy * sxy) / sxx
  const variance = noise.over * clumping(points.length, noise.rho)
  if (studentTail(Math.sqrt(explained / variance), noise.df) > 0.001) return null
  if (explained + ahead * variance <= explainedByStep(points, noise, least)) return null
  const slope = sxy / sxx
  return { slope, base: meanY - slope * meanAt }
}

/** What the best arc takes of the weighted sum of squares. */
function explainedByStep(points: readonly Scaled[], noise: Noise, least: Least): number {
  const sums = new Sums(points)
  const whole = { from: 0, to: points.length }
  const arc = furthestArc(sums, whole, noise, least)
  if (arc === null) return 0
  const inside = sums.weight(arc)
  const outside = sums.weight(whole) - inside
  const apart = sums.mean(arc) - (sums.weighted(whole) - sums.weighted(arc)) / outside
  return (apart * apart * inside * outside) / (inside + outside)
}

export function withoutDrift(points: readonly Scaled[], line: Line | null): readonly Scaled[] {
  if (line === null) return points
  const middle = line.base + (line.slope * ((points[0]?.at ?? 0) + (points.at(-1)?.at ?? 0))) / 2
  return points.map((point) => ({ ...point, y: point.y - (line.base + line.slope * point.at) + middle }))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0)
}
