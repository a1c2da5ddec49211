import { type MapDocument, stepsOf } from '../../map/index.ts'
import { stepTotals } from '../explore/dfg.ts'
import { endsOf } from '../measure/ends.ts'
import { promisedOf } from '../measure/promise.ts'
import { stepOf } from '../view.ts'
import type { Compare, Difference, TransitionDifference } from './answers.ts'
import { type Counts, shareDifference, timeDifference } from './difference.ts'
import { estimated } from './quantile.ts'
import type { Side } from './side.ts'

export function overallOf(a: Side, b: Side, map: MapDocument): readonly Difference[] {
  const kept = promisedOf(map, a.view.lens).length === 0 ? [] : [shareDifference('kept', keptOver(a), keptOver(b))]
  if ((map.outcome?.good ?? []).length === 0) return kept
  const share = ({ outcome }: Side): Counts => ({ k: outcome.reached, n: outcome.n })
  const took = (q: 0.5 | 0.9) => (side: Side) => ({
    found: estimated(q, side.outcome.reached, q === 0.5 ? side.outcome.p50 : side.outcome.p90),
    n: side.outcome.reached,
  })
  return [
    shareDifference('outcome', share(a), share(b)),
    timeDifference('outcome-p50', took(0.5)(a), took(0.5)(b)),
    timeDifference('outcome-p90', took(0.9)(a), took(0.9)(b)),
    ...kept,
  ]
}

/** Over all promises; a case counts once for all of its visits. */
function keptOver({ kept, totals }: Side): Counts {
  const sum = (figure: 'kept' | 'n') => kept.reduce((total, row) => total + row[figure], 0)
  return { k: sum('kept'), n: sum('n'), cases: totals.cases }
}

export function stepDifferences(a: Side, b: Side, map: MapDocument): Compare['steps'] {
  const ends = endsOf(map)
  const promised = new Set(promisedOf(map, a.view.lens).map(({ step }) => step))
  const [left, right] = [byStep(a), byStep(b)]
  return stepsOf(map).map(({ step: { id } }) => {
    const code = a.view.lens.steps.indexOf(id) + 1
    const [x, y] = [left(code), right(code)]
    const cases = { a: x.cases, b: y.cases }
    if (code === 0) return { id, cases, figures: [] }
    return {
      id,
      cases,
      figures: [
        shareDifference('reached', x.reached, y.reached),
        ...(ends.has(id) ? [] : [shareDifference('dropped', x.dropped, y.dropped)]),
        shareDifference('repeats', x.repeats, y.repeats),
        ...(promised.has(id) ? [shareDifference('kept', x.kept, y.kept)] : []),
        timeDifference('p50', x.p50, y.p50),
        timeDifference('p90', x.p90, y.p90),
      ],
    }
  })
}

const noWaits = { followed: 0, went: 0, known: 0, stayed: 0, p50: [], p90: [] }

/** What one side counted of each step. Of visits, as many are taken to be independent as cases made them. */
function byStep(side: Side) {
  const totals = stepTotals(side.transitions)
  const waits = new Map(side.waits.map((row) => [row.prev, row]))
  const reaches = new Map(side.reaches.map((row) => [row.step, row]))
  const kept = new Map(side.kept.map((row) => [row.prev, row]))
  return (code: number) => {
    const { visits, cases } = totals.get(code) ?? { visits: 0, cases: 0 }
    const casesOf = (n: number) => (visits === 0 ? 0 : Math.round((n * cases) / visits))
    const wait = waits.get(code) ?? noWaits
    const reach = reaches.get(code) ?? { reached: 0, came: 0, returned: 0 }
    const promise = kept.get(code) ?? { kept: 0, n: 0 }
    return {
      cases,
      reached: { k: reach.reached, n: side.begun.get(code) ?? 0 },
      dropped: { k: wait.known - wait.stayed, n: wait.known, cases: casesOf(wait.known) },
      repeats: { k: reach.returned, n: reach.came },
      kept: { k: promise.kept, n: promise.n, cases: casesOf(promise.n) },
      p50: { found: estimated(0.5, wait.went, wait.p50), n: wait.went },
      p90: { found: estimated(0.9, wait.went, wait.p90), n: wait.went },
    }
  }
}

/** Every transition that either side takes; most visits on both sides first. */
export function transitionDifferences(a: Side, b: Side): readonly TransitionDifference[] {
  const [left, right] = [waysOf(a), waysOf(b)]
  const places = new Map(
    [...a.transitions, ...b.transitions]
      .filter(({ prev, step }) => prev > 0 && step > 0)
      .map(({ prev, step }) => [`${prev} ${step}`, { prev, step }]),
  )
  return [...places.values()]
    .map(({ prev, step }) => {
      const [x, y] = [left(prev, step), right(prev, step)]
      const row: TransitionDifference = {
        from: stepOf(a.view.lens, prev),
        to: stepOf(a.view.lens, step),
        cases: { a: x.cases, b: y.cases },
        taken: shareDifference('taken', x.taken, y.taken),
        p50: timeDifference('p50', x.p50, y.p50),
        is: x.cases === 0 ? 'new' : y.cases === 0 ? 'vanished' : 'in-both',
      }
      return { row, prev, step, visits: x.visits + y.visits }
    })
    .toSorted((m, n) => n.visits - m.visits || m.prev - n.prev || m.step - n.step)
    .map(({ row }) => row)
}

function waysOf(side: Side) {
  const counts = new Map(side.transitions.map((row) => [`${row.prev} ${row.step}`, row]))
  const ways = new Map(side.ways.map((row) => [`${row.prev} ${row.step}`, row]))
  const followed = new Map(side.waits.map((row) => [row.prev, row.followed]))
  const totals = stepTotals(side.transitions)
  return (prev: number, step: number) => {
    const count = counts.get(`${prev} ${step}`) ?? { visits: 0, cases: 0 }
    const way = ways.get(`${prev} ${step}`) ?? { went: 0, p50: [] }
    const n = followed.get(prev) ?? 0
    const { visits, cases } = totals.get(prev) ?? { visits: 0, cases: 0 }
    return {
      visits: count.visits,
      cases: count.cases,
      taken: { k: way.went, n, cases: visits === 0 ? 0 : Math.round((n * cases) / visits) },
      p50: { found: estimated(0.5, way.went, way.p50), n: way.went },
    }
  }
}
