import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Event } from '../../event/index.ts'
import { lint, type MapDocument, parseMap, printMap, type Step, stepsOf } from '../../map/index.ts'
import { durationOf } from '../../match/index.ts'
import { append, eventsOf, hourly, type Row, storeOf } from '../fixture/log.ts'
import { bareView, filteredView } from '../fixture/view.ts'
import { dfg, discover, measure, namesLens } from '../index.ts'
import { cameFurther, endingOf, stoppedAt } from './ends.ts'
import { keptCount, rarestSteps } from './keep.ts'
import { averageOrder, pairTotal, precedences, sampling } from './order.ts'
import { usualValues } from './parties.ts'
import { phaseSizes } from './phases.ts'
import { isPlaceholder } from './placeholder.ts'
import { humaneDuration, inWords } from './promise.ts'
import { slugs, titleOf } from './slug.ts'
import { everyWayOn, reaching, waysOn } from './ways.ts'

const view = bareView(['b', 'a'])
const filtered = filteredView(view)

test('[I3] the questions of a draft', () => {
  expect(rarestSteps(view, [2, 1]).sql).toBe(
    'SELECT arrayMax(step -> [2, 1][step], steps) AS place, count() AS cases FROM T GROUP BY place',
  )
  expect(usualValues(filtered, 'team')).toEqual({
    sql: "SELECT name, toString(argMax(value, (n, value))) AS usual, max(n) AS most FROM (SELECT name, team AS value, count() AS n FROM event WHERE case_key IN (SELECT case FROM T WHERE ((hash = {variant:UInt64}))) AND team != '' GROUP BY name, value) GROUP BY name",
    params: { variant: '7' },
  })
  const firsts = 'arrayFilter((step, nth) -> nth = 1 AND has([toUInt16(1)], step), steps, arrayEnumerateUniq(steps))'
  expect(pairTotal(view, '[toUInt16(1)]').sql).toBe(
    `SELECT sum(n * (n - 1) / 2) AS pairs FROM (SELECT length(${firsts}) AS n FROM T)`,
  )
  expect(precedences(view, '[toUInt16(1)]', 1, '[]').sql).toContain(`(SELECT ${firsts} AS firsts FROM T)`)
  expect(precedences(view, '[toUInt16(1)]', 3, '[toUInt16(2)]').sql).toContain(
    'FROM T WHERE (cityHash64(key) % 3 = 0 OR hasAny(steps, [toUInt16(2)]))',
  )
})

test('[I20] the fewest names that tell enough cases whole', () => {
  const rarest = [
    { place: 3, cases: 5 },
    { place: 1, cases: 80 },
    { place: 2, cases: 15 },
  ]
  expect([0.5, 0.8, 0.81, 0.95, 0.96, 1].map((keep) => keptCount(rarest, keep))).toEqual([1, 1, 2, 2, 3, 3])
})

test('[I21] ids are kebab-case and each once, whatever the names', () => {
  expect(slugs(['Größe geprüft', 'A_SUBMITTED', 'a submitted', '審査', '🙂', '', 'NA', "it's \n new"], 'step')).toEqual(
    ['grosse-gepruft', 'a-submitted', 'a-submitted-2', 'step', 'step-2', 'step-3', 'na', 'it-s-new'],
  )
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 200 }), { maxLength: 60 }), (names) => {
      const ids = slugs(names, 'step')
      expect(new Set(ids).size).toBe(names.length)
      for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      for (const id of ids) expect(id.length).toBeLessThanOrEqual(70)
      for (const name of names) expect(titleOf(name)).not.toMatch(/^$|^\s|\s$|\n/)
    }),
    { seed: 2101 },
  )
})

test('[I22] those who stop early do not push their steps to the end', () => {
  const pairs = [
    { earlier: 1, later: 2, cases: 100 },
    { earlier: 1, later: 3, cases: 40 },
    { earlier: 2, later: 3, cases: 30 },
    { earlier: 3, later: 2, cases: 10 },
    { earlier: 2, later: 4, cases: 20 },
    { earlier: 3, later: 4, cases: 20 },
  ]
  expect(averageOrder([4, 3, 2, 1], pairs)).toEqual([1, 2, 3, 4])
  expect([0, 1, 40_000_000, 40_000_001].map(sampling)).toEqual([1, 1, 1, 2])
})

test('[I22] where an order that nobody goes against exists, it is found', () => {
  const anyOrder = fc.integer({ min: 1, max: 12 }).chain((size) =>
    fc.shuffledSubarray(
      Array.from({ length: size }, (_, i) => i + 1),
      { minLength: size },
    ),
  )
  fc.assert(
    fc.property(anyOrder, (order) => {
      const pairs = order.flatMap((earlier, i) =>
        order.slice(i + 1).map((later) => ({ earlier, later, cases: 1 + ((earlier * later) % 7) })),
      )
      expect(
        averageOrder(
          order.toSorted((a, b) => a - b),
          pairs,
        ),
      ).toEqual(order)
    }),
    { seed: 7 },
  )
})

test('[I23] phases are cut where the fewest pass', () => {
  const busy = (from: number, to: number) => ({ from, to, visits: 100 })
  const flows = [
    busy(0, 1),
    busy(1, 0),
    busy(1, 2),
    { from: 2, to: 3, visits: 10 },
    busy(3, 4),
    busy(4, 3),
    busy(4, 5),
    busy(5, 6),
    busy(6, 7),
  ]
  expect(phaseSizes(8, flows)).toEqual([3, 5])
  expect([0, 1, 3, 4].map((steps) => phaseSizes(steps, []).length)).toEqual([1, 1, 1, 2])
  fc.assert(
    fc.property(
      fc.integer({ min: 4, max: 60 }),
      fc.array(fc.tuple(fc.nat(59), fc.nat(59), fc.nat(1000)), { maxLength: 100 }),
      (steps, some) => {
        const sizes = phaseSizes(
          steps,
          some.filter(([from, to]) => from < steps && to < steps).map(([from, to, visits]) => ({ from, to, visits })),
        )
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(steps)
        expect(Math.min(...sizes)).toBeGreaterThan(0)
        expect(sizes.length).toBeLessThanOrEqual(6)
      },
    ),
    { seed: 2323 },
  )
  expect(phaseSizes(3000, []).reduce((sum, size) => sum + size, 0)).toBe(3000)
})

const exits = (...some: [to: number | null, visits: number][]) => some.map(([to, visits]) => ({ to, visits }))

test('[I24] forks, ends and the plain next step', () => {
  expect(waysOn(0, exits([1, 95], [2, 5]), false)).toEqual({ next: null, ends: false })
  expect(waysOn(0, exits([1, 45], [2, 50], [3, 5]), false)).toEqual({ next: [2, 1], ends: false })
  expect(waysOn(1, exits([null, 95], [2, 5]), true)).toEqual({ next: [], ends: false })
  expect(waysOn(1, exits([null, 60], [0, 40]), true)).toEqual({ next: [0], ends: true })
  expect(waysOn(0, exits([null, 60], [1, 40]), true)).toEqual({ next: null, ends: true })
  expect(waysOn(0, exits([null, 95], [1, 5]), false)).toEqual({ next: null, ends: false })
  expect(waysOn(1, exits([1, 900], [2, 3]), false)).toEqual({ next: null, ends: false })
  expect(waysOn(1, [], false)).toEqual({ next: [], ends: false })
})

test('[I24] each step is led to by its busiest way, however few of those who leave take it', () => {
  const seen = [exits([1, 95], [2, 3], [3, 2]), exits([null, 95]), exits([3, 3]), exits([null, 5])]
  const drawn = seen.map((some, place) => waysOn(place, some, place % 2 === 1))
  expect(drawn.map(({ next }) => next)).toEqual([null, [], null, []])
  expect(reaching(drawn, seen).map(({ next }) => next)).toEqual([[1, 2], [], null, []])
  const round = [exits([null, 97], [1, 3]), exits([null, 3])]
  expect(
    reaching(
      round.map((some, place) => waysOn(place, some, true)),
      round,
    ),
  ).toEqual([
    { next: null, ends: true },
    { next: [], ends: false },
  ])
  // What nothing leads to begins the way: it is left as it is, and what it leads to is reached.
  const apart = [exits([null, 5]), exits([2, 5]), exits([null, 5])]
  const alone = apart.map((some, place) => waysOn(place, some, place !== 1))
  expect(reaching(alone, apart)).toEqual(alone)
})

test('[I24] who stops has arrived, trails behind, or has dropped out', () => {
  const row = { place: 1, stopped: 40, settled: 0 }
  expect(endingOf(row, 100, true)).toMatchObject({ kind: 'final', isDrawn: true })
  expect(endingOf({ ...row, settled: 30 }, 100, false).kind).toBe('settled')
  expect(endingOf({ ...row, settled: 29 }, 100, false).kind).toBe('left')
  expect([400, 401].map((cases) => endingOf(row, cases, true).isDrawn)).toEqual([true, false])
  expect(cameFurther(view, [2, 1], 3).sql).toContain('FROM T WHERE (cityHash64(key) % 3 = 0)')
  expect(stoppedAt(view, [2, 1], [1]).sql).toBe(
    'SELECT [2, 1][steps[-1]] AS place, count() AS stopped, countIf(hasAny(steps, [toUInt16(1)])) AS settled FROM T GROUP BY place',
  )
})

test('[I24] [I25] a letter that is sent before or after the decision is no drop-out, a form that is left is', async () => {
  const ways = ['Apply Send Decide', 'Apply Decide Send', 'Apply Decide Send', 'Apply Send Decide', 'Apply Send Decide']
  const cases: Record<string, string> = {}
  for (let i = 0; i < 100; i++) cases[`c${i}`] = i < 15 ? 'Apply' : (ways[i % 5] ?? '')
  const { map, measured } = await discovered(eventsOf(hourly(cases)))
  expectDocument(map)
  expect(stepsOf(map).map(({ step }) => [step.id, step.next, step.ends, step.promise !== undefined])).toEqual([
    ['apply', ['send', 'decide'], undefined, true],
    ['send', undefined, true, false],
    ['decide', ['send'], true, false],
  ])
  expect(measured.steps.map(({ dropped }) => dropped.share)).toEqual([0.15, null, null])
  expect(stepsOf(map).map(({ step }) => step.evidence?.[1])).toMatchObject([
    {
      n: 15,
      says: expect.stringMatching(/^ends here: 15 of 100 cases; others come further, so these count as dropped/),
    },
    {
      n: 34,
      says: expect.stringMatching(/^ends here: 34 of 85 cases, 34 of them after a step that .* drawn as an end$/),
    },
    { n: 51, says: 'ends here: 51 of 85 cases; next to nobody comes further, so it is drawn as an end' },
  ])
})

test('[I24] with everything kept each way is drawn, and where cases begin and stop', async () => {
  expect(everyWayOn(0, exits([1, 95]))).toEqual({ next: null, ends: false })
  expect(everyWayOn(0, exits([1, 95], [null, 1]))).toEqual({ next: null, ends: true })
  expect(everyWayOn(1, exits([null, 3], [1, 2], [3, 9]))).toEqual({ next: [3, 1], ends: true })
  expect(everyWayOn(1, exits([null, 3]))).toEqual({ next: [], ends: false })
  const { map, measured } = await discovered(eventsOf(hourly({ a: 'A B B C', b: 'A B C', c: 'B C A' })), 1)
  expectDocument(map)
  expect(stepsOf(map).map(({ step }) => [step.id, step.next, step.starts, step.ends])).toEqual([
    ['a', undefined, undefined, true],
    ['b', ['c', 'b'], true, undefined],
    ['c', ['a'], undefined, true],
  ])
  expect(measured.steps.map(({ dropped }) => dropped.share)).toEqual([null, 0, null])
})

test('[I25] times are rounded up to what people promise', () => {
  const minute = 60_000_000
  expect(
    [0, minute, minute + 1, 61 * minute, 24 * 60 * minute, 365 * 1440 * minute, 366 * 1440 * minute].map(
      humaneDuration,
    ),
  ).toEqual(['1 minute', '1 minute', '2 minutes', '2 hours', '1 day', '365 days', null])
  expect([0, 12, 1_500_000, 61 * minute, 60 * minute - 1].map(inWords)).toEqual([
    'no time',
    'less than a second',
    '2 seconds',
    '1 hour 1 minute',
    '60 minutes',
  ])
  fc.assert(
    fc.property(fc.nat({ max: 1e15 }), (micros) => {
      const text = humaneDuration(micros)
      const promised = text === null ? null : durationOf(text)
      expect(promised?.kind === 'clock' ? promised.micros >= micros : micros > 365 * 1440 * minute).toBe(true)
    }),
    { seed: 80 },
  )
})

async function discovered(events: readonly Event[], keep?: number) {
  await using store = await storeOf(events)
  const map = await discover(store.warehouse, { id: 'found', title: 'Found', ...(keep === undefined ? {} : { keep }) })
  return {
    map,
    measured: await measure(store.warehouse, map),
    graph: await dfg(store.warehouse, await namesLens(store.warehouse)),
  }
}
const find = (map: MapDocument, id: string): Step | undefined => stepsOf(map).find(({ step }) => step.id === id)?.step

/** Parses to itself, and lint finds nothing wrong enough to stop it. */
function expectDocument(map: MapDocument): void {
  const parsed = parseMap(printMap(map))
  expect(parsed.ok ? parsed.map : parsed.problems).toEqual(map)
  if (parsed.ok) expect(lint(parsed.map, parsed.lines).filter(({ severity }) => severity === 'error')).toEqual([])
}

test('[I27] a small company’s log becomes the map one would draw', async () => {
  const cases: Record<string, string> = {}
  for (let i = 0; i < 60; i++)
    cases[`c${i}`] = ['Apply Check Check Offer Sign', 'Apply Check Offer Sign', 'Apply Check Decline'][i % 3] ?? ''
  cases['odd'] = 'Apply Lost Check'
  const parties: Readonly<Record<string, Partial<Event>>> = {
    Apply: { actor: 'customer', channel: 'web', team: 'Sales' },
    Check: { actor: 'partner', partner: 'Credit Bureau', system: 'LOS' },
    Offer: { actor: 'company', team: 'Sales' },
  }
  const { map, measured } = await discovered(
    eventsOf(hourly(cases).map(([of, name, at]): Row => [of, name, at, parties[name] ?? { actor: 'company' }])),
  )
  expectDocument(map)
  expect(map).toMatchObject({
    draft: true,
    state: 'as-is',
    teams: [{ id: 'sales', title: 'Sales' }],
    partners: [{ id: 'credit-bureau', title: 'Credit Bureau' }],
    systems: [{ id: 'los', title: 'LOS' }],
  })
  expect(stepsOf(map).map(({ step }) => step.id)).toEqual(
    expect.arrayContaining(['apply', 'check', 'offer', 'sign', 'decline']),
  )
  expect(find(map, 'lost')).toBeUndefined()
  expect(find(map, 'apply')).toMatchObject({
    initiator: 'customer',
    receiver: 'sales',
    channel: 'web',
    team: 'sales',
    promise: { within: '1 hour' },
  })
  expect(find(map, 'check')).toMatchObject({
    initiator: 'credit-bureau',
    receiver: 'customer',
    next: ['offer', 'decline'],
    partners: ['credit-bureau'],
    systems: ['los'],
  })
  expect(find(map, 'sign')?.next).toEqual([])
  expect(find(map, 'decline')?.next).toEqual([])
  expect(find(map, 'decline')?.evidence).toMatchObject([
    { kind: 'observed', grade: 'measured', n: 20 },
    { n: 20, says: 'ends here: 20 of 20 cases; next to nobody comes further, so it is drawn as an end' },
  ])
  expect(measured.steps.every((step) => step.cases > 0)).toBe(true)
  expect(measured.unmatched.names).toEqual([{ name: 'Lost', count: 1 }])
})

test('[I20] [I27] names with quotes, line feeds, emoji, NA or nothing but spaces each become a step', async () => {
  const names = [
    "it's",
    'a "b"',
    'two\nlines',
    '🙂',
    'NA',
    'null',
    '~',
    '# no',
    '- x',
    'A: b',
    '\\',
    ' ',
    "'; DROP TABLE event --",
    '{x:String}',
    'É',
    'e\u0301',
    'ﬁ',
    '0',
    'true',
  ]
  const rows = names.flatMap((name, i): Row[] => [
    ['NA', name, i],
    [`c${i}`, name, 0],
    [`c${i}`, names[(i + 1) % names.length] ?? '', 1],
  ])
  const { map, measured, graph } = await discovered(eventsOf(rows), 1)
  expectDocument(map)
  expect(stepsOf(map).length).toBe(names.length)
  const visits = new Map(stepsOf(map).map(({ step }, i) => [JSON.stringify(step.match), measured.steps[i]?.visits]))
  expect(visits).toEqual(new Map(graph.steps.map(({ name, count }) => [JSON.stringify({ event: name }), count])))
  expect(measured.unmatched.events).toBe(0)
})

test('[I27] one event is a journey of one step; no event is none', async () => {
  const { map, measured } = await discovered(eventsOf([['x', 'A', 0]]))
  expectDocument(map)
  expect(measured).toMatchObject({ cases: 1, open: 0, steps: [{ id: 'a', visits: 1, toNext: { n: 0, p50: null } }] })
  await using empty = await storeOf([])
  await expect(discover(empty.warehouse, {})).rejects.toMatchObject({ code: 'no-events' })
  await expect(discover(empty.warehouse, { keep: 0 })).rejects.toMatchObject({ code: 'keep-invalid' })
})

test('[I25] [I27] a placeholder date 350 years from the others makes no promise, and a draft that parses', async () => {
  const rows = Array.from({ length: 30 }, (_, i): Row[] => [
    [`c${i}`, 'A', 0, { at: Date.UTC(1901, 0, 1) * 1000 }],
    [`c${i}`, 'B', 0, { at: Date.UTC(2250, 0, 1) * 1000 }],
  ]).flat()
  const { map } = await discovered(eventsOf(rows))
  expectDocument(map)
  expect(find(map, 'a')?.promise).toBeUndefined()
})

test('[I26] what systems write where they know nothing names no team, system, channel or partner', async () => {
  expect(['EMPTY', 'N/A', '(null)', '<unknown>', ' - ', 'not_assigned', '', '\\N', '[]'].every(isPlaceholder)).toBe(
    true,
  )
  expect(['NA', 'Nil & Co', 'Group 1', '0', 'Null Island', 'Emptying'].some(isPlaceholder)).toBe(false)
  const parties: Partial<Event> = { team: 'EMPTY', system: 'n/a', partner: 'Unknown', channel: '-' }
  const rows = hourly({ x: 'A B', NA: 'A B' }).map(([of, name, at]): Row => {
    return [of, name, at, name === 'A' ? parties : { team: 'NA' }]
  })
  const { map, measured } = await discovered(eventsOf(rows))
  expect(map).not.toHaveProperty('systems')
  expect(map).not.toHaveProperty('partners')
  expect(map.teams).toEqual([{ id: 'na', title: 'NA' }])
  expect(find(map, 'a')).not.toHaveProperty('channel')
  expect(find(map, 'a')).not.toHaveProperty('team')
  expect(measured.cases).toBe(2)
})

test('[I26] where all events come from one side, nobody is said to have begun', async () => {
  const { map } = await discovered(eventsOf(hourly({ x: 'A B' })))
  expect(stepsOf(map).some(({ step }) => step.initiator !== undefined)).toBe(false)
})

test('[I20] beside another file with names and cases in common, the draft of a file is of that file alone', async () => {
  await using store = await storeOf(eventsOf(hourly({ 1: 'A B', 2: 'A B' })))
  const { warehouse } = store
  await append(warehouse, eventsOf(hourly({ 1: 'A C A', 7: 'A C', 8: 'B A' })), 'other.csv')
  const draft = await discover(warehouse, { keep: 1, filter: { source: 'test.csv' } })
  expect(draft.case).toEqual({ from: ['test.csv'] })
  expect(stepsOf(draft).map(({ step }) => step.title)).toEqual(['A', 'B'])
  const measured = await measure(warehouse, draft)
  expect(measured.cases).toBe(2)
  expect(measured.steps.map((step) => [step.cases, step.visits])).toEqual([
    [2, 2],
    [2, 2],
  ])
  expect(measured.unmatched.events).toBe(0)
})
