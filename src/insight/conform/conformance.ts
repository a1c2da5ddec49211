import { type MapDocument, stepsOf } from '../../map/index.ts'
import type { Warehouse } from '../../store/index.ts'
import type { CaseFilter } from '../answers.ts'
import { wilson } from '../interval.ts'
import { mapLens } from '../lens.ts'
import { openView, stepOf, type View } from '../view.ts'
import { both, inLog } from './align.ts'
import { type AlignedCases, type AlignedView, alignView, usualMost, type Working } from './aligned.ts'
import type { AlignedVariant, Conformance, Coverage, Deviation, DeviationKind, SmallerJourney } from './answers.ts'
import { unpackMove } from './batch.ts'
import { deviationsIn, type Found, typed } from './deviation.ts'
import { bounds, fitnessOf, overall } from './fitness.ts'
import { isInner } from './open-journeys.ts'

export interface ConformanceAsked {
  /** how many variants that do not fit are listed */
  readonly top?: number
  /** how many variants are aligned, most frequent first */
  readonly most?: number
  /** what became of the smaller journeys behind the map's steps */
  readonly journeys?: readonly SmallerJourney[]
}

/** How the cases of a view fit a map (C1 to C9). */
export async function conformance(
  warehouse: Warehouse,
  map: MapDocument,
  filter: CaseFilter = {},
  { top = 20, most = usualMost, journeys = [] }: ConformanceAsked = {},
  working: Working = {},
): Promise<Conformance> {
  const view = await openView(warehouse, mapLens(map), filter)
  const found = await alignView(warehouse, view, map, most, working)
  const shortest = found.shortest
  const rows = found.aligned.map((row) => ({ ...row, worst: row.visits + (row.isOpen ? 0 : shortest) }))
  const cases = rows.reduce((sum, row) => sum + row.cases, 0)
  const fitting = rows.reduce((sum, row) => sum + (row.cost === 0 ? row.cases : 0), 0)
  const misfits = rows.filter((row) => row.cost > 0)
  const fit = overall(rows)
  return {
    journey: map.id,
    title: map.title,
    cases: found.totals.cases,
    open: found.totals.open,
    fitting,
    fittingShare: wilson(fitting, cases),
    ...fit,
    covered: coverage(found, cases, fitting, fit.fitness, most),
    deviations: deviations(view, map, rows, cases),
    variants: misfits
      .toSorted((a, b) => b.cases - a.cases)
      .slice(0, top)
      .map((row) => drawn(view, row)),
    misfits: misfits.length,
    unmeasured: stepsOf(map).flatMap(({ step }) => (view.lens.steps.includes(step.id) ? [] : [step.id])),
    endless: found.endless,
    journeys,
    inside: stepsOf(map).flatMap(({ step: { id, title } }) => (isInner(id) ? [{ step: id, title }] : [])),
  }
}

function coverage(
  { totals, longer, covered }: AlignedView,
  cases: number,
  fitting: number,
  fitness: number | null,
  most: number,
): Coverage {
  const long = { variants: longer.length, cases: longer.reduce((sum, variant) => sum + variant.cases, 0) }
  const rest = totals.cases - cases
  return {
    cases,
    variants: covered.length,
    of: { cases: totals.cases, variants: totals.variants },
    rarer: { cases: rest - long.cases, variants: totals.variants - covered.length - long.variants },
    longer: long,
    most,
    fittingShare: bounds(cases === 0 ? null : fitting / cases, cases, rest),
    fitness: bounds(fitness, cases, rest),
  }
}

/** Each kind at each step, with the cases that have it (C6): most cases first, then in the order of the map. */
function deviations(view: View, map: MapDocument, rows: readonly AlignedCases[], cases: number): readonly Deviation[] {
  const counts = new Map<string, Counted>()
  for (const row of rows.filter(({ cost }) => cost > 0)) {
    const found = Map.groupBy(deviationsIn([...row.moves].map(unpackMove)), ({ kind, code }) => `${kind} ${code}`)
    for (const [key, some] of found) add(counts, key, some, row.cases)
  }
  const places = new Map(stepsOf(map).map(({ step, index }) => [step.id, index]))
  const placeOf = (code: number) => places.get(stepOf(view.lens, code)) ?? 0
  return [...counts.values()]
    .sort((a, b) => b.cases - a.cases || placeOf(a.code) - placeOf(b.code) || (a.kind < b.kind ? -1 : 1))
    .map(({ kind, code, cases: some, times, stopped }) => ({
      kind,
      step: stepOf(view.lens, code),
      cases: some,
      ...wilson(some, cases),
      times,
      stopped,
      past: wilson(some - stopped, cases),
    }))
}

interface Counted {
  readonly kind: DeviationKind
  readonly code: number
  readonly cases: number
  readonly times: number
  readonly stopped: number
}

/** `some`: one kind at one step, as often as the case has it. */
function add(counts: Map<string, Counted>, key: string, some: readonly Found[], cases: number): void {
  const [first] = some
  if (first === undefined) return
  const { kind, code } = first
  const before = counts.get(key) ?? { kind, code, cases: 0, times: 0, stopped: 0 }
  counts.set(key, {
    kind,
    code,
    cases: before.cases + cases,
    times: before.times + cases * some.length,
    stopped: before.stopped + (some.every((one) => one.hasStopped) ? cases : 0),
  })
}

function drawn(view: View, row: AlignedCases & { readonly worst: number }): AlignedVariant {
  const moves = [...row.moves].map(unpackMove)
  const kinds = typed(moves)
  return {
    id: BigInt(row.id).toString(16).padStart(16, '0'),
    cases: row.cases,
    open: row.isOpen,
    cost: row.cost,
    fitness: fitnessOf(row),
    moves: moves.map(({ kind, code }, i) => ({
      on: kind === both ? 'both' : kind === inLog ? 'case' : 'map',
      step: stepOf(view.lens, code),
      deviation: kinds[i] ?? null,
    })),
  }
}
