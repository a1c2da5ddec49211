import type { MapDocument } from '../../map/index.ts'
import type { LensSpec, Warehouse } from '../../store/index.ts'
import type { CaseFilter } from '../answers.ts'
import { cancellable } from '../cancellable.ts'
import { wilson } from '../interval.ts'
import { mapLens } from '../lens.ts'
import { benjaminiHochberg } from '../stats/false-discovery.ts'
import { openView, stepOf, type View } from '../view.ts'
import type { DriverFactor, Drivers, DriverTarget, Effect, LeftOut } from './answers.ts'
import { assertCarried, carriedCohort } from './carried.ts'
import { compared, meanEffect } from './compare.ts'
import {
  type Asking,
  type CountedCases,
  type CountedFactor,
  countFactors,
  countTotals,
  sampleCases,
} from './counted.ts'
import { type Modelled, modelOf } from './modelled.ts'
import { type Sums, stepsVisited } from './questions.ts'
import { chosenScore, scoreCohort } from './score.ts'
import { type Cohort, cohortOf, isCarried, isMean, parseTarget, printTarget } from './target.ts'
import { amongWords, factorWords, groupOf, targetWords, titlesOf } from './words.ts'

export interface DriversAsked {
  readonly of: string
  /** cases with and cases without a factor below which it is said to be too few */
  readonly least?: number
  readonly signal?: AbortSignal
  /** told how far it is, 0..1, as it goes on */
  readonly on?: (done: number) => void
}

export const leastCases = 30
/** With a q-value up to this a factor is called clear. */
const clearAt = 0.05

/** What goes with a target (D1 to D9). @throws QuestionProblem where the map or its events cannot answer */
export async function drivers(
  store: Warehouse,
  map: MapDocument,
  asked: DriversAsked,
  filter: CaseFilter = {},
): Promise<Drivers> {
  const warehouse = cancellable(store, asked.signal)
  const spec = mapLens(map)
  const view = await openView(warehouse, spec, filter)
  const least = asked.least ?? leastCases
  const asking: Asking = {
    warehouse,
    map,
    filter,
    view,
    spec,
    least,
    signal: asked.signal ?? new AbortController().signal,
    on: asked.on ?? (() => undefined),
  }
  asking.on(0)
  const { target, cohort } = await targetOf(warehouse, spec, view, map, parseTarget(asked.of))
  const all = await countTotals(asking, cohort)
  const base = { of: printTarget(target), journey: map.id, target: described(target, map, all), least }
  const isScore = isMean(target)
  const hasBoth = isScore ? all.n >= 2 : all.sum > 0 && all.sum < all.n
  if (!hasBoth)
    return {
      ...base,
      factors: [],
      leftOut: [],
      model: null,
      noModel: oneSided(target, all),
      weights: null,
      sample: null,
    }
  const counted = await countFactors(asking, cohort, all)
  const sides = counted.factors
    .filter(({ having, among }) => having.n < among.n)
    .map((one) => ({ one, of: compared(isScore, one.having, one.among) }))
  const tested = sides.filter(({ one }) => isEnough(one, least))
  const modelled = await modelOf(
    asking,
    counted,
    isScore,
    titlesOf(map),
    tested.map(({ one, of }) => ({ one, p: of.p ?? 1, decides: of.decides })),
  )
  const qs = benjaminiHochberg(tested.map(({ of }) => of.p ?? 1))
  const qOf = new Map(tested.map(({ one }, i) => [one.code, qs[i] ?? 1]))
  const title = titlesOf(map)
  const factors = sides.map(({ one, of }) => laid(one, of, { q: qOf.get(one.code) ?? null, modelled, title, isScore }))
  return {
    ...base,
    factors: factors.sort(byWeight(isScore)),
    leftOut: [
      ...(await neverKnown(asking, cohort, counted, target, map)),
      ...constants(counted, title),
      ...counted.leftOut,
      ...modelled.leftOut,
    ],
    model: modelled.model,
    noModel: modelled.noModel,
    weights: modelled.weights,
    sample: counted.isSampled ? { cases: sampleCases, of: all.n } : null,
  }
}

/** The target with its kind of score named, and its cases. */
async function targetOf(
  warehouse: Warehouse,
  spec: LensSpec,
  view: View,
  map: MapDocument,
  asked: DriverTarget,
): Promise<{ readonly target: DriverTarget; readonly cohort: Cohort }> {
  if (isCarried(asked)) {
    await assertCarried(warehouse, spec, asked)
    return { target: asked, cohort: await carriedCohort(warehouse, { view, spec, map }, asked) }
  }
  if (asked.kind !== 'score') return { target: asked, cohort: cohortOf(view, map, asked) }
  const score = await chosenScore(warehouse, spec, asked.score)
  return { target: { kind: 'score', score }, cohort: scoreCohort(view, spec, score) }
}

const better = {
  outcome: 'more',
  score: 'more',
  late: 'less',
  dropped: 'less',
  reached: null,
  property: null,
  trait: null,
} as const

function described(target: DriverTarget, map: MapDocument, all: Sums): Drivers['target'] {
  const isScore = isMean(target)
  return {
    kind: target.kind,
    ...targetWords(target, titlesOf(map)),
    better: better[target.kind],
    n: all.n,
    base: isScore ? null : wilson(all.sum, all.n),
    mean: isScore ? meanEffect(all) : null,
  }
}

function oneSided(target: DriverTarget, all: Sums): string {
  if (all.n === 0) return 'No case in view is decided, so there is nothing to compare.'
  if (target.kind === 'score') return 'Only one case in view has a score, so there is nothing to compare.'
  if (isMean(target)) return 'Only one case in view carries the number, so there is nothing to compare.'
  return `${all.sum === 0 ? 'None' : 'All'} of the ${all.n} cases in view did, so there is nothing to compare.`
}

function isEnough({ having, among }: CountedFactor, least: number): boolean {
  return having.n >= least && among.n - having.n >= least
}

interface Laying {
  readonly q: number | null
  readonly modelled: Modelled
  readonly title: (step: string) => string
  readonly isScore: boolean
}

/** A factor with all that was found about it; q is null where it was too few to be tested. */
function laid(
  one: CountedFactor,
  of: ReturnType<typeof compared>,
  { q, modelled, title, isScore }: Laying,
): DriverFactor {
  const isTested = q !== null
  const adjusted = modelled.adjusted.get(one.code) ?? null
  const difference = isTested ? of.difference : null
  const nothing = isScore ? 0 : 1
  const side = (value: number) => Math.sign(value - nothing)
  return {
    factor: one.factor,
    says: factorWords(one.factor, title),
    group: groupOf(one.factor),
    among: amongWords(one.factor, title),
    with: of.with,
    without: of.without,
    difference,
    p: isTested ? of.p : null,
    q,
    adjusted: adjusted?.effect ?? null,
    adjustedDifference: adjusted === null ? null : inPoints(adjusted.effect, of.without.rate?.value ?? 0),
    standing: !isTested ? 'too few' : q <= clearAt ? 'clear' : 'not clear',
    holds:
      adjusted === null || difference === null
        ? null
        : side(adjusted.effect.low) === side(adjusted.effect.high) &&
          side(adjusted.effect.value) === Math.sign(difference.value),
    tangled: (adjusted?.tangled ?? []).map((factor) => factorWords(factor, title)),
    sameAs: adjusted?.same ? factorWords(adjusted.same, title) : null,
    decides: isTested && of.decides,
    sampled: one.sampled,
  }
}

function inPoints(effect: NonNullable<DriverFactor['adjusted']>, without: number): Effect {
  const points = (value: number) =>
    effect.kind === 'points' ? value : (value * without) / (1 - without + value * without) - without
  return { value: points(effect.value), low: points(effect.low), high: points(effect.high) }
}

const order = { clear: 0, 'not clear': 1, 'too few': 2 } as const

/** What is clear first; of that what also holds beside the others; of that the effect that is surely the larger. */
function byWeight(isScore: boolean) {
  const nothing = isScore ? 0 : 1
  const sure = ({ difference }: DriverFactor) =>
    difference === null || Math.sign(difference.low) !== Math.sign(difference.high)
      ? 0
      : Math.min(Math.abs(difference.low), Math.abs(difference.high))
  const strength = ({ adjusted }: DriverFactor) => (adjusted === null ? 0 : Math.abs(adjusted.value - nothing))
  return (a: DriverFactor, b: DriverFactor) =>
    order[a.standing] - order[b.standing] ||
    Number(a.decides) - Number(b.decides) ||
    Number(b.holds ?? false) - Number(a.holds ?? false) ||
    sure(b) - sure(a) ||
    strength(b) - strength(a) ||
    b.with.n - a.with.n ||
    (a.says < b.says ? -1 : a.says > b.says ? 1 : 0)
}

/** Steps that the cases visit, but never before the target is decided: they cannot be told from what came of it. */
async function neverKnown(
  { warehouse, view, signal }: Asking,
  cohort: Cohort,
  counted: CountedCases,
  target: DriverTarget,
  map: MapDocument,
): Promise<readonly LeftOut[]> {
  const visited = await warehouse.rows<{ step: number; cases: number }>(stepsVisited(cohort), { signal })
  const known = new Set(counted.factors.flatMap(({ factor }) => (factor.kind === 'step' ? [factor.step] : [])))
  const title = titlesOf(map)
  const own = new Set(
    target.kind === 'outcome'
      ? [...(map.outcome?.good ?? []), ...(map.outcome?.bad ?? [])]
      : target.kind === 'reached'
        ? [target.step]
        : [],
  )
  const steps = visited
    .map(({ step, cases }) => ({ id: stepOf(view.lens, step), cases }))
    .filter(({ id }) => !known.has(id))
    .map(
      ({ id, cases }): LeftOut =>
        own.has(id)
          ? {
              what: title(id),
              why: 'the target itself',
              says: 'It is what is asked about, with the transitions into it and out of it.',
            }
          : {
              what: title(id),
              why: 'only afterwards',
              says: `${cases.toLocaleString('en-US')} ${cases === 1 ? 'case comes' : 'cases come'} to it, none before it is decided.`,
            },
    )
  return [
    ...steps,
    { what: 'how long the case took', why: 'only afterwards', says: 'It is known only when the case is over.' },
  ]
}

/** What every case has tells no two cases apart. */
function constants(counted: CountedCases, title: (step: string) => string): readonly LeftOut[] {
  return counted.factors
    .filter(({ having, among }) => having.n === among.n)
    .map(({ factor }) => {
      const among = amongWords(factor, title)
      return {
        what: factorWords(factor, title),
        why: 'every case',
        says: `Every case ${among === null ? '' : `of those that ${among} `}has it, so there is nothing to compare.`,
      }
    })
}
