import type { MapDocument } from '../../map/index.ts'
import type { LensSpec, Query, Warehouse } from '../../store/index.ts'
import type { CaseFilter } from '../answers.ts'
import type { View } from '../view.ts'
import type { LeftOut } from './answers.ts'
import type { Factor } from './factor.ts'
import { baseOf, type Cuts, factorOf } from './facts.ts'
import {
  type FactCount,
  factCounts,
  periodCuts,
  type Sums,
  sampleEnd,
  sampleUpTo,
  totals,
  visitFacts,
  waitCuts,
} from './questions.ts'
import { type StruckBook, struckBook } from './struck.ts'
import type { Cohort } from './target.ts'
import { type ValueBook, valueBook } from './values.ts'

/** Up to so many cases the model and the values of events rest on all of them; beyond, on a sample of as many. */
export const sampleCases = 50_000
/** Facts beyond so many kinds of one sort are rarer than any that could say something. */
const mostFacts = 3000

/** A factor as counted: its fact's number, and the cases that have it among those it was counted in. */
export interface CountedFactor {
  readonly code: number
  readonly factor: Factor
  readonly having: Sums
  /** the cases it is compared in, and the fact that they have; null: all */
  readonly among: Sums
  readonly base: number | null
  readonly sampled: boolean
}

export interface CountedCases {
  readonly all: Sums
  readonly sample: Cohort
  readonly isSampled: boolean
  readonly cuts: Cuts
  readonly book: ValueBook
  readonly struck: StruckBook
  readonly factors: readonly CountedFactor[]
  readonly leftOut: readonly LeftOut[]
}

export interface Asking {
  readonly map: MapDocument
  readonly filter: CaseFilter
  readonly warehouse: Warehouse
  readonly view: View
  readonly spec: LensSpec
  readonly least: number
  readonly signal: AbortSignal
  readonly on: (done: number) => void
}

const none: Sums = { n: 0, sum: 0, squares: 0 }

export async function countTotals({ warehouse, signal }: Asking, cohort: Cohort): Promise<Sums> {
  const [found = none] = await warehouse.rows<Sums>(totals(cohort), { signal })
  return { n: found.n, sum: found.sum ?? 0, squares: found.squares ?? 0 }
}

export async function sampleOf(warehouse: Warehouse, cohort: Cohort): Promise<Cohort> {
  const [end] = await warehouse.rows<{ hashed: string }>(sampleEnd(cohort, sampleCases))
  return sampleUpTo(cohort, end?.hashed ?? '0')
}

/** Visits are counted over all cases; what events carry over all, or over the sample where there are very many (D7). */
export async function countFactors(asking: Asking, cohort: Cohort, all: Sums): Promise<CountedCases> {
  const { warehouse, spec, least, signal, on } = asking
  const isSampled = all.n > sampleCases
  const sample = isSampled ? await sampleOf(warehouse, cohort) : cohort
  const among = isSampled ? await countTotals(asking, sample) : all
  on(0.1)
  const [cuts, book, struck] = await Promise.all([
    cutsOf(asking, sample),
    valueBook(warehouse, spec, sample, least, signal),
    struckBook(warehouse, asking, sample),
  ])
  on(0.5)
  const values = book.facts(sample)
  const rows = (query: Query) => warehouse.rows<FactCount>(query, { signal })
  const [visits, carried, sampled] = await Promise.all([
    rows(factCounts(visitFacts(cohort, cuts), mostFacts)),
    values === null ? [] : rows(factCounts(values, mostFacts)),
    isSampled ? rows(factCounts(visitFacts(sample, cuts), mostFacts)) : [],
  ])
  on(0.65)
  const bases = { isField: book.isField, frictionAt: struck.steps }
  const sums = new Map([...visits, ...carried].map((row) => [row.fact, row]))
  const inSample = isSampled ? new Map(sampled.map((row) => [row.fact, row])) : sums
  const laid = (
    row: FactCount,
    factor: Factor | null | undefined,
    whole: Sums,
    isOfSample: boolean,
  ): CountedFactor[] => {
    if (factor === null || factor === undefined) return []
    const base = baseOf(row.fact, bases)
    const known = factor.kind === 'friction' ? inSample : sums
    const within = base === null ? whole : (known.get(base) ?? whole)
    return [{ code: row.fact, factor, having: row, among: within, base, sampled: isOfSample }]
  }
  const ofFriction = struckCounts(struck).flatMap((row) => laid(row, struck.factors.get(row.fact), among, isSampled))
  const ofVisits = visits.flatMap((row) => laid(row, factorOf(row.fact, asking.view.lens, cuts), all, false))
  const ofValues = carried.flatMap((row) => laid(row, book.factors.get(row.fact), among, isSampled))
  return {
    all,
    sample,
    isSampled,
    cuts,
    book,
    struck,
    factors: [...ofVisits, ...ofFriction, ...ofValues],
    leftOut: book.leftOut,
  }
}

function struckCounts({ cases }: StruckBook): readonly FactCount[] {
  const counts = new Map<number, { n: number; sum: number; squares: number }>()
  for (const { y, facts } of cases.values()) {
    for (const fact of facts) {
      const count = counts.get(fact) ?? { n: 0, sum: 0, squares: 0 }
      counts.set(fact, { n: count.n + 1, sum: count.sum + y, squares: count.squares + y * y })
    }
  }
  return [...counts].map(([fact, count]) => ({ fact, ...count }))
}

async function cutsOf({ warehouse, least, signal }: Asking, sample: Cohort): Promise<Cuts> {
  const [waits, [periods]] = await Promise.all([
    warehouse.rows<{ step: number; cut: number; n: number }>(waitCuts(sample), { signal }),
    warehouse.rows<{ cuts: readonly number[] }>(periodCuts(sample), { signal }),
  ])
  return {
    // Below four times the least, the longest quarter of the waits would be too few.
    waits: new Map(waits.filter(({ n }) => n >= 4 * least).map(({ step, cut }) => [step, Math.round(cut)])),
    periods: [...new Set((periods?.cuts ?? []).map(Math.round))],
  }
}
