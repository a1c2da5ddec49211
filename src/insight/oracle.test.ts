import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTemporaryStore, type Store } from '../store/index.ts'
import { discover } from './discover/discover.ts'
import { append } from './fixture/log.ts'
import { plainMeasure } from './fixture/plain-measure.ts'
import { csv, hasReal, oracle, xes } from './fixture/real-log.ts'
import { type Dfg, dfg, measure, namesMap, times, variants } from './index.ts'
import { namesLens } from './lens.ts'

const logs = {
  bpic2012: { file: 'bpic2012.xes.gz', events: () => xes('bpic2012.xes.gz') },
  bpic2012_c: { file: 'bpic2012.xes.gz', events: () => xes('bpic2012.xes.gz', 'complete') },
  receipt: { file: 'receipt.xes.gz', events: () => xes('receipt.xes.gz') },
  servicenow: {
    file: 'servicenow_incidents.csv.gz',
    events: () => csv('servicenow_incidents.csv.gz', { case: 'number', name: 'incident_state', at: 'sys_updated_at' }),
  },
}

describe.each(Object.entries(logs))('%s, against what another tool found', (log, { file, events }) => {
  const isAbsent = !hasReal(`data/${file}`) || !hasReal(`oracle/${log}.dfg.json`)
  let store: Store
  let raw: ReturnType<typeof events>

  beforeAll(async () => {
    if (isAbsent) return
    store = await openTemporaryStore()
    raw = events()
    await append(store.warehouse, raw)
  })
  afterAll(() => store?.close())

  test.skipIf(isAbsent)('[I5] transitions, starts and ends are equal; times are equal to the microsecond', async () => {
    const answer = await dfg(store.warehouse, await namesLens(store.warehouse))
    const found = {
      cases: answer.cases,
      events: answer.events,
      steps: answer.steps.length,
      edges: answer.edges.length,
      pairs: answer.ties.pairs,
    }
    const summary = oracle<Readonly<Record<string, unknown>>>(`${log}.summary`)
    expect(found).toEqual({
      cases: summary['cases'],
      events: summary['events'],
      steps: summary['activities'],
      edges: summary['dfg_edges'],
      pairs: summary['equal_timestamp_pairs'],
    })
    expect(edgeTable(answer)).toEqual(oracleEdges(log))
    const means = oracleMeans(log)
    for (const edge of answer.edges)
      expect(edge.meanSeconds).toBeCloseTo(means.get(`${edge.from} > ${edge.to}`) ?? Number.NaN, 3)
    expect(Object.fromEntries(answer.starts.map(({ name, count }) => [name, count]))).toEqual(
      oracle<Readonly<Record<string, unknown>>>(`${log}.start_end`)['start'],
    )
    expect(Object.fromEntries(answer.ends.map(({ name, count }) => [name, count]))).toEqual(
      oracle<Readonly<Record<string, unknown>>>(`${log}.start_end`)['end'],
    )
  })

  test.skipIf(isAbsent)('[I6] variants are equal, the first fifty one by one', async () => {
    const answer = await variants(store.warehouse, await namesLens(store.warehouse))
    const expected = oracle<{ total: number; top50: unknown }>(`${log}.variants`)
    expect(answer.total).toBe(expected.total)
    expect(answer.variants.map(({ steps, count }) => [steps, count])).toEqual(expected.top50)
  })

  test.skipIf(isAbsent)('[I7] case durations are equal', async () => {
    const { duration } = await times(store.warehouse, await namesLens(store.warehouse))
    const { q, seconds, mean } = oracle<{ q: number[]; seconds: number[]; mean: number }>(`${log}.case_duration`)
    const at = (share: number) => seconds[q.indexOf(share)] ?? Number.NaN
    expect(duration.p10).toBeCloseTo(at(0.1), 5)
    expect(duration.p25).toBeCloseTo(at(0.25), 5)
    expect(duration.p50).toBeCloseTo(at(0.5), 5)
    expect(duration.p75).toBeCloseTo(at(0.75), 5)
    expect(duration.p90).toBeCloseTo(at(0.9), 5)
    expect(duration.mean).toBeCloseTo(mean, 3)
  })

  test.skipIf(isAbsent)('[I12] a discovered map measures as a plain pass over the raw events counts', async () => {
    const map = await discover(store.warehouse, { id: 'found', title: 'Found' })
    const { steps, transitions, cases } = await measure(store.warehouse, map)
    const plain = plainMeasure(map, raw)
    expect(cases).toBe(plain.cases)
    expect(steps.map(figures)).toEqual(plain.steps)
    expect(new Map(transitions.map((way) => [`${way.from} > ${way.to}`, [way.cases, way.visits]]))).toEqual(
      plain.transitions,
    )
  })

  test.skipIf(isAbsent)('[I20] with every name kept, steps have the figures of the event names', async () => {
    const map = await discover(store.warehouse, { id: 'all', title: 'All', keep: 1 })
    const [measured, named, graph] = await Promise.all([
      measure(store.warehouse, map),
      measure(store.warehouse, await namesMap(store.warehouse)),
      dfg(store.warehouse, await namesLens(store.warehouse)),
    ])
    const nameOf = new Map(map.phases.flatMap((phase) => phase.steps.map((step) => [step.id, nameIn(step.match)])))
    const byName = (
      rows: readonly { readonly id: string; readonly cases: number; readonly visits: number }[],
      name: (id: string) => string,
    ) => new Map(rows.map((row) => [name(row.id), [row.cases, row.visits]]))
    expect(byName(measured.steps, (id) => nameOf.get(id) ?? '')).toEqual(byName(named.steps, (id) => id))
    expect(byName(measured.steps, (id) => nameOf.get(id) ?? '')).toEqual(
      new Map(graph.steps.map((step) => [step.name, [step.cases, step.count]])),
    )
    expect(
      measured.transitions
        .map((way) => [nameOf.get(way.from), nameOf.get(way.to), way.visits, way.cases, way.p50, way.p90])
        .sort(),
    ).toEqual(
      graph.edges
        .map((edge) => [edge.from, edge.to, edge.count, edge.cases, edge.medianSeconds, edge.p90Seconds])
        .sort(),
    )
  })
})

function nameIn(match: unknown): string {
  return typeof match === 'object' && match !== null && 'event' in match ? String(match.event) : ''
}

const exactly = (seconds: number) => Number(seconds.toFixed(5))

function edgeTable(answer: Dfg) {
  return new Map(
    answer.edges.map((edge) => [
      `${edge.from} > ${edge.to}`,
      [edge.count, exactly(edge.medianSeconds), exactly(edge.p90Seconds)],
    ]),
  )
}

function oracleEdges(log: string) {
  const { edges } = oracle<{ edges: [string, string, number, number, number, number, number][] }>(`${log}.durations`)
  return new Map(
    edges.map(([from, to, count, median, , , p90]) => [`${from} > ${to}`, [count, exactly(median), exactly(p90)]]),
  )
}

function oracleMeans(log: string): ReadonlyMap<string, number> {
  const { edges } = oracle<{ edges: [string, string, number, number, number][] }>(`${log}.durations`)
  return new Map(edges.map(([from, to, , , mean]) => [`${from} > ${to}`, mean]))
}

function figures(step: Awaited<ReturnType<typeof measure>>['steps'][number]) {
  return {
    id: step.id,
    cases: step.cases,
    visits: step.visits,
    returned: step.repeats.share === null ? 0 : Math.round(step.repeats.share * step.repeats.n),
    toNext: { n: step.toNext.n, p50: round(step.toNext.p50), p90: round(step.toNext.p90) },
    promise:
      step.promise === null ? null : { kept: step.promise.kept, n: step.promise.n, pending: step.promise.pending },
    dropped:
      step.dropped.share === null
        ? null
        : { cases: Math.round(step.dropped.share * step.dropped.n), n: step.dropped.n },
  }
}

function round(seconds: number | null): number | null {
  return seconds === null ? null : exactly(seconds)
}
