import type { MapDocument } from '../../map/index.ts'
import type { Warehouse } from '../../store/index.ts'
import { opennessOf } from '../measure/counted.ts'
import type { View } from '../view.ts'
import { compile, nodesOf } from './align.ts'
import { type Automaton, automatonOf, type MapAutomaton } from './automaton.ts'
import { packTraces } from './batch.ts'
import {
  type ConformanceTotals,
  conformanceTotals,
  frequentVariants,
  stepsOfVariants,
  type VariantCount,
} from './questions.ts'
import { type Kept, keyOf, type Remembered, remembered } from './remembered.ts'
import { type Aligner, openAligner } from './threads.ts'

/** Aligned are the most frequent variants, this many unless asked otherwise (C9). */
export const usualMost = 50_000
/** The most nodes the product of one variant may have: a quarter of a gigabyte in each thread. */
const mostNodes = 2 ** 26
/** The most nodes in all: a thread works through 20 to 200 million a second, fewer where the map has very many ways. */
const mostWork = 1e9
/** Fetched with one question, which looks through all cases: so many steps, or so many variants. */
const fetched = { steps: 1_000_000, variants: 25_000 }
/** Handed to a thread at once. */
const handed = { steps: 100_000, variants: 1000 }

export interface Working {
  readonly signal?: AbortSignal
  /** share done, 0..1, of the variants that had to be aligned anew */
  readonly on?: (done: number) => void
}

/** A variant's closed cases, or its open ones, with their alignment. */
export interface AlignedCases extends Kept {
  readonly id: string
  readonly isOpen: boolean
  readonly cases: number
  readonly visits: number
}

export interface AlignedView extends MapAutomaton {
  /** the fewest steps that events show on a way through the map */
  readonly shortest: number
  readonly totals: ConformanceTotals
  readonly aligned: readonly AlignedCases[]
  readonly longer: readonly VariantCount[]
  readonly covered: readonly VariantCount[]
}

/** Aligns the variants of a view, the most frequent first, as far as the bounds allow. */
export async function alignView(
  warehouse: Warehouse,
  view: View,
  map: MapDocument,
  most: number,
  working: Working = {},
): Promise<AlignedView> {
  const found = automatonOf(map, (step) => view.lens.steps.indexOf(step) + 1)
  const openness = opennessOf(view, map)
  const asking = working.signal === undefined ? {} : { signal: working.signal }
  const [totals, frequent] = await Promise.all([
    warehouse.rows<ConformanceTotals>(conformanceTotals(view, openness), asking),
    warehouse.rows<VariantCount>(frequentVariants(view, openness, most), asking),
  ])
  const { covered, longer } = withinBounds(found.automaton, frequent)
  const memory = remembered(warehouse, found.automaton)
  await alignNew(warehouse, view, found.automaton, covered, memory, working)
  return {
    ...found,
    shortest: compile(found.automaton).toEnd[0] ?? 0,
    totals: totals[0] ?? { cases: 0, open: 0, variants: 0 },
    aligned: covered.flatMap((variant) => halves(variant).flatMap((half) => withAlignment(half, memory))),
    longer,
    covered,
  }
}

/** By frequency until the work is used up; what is too long for memory is left out wherever it stands. */
export function withinBounds(
  { states }: Pick<Automaton, 'states'>,
  variants: readonly VariantCount[],
): { readonly covered: readonly VariantCount[]; readonly longer: readonly VariantCount[] } {
  const longer = variants.filter((variant) => nodesOf(states, variant.visits) > mostNodes)
  const rest = variants.filter((variant) => nodesOf(states, variant.visits) <= mostNodes)
  let work = 0
  const end = rest.findIndex((variant) => {
    work += nodesOf(states, variant.visits) * (halves(variant).length || 1)
    return work > mostWork
  })
  return { covered: end < 0 ? rest : rest.slice(0, end), longer }
}

interface Half {
  readonly variant: VariantCount
  readonly isOpen: boolean
  readonly cases: number
}

function halves(variant: VariantCount): readonly Half[] {
  const closed = variant.cases - variant.open
  return [
    ...(closed > 0 ? [{ variant, isOpen: false, cases: closed }] : []),
    ...(variant.open > 0 ? [{ variant, isOpen: true, cases: variant.open }] : []),
  ]
}

function withAlignment({ variant, isOpen, cases }: Half, memory: Remembered): readonly AlignedCases[] {
  const kept = memory.get(keyOf(variant.id, isOpen))
  return kept === undefined ? [] : [{ id: variant.id, isOpen, cases, visits: variant.visits, ...kept }]
}

/** Fetches the steps of variants that were not aligned before, and hands them to the threads piece by piece. */
async function alignNew(
  warehouse: Warehouse,
  view: View,
  automaton: Automaton,
  covered: readonly VariantCount[],
  memory: Remembered,
  { signal, on }: Working,
): Promise<void> {
  const fresh = covered.filter((variant) => halves(variant).some((half) => !memory.has(keyOf(variant.id, half.isOpen))))
  const work = fresh.reduce((sum, variant) => sum + nodesOf(automaton.states, variant.visits), 0)
  let done = 0
  await using aligner = openAligner(automaton, work, signal)
  const running: Promise<void>[] = []
  for (const batch of batchesOf(fresh, fetched)) {
    signal?.throwIfAborted()
    const ids = batch.map((variant) => variant.id)
    const rows = await warehouse.rows<{ id: string; way: number[] }>(
      stepsOfVariants(view, ids),
      signal === undefined ? {} : { signal },
    )
    const stepsOf = new Map(rows.map((row) => [row.id, row.way]))
    for (const piece of batchesOf(batch, handed)) {
      const job = alignPiece(aligner, piece.flatMap(halves), stepsOf, memory).then(() => {
        done += piece.length
        on?.(done / fresh.length)
      })
      job.catch(() => {}) // whoever waits for all of them below is told
      running.push(job)
    }
  }
  await Promise.all(running)
}

async function alignPiece(
  aligner: Aligner,
  jobs: readonly Half[],
  stepsOf: ReadonlyMap<string, readonly number[]>,
  memory: Remembered,
): Promise<void> {
  const traces = packTraces(jobs.map(({ variant, isOpen }) => ({ steps: stepsOf.get(variant.id) ?? [], isOpen })))
  const aligned = await aligner.align(traces)
  let start = 0
  for (const [i, { variant, isOpen }] of jobs.entries()) {
    const end = start + (aligned.lengths[i] ?? 0)
    memory.set(keyOf(variant.id, isOpen), { cost: aligned.costs[i] ?? 0, moves: aligned.moves.slice(start, end) })
    start = end
  }
}

interface Size {
  readonly steps: number
  readonly variants: number
}

function* batchesOf(variants: readonly VariantCount[], most: Size): Iterable<readonly VariantCount[]> {
  let batch: VariantCount[] = []
  let steps = 0
  for (const variant of variants) {
    batch.push(variant)
    steps += variant.visits
    if (batch.length < most.variants && steps < most.steps) continue
    yield batch
    batch = []
    steps = 0
  }
  if (batch.length > 0) yield batch
}
