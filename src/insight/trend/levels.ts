import { studentTail } from '../stats/tail.ts'
import { clumping, type Noise, noiseOf, type Scaled, type Stretch } from './noise.ts'
import { cut, type Least, Sums, varianceOf } from './scan.ts'

/** One change of level: lasting, or for the length of `after` where `isPassing`. */
export interface Change {
  readonly before: Stretch
  readonly after: Stretch
  readonly isPassing: boolean
  /** the points at which it may have begun: 95 % */
  readonly earliest: number
  readonly latest: number
  readonly p: number
}

interface Level extends Stretch {
  /** of the cut that made it */
  readonly p: number
}

export interface Levelled {
  readonly levels: readonly Stretch[]
  readonly noise: Noise
  readonly changes: readonly Change[]
}

/** Neighbours that chance would set as far apart once in a hundred are one level. */
const alike = 0.01
/** Spells hide spells, and lasting changes; more rounds than these were never needed. */
const mostRounds = 4

/**
 * The levels of a series, and where one gives way to the next. What passed again (a spell) is looked for first and taken out,
 * so that a lasting change is dated, and its levels are told, from the buckets that no spell disturbs.
 */
export function levelsOf(points: readonly Scaled[], noise: Noise, least: Least, alpha: number): Levelled {
  const find = { least, alpha }
  let spells: readonly Level[] = []
  let found = settled(points, noise, find)
  for (let round = 0; round < mostRounds; round++) {
    const kept = placesOutside(points.length, spells)
    const more = spellsOf(new Sums(kept.map((i) => points[i]).filter(isThere)), found.levels)
    if (more.length === 0) break
    spells = withSpells(
      spells,
      more.map((spell) => placed(spell, kept)),
    )
    const rest = placesOutside(points.length, spells)
    found = settled(rest.map((i) => points[i]).filter(isThere), found.noise, find)
  }
  const kept = placesOutside(points.length, spells)
  const lasting = found.levels.map((level) => placed(level, kept))
  const apart = withoutSteps(new Sums(points), spells, lasting)
  return { noise: found.noise, ...told(points, apart.spells, apart.lasting, found.noise) }
}

/** A longer spell found later takes in the shorter ones inside it. */
function withSpells(spells: readonly Level[], more: readonly Level[]): readonly Level[] {
  const apart = spells.filter((old) => !more.some((spell) => spell.from <= old.from && spell.to >= old.to))
  return [...apart, ...more].toSorted((a, b) => a.from - b.from)
}

/**
 * What stands off to the side to which the level then moves for good did not pass again: it is where that change began, and
 * both together are told once.
 */
function withoutSteps(
  sums: Sums,
  spells: readonly Level[],
  lasting: readonly Level[],
): { readonly spells: readonly Level[]; readonly lasting: readonly Level[] } {
  const steps = new Set<Level>()
  const levels = lasting.map((level, i) => {
    const left = lasting[i - 1]
    if (left === undefined) return level
    const toward = Math.sign(sums.mean(level) - sums.mean(left))
    let from = level.from
    for (const spell of spells.toReversed()) {
      if (spell.to !== from || Math.sign(sums.mean(spell) - sums.mean(left)) !== toward) continue
      steps.add(spell)
      from = spell.from
    }
    return { ...level, from }
  })
  return { spells: spells.filter((spell) => !steps.has(spell)), lasting: levels }
}

const isThere = <Value>(value: Value | undefined): value is Value => value !== undefined

function placesOutside(length: number, spells: readonly Stretch[]): readonly number[] {
  return Array.from({ length }, (_, i) => i).filter((i) => !spells.some(({ from, to }) => i >= from && i < to))
}

/** A stretch among the points kept, as a stretch of all points. */
function placed(level: Level, kept: readonly number[]): Level {
  return { from: kept[level.from] ?? 0, to: (kept[level.to - 1] ?? 0) + 1, p: level.p }
}

/**
 * Many jumps would pass for noise and hide the smaller ones, so the noise is read again within the levels found, and the
 * levels looked for again, until both stand.
 */
function settled(
  points: readonly Scaled[],
  noise: Noise,
  { least, alpha }: { readonly least: Least; readonly alpha: number },
): { readonly levels: readonly Level[]; readonly noise: Noise } {
  const sums = new Sums(points)
  const whole = { from: 0, to: points.length }
  let known = noise
  let levels = joined(sums, cut(sums, whole, known, least, alpha), known)
  for (let round = 0; round < mostRounds; round++) {
    const next = noiseOf(points, levels)
    if (Math.abs(next.over / known.over - 1) < 0.01 && Math.abs(next.rho - known.rho) < 0.01) break
    known = next
    levels = joined(sums, cut(sums, whole, known, least, alpha), known)
  }
  return { levels, noise: known }
}

/** Joins neighbours that do not differ, the most alike first. */
function joined(sums: Sums, cuts: readonly Level[], noise: Noise): readonly Level[] {
  const chances = cuts.slice(1).map((level, i) => chanceOf(sums, cuts[i] ?? level, level, noise))
  const weakest = chances.reduce((best, chance, i) => (chance > (chances[best] ?? 0) ? i : best), 0)
  if ((chances[weakest] ?? 0) <= alike) return cuts
  const [left, right] = [cuts[weakest], cuts[weakest + 1]]
  if (left === undefined || right === undefined) return cuts
  const both = { from: left.from, to: right.to, p: Math.min(left.p, right.p) }
  return joined(sums, [...cuts.slice(0, weakest), both, ...cuts.slice(weakest + 2)], noise)
}

/** That two stretches of one level have means this far apart. */
function chanceOf(sums: Sums, a: Stretch, b: Stretch, noise: Noise): number {
  const variance = varianceOf(sums, a, noise) + varianceOf(sums, b, noise)
  return studentTail(Math.abs(sums.mean(a) - sums.mean(b)) / Math.sqrt(variance), noise.df)
}

/**
 * Levels that were left again: one or several neighbours, off to one side, shorter together than a third of the series,
 * after which the level is nearer to the one before than half of what they stood off.
 */
function spellsOf(sums: Sums, levels: readonly Level[]): readonly Level[] {
  const spells: Level[] = []
  for (let i = 1; i < levels.length - 1; i++) {
    const [before, first] = [levels[i - 1], levels[i]]
    if (before === undefined || first === undefined) break
    const off = sums.mean(first) - sums.mean(before)
    const back = levels.findIndex((level, k) => k > i && (sums.mean(level) - sums.mean(before)) / off < 0.5)
    const returned = levels[back]
    if (returned === undefined) continue
    const beyond = (sums.mean(returned) - sums.mean(before)) / off < -0.5
    if (beyond || returned.from - first.from > sums.length / 3) continue
    spells.push({ from: first.from, to: returned.from, p: first.p })
    i = back
  }
  return spells
}

/** Spells and lasting changes together, in order of time; a level is cut where a spell interrupts it. */
function told(
  points: readonly Scaled[],
  spells: readonly Level[],
  lasting: readonly Level[],
  noise: Noise,
): Pick<Levelled, 'levels' | 'changes'> {
  const sums = new Sums(points)
  const pieces = lasting.flatMap((level) => piecesOf(level, spells))
  const before = (at: number) => pieces.findLast((piece) => piece.to <= at)
  const after = (at: number) => pieces.find((piece) => piece.from >= at)
  const passing = spells.flatMap((spell): Change[] => {
    const usual = before(spell.from)
    if (usual === undefined) return []
    return [{ before: usual, after: spell, isPassing: true, p: spell.p, ...datesOf(sums, usual, spell, noise) }]
  })
  const changed = lasting.slice(1).flatMap((level): Change[] => {
    const [left, right] = [before(level.from), after(level.from)]
    if (left === undefined || right === undefined) return []
    return [{ before: left, after: right, isPassing: false, p: level.p, ...datesOf(sums, left, right, noise) }]
  })
  return {
    levels: [...pieces, ...spells].toSorted((a, b) => a.from - b.from),
    changes: [...passing, ...changed].toSorted((a, b) => a.after.from - b.after.from),
  }
}

function piecesOf(level: Level, spells: readonly Stretch[]): readonly Stretch[] {
  const inside = spells.filter((spell) => spell.from >= level.from && spell.to <= level.to)
  const starts = [level.from, ...inside.map((spell) => spell.to)]
  const ends = [...inside.map((spell) => spell.from), level.to]
  return starts.map((from, i) => ({ from, to: ends[i] ?? level.to })).filter(({ from, to }) => to > from)
}

/**
 * The points at which the likelihood is so near its best that the true place is among them with 95 %: within 3.68, for the
 * best exceeds the true place's by the larger of two exponential variables (D. Siegmund 1988, International Statistical
 * Review 56:31-48).
 */
function datesOf(
  sums: Sums,
  before: Stretch,
  after: Stretch,
  noise: Noise,
): { readonly earliest: number; readonly latest: number } {
  const place = after.from
  if (before.to !== place) return { earliest: before.to, latest: place }
  const within = 3.68
  const lasting = noise.over * clumping(50, noise.rho)
  const likelihood = (at: number): number => {
    const sides = [
      { from: before.from, to: at },
      { from: at, to: after.to },
    ]
    return sides.reduce((sum, side) => sum + sums.weighted(side) ** 2 / sums.weight(side), 0) / (2 * lasting)
  }
  const best = likelihood(place)
  const possible = Array.from({ length: after.to - before.from - 1 }, (_, i) => before.from + 1 + i).filter(
    (at) => best - likelihood(at) <= within,
  )
  return { earliest: Math.min(place, ...possible), latest: Math.max(place, ...possible) }
}
