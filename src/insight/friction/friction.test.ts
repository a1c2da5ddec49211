import { expect, test } from 'vitest'
import type { MapDocument, Step } from '../../map/index.ts'
import { eventsOf, type Row, storeOf } from '../fixture/log.ts'
import { type CaseFilter, caseList, type Frictions, friction } from '../index.ts'
import { unitText } from './amount.ts'
import type { FrictionKind } from './kinds.ts'
import { tellingOf } from './requests.ts'
import { ninetieth } from './rounds.ts'
import { mannKendall } from './trend.ts'

function mapOf(steps: readonly Step[], more: Partial<MapDocument> = {}): MapDocument {
  return {
    throughline: 'map/1',
    id: 'm',
    title: 'M',
    state: 'as-is',
    teams: [
      { id: 'sales', title: 'Sales' },
      { id: 'checks', title: 'Checks' },
    ],
    phases: [{ id: 'p', title: 'P', steps }],
    ...more,
  }
}
const step = (id: string, more: Partial<Step> = {}): Step => ({
  id,
  title: id,
  match: { event: id.toUpperCase() },
  ...more,
})

/** As many cases as asked for, each a day after the one before. */
function cases(n: number, from: number, rows: (of: string, start: number) => readonly Row[]): readonly Row[] {
  return Array.from({ length: n }, (_, i) => rows(`c${String(from + i).padStart(3, '0')}`, (from + i) * 24)).flat()
}
const names = (n: number, from: number) => Array.from({ length: n }, (_, i) => `c${String(from + i).padStart(3, '0')}`)

async function asked(rows: readonly Row[], map: MapDocument, filter: CaseFilter = {}) {
  await using store = await storeOf(eventsOf(rows))
  const answer = await friction(store.warehouse, map, filter, { evidence: 1000, words: 3 })
  const behind: number[] = []
  for (const { kind, at, cause, cases } of answer.frictions) {
    const list = await caseList(
      store.warehouse,
      map,
      { kind: 'friction', friction: kind, step: at, ...(cause === null ? {} : { cause }) },
      filter,
    )
    expect(list.total, `${kind} at ${at}`).toBe(cases)
    behind.push(list.total)
  }
  return answer
}
const at = (answer: Frictions, kind: FrictionKind, step: string) => {
  const found = answer.frictions.find((one) => one.kind === kind && one.at === step)
  if (found === undefined)
    throw new RangeError(`no ${kind} at ${step}: ${JSON.stringify(answer.frictions.map((one) => [one.kind, one.at]))}`)
  return found
}

const handed = mapOf([
  step('a', {
    initiator: 'customer',
    receiver: 'sales',
    team: 'sales',
    promise: { next: 'b', within: '2 hours' },
    next: ['b', 'x'],
  }),
  step('b', { initiator: 'sales', receiver: 'checks', team: 'checks', next: [] }),
  step('x', { initiator: 'customer', next: [] }),
])

test('[F1][F2][F4] a missed hand-off: the next team late, or never; not where the case had ended, nor while there is time', async () => {
  const rows = [
    ...cases(10, 0, (of, t) => [
      [of, 'A', t],
      [of, 'B', t + 1],
    ]),
    ...cases(3, 10, (of, t) => [
      [of, 'A', t],
      [of, 'B', t + 5],
    ]),
    ...cases(2, 13, (of, t) => [[of, 'A', t]]),
    // gave up before the time was over
    ...cases(4, 15, (of, t) => [
      [of, 'A', t],
      [of, 'X', t + 1],
    ]),
    // gave up after it
    ...cases(1, 19, (of, t) => [
      [of, 'A', t],
      [of, 'X', t + 3],
    ]),
    ['c990', 'A', 30 * 24],
  ] satisfies readonly Row[]
  const found = at(await asked(rows, handed), 'missed-hand-off', 'a')
  expect([...found.evidence].sort()).toEqual([...names(5, 10), 'c019'])
  expect(found).toMatchObject({ cases: 6, n: 20, customers: 6, share: 0.3, limit: { basis: 'promise', value: 7200 } })
  // three came three hours late; what never came is counted up to the newest event, or to the end of the case
  expect(found.extra.unit).toBe('hours')
  expect(found.extra.amount).toBeCloseTo(
    3 * 3 + [13, 14].reduce((sum, day) => sum + (30 - day) * 24 - 2, 0) + (3 - 2),
    9,
  )
})

test('[F2] who is waited for decides the kind: word to the customer, the same team, or nobody where the customer is next', async () => {
  const rows = cases(12, 0, (of, t) => [
    [of, 'A', t],
    [of, 'B', t + 9],
  ])
  const kindOf = async (a: Partial<Step>, b: Partial<Step>) =>
    (
      await asked(
        rows,
        mapOf([step('a', { promise: { next: 'b', within: '1 hour' }, ...a }), step('b', { next: [], ...b })]),
      )
    ).frictions.map(({ kind }) => kind)
  const sales = { team: 'sales', initiator: 'sales' }
  expect(await kindOf(sales, { team: 'checks', initiator: 'checks', receiver: 'customer' })).toEqual([
    'missed-hand-off',
  ])
  expect(await kindOf(sales, { ...sales, receiver: 'customer' })).toEqual(['delayed-communication'])
  expect(await kindOf(sales, { ...sales, receiver: 'sales' })).toEqual(['dropped-ball'])
  expect(await kindOf(sales, { initiator: 'customer', receiver: 'sales' })).toEqual([])
})

test('[F3] without a promise the p90 of the period before is the limit, and is marked', async () => {
  const map = mapOf([
    step('a', { team: 'sales', initiator: 'sales' }),
    step('b', { team: 'checks', initiator: 'checks', receiver: 'sales', next: [] }),
  ])
  const rows = [
    ...cases(41, 0, (of, t) => [
      [of, 'A', t],
      [of, 'B', t + 1 + (Number(of.slice(1)) % 41) / 10],
    ]),
    ...cases(41, 41, (of, t) => [
      [of, 'A', t],
      [of, 'B', t + 6],
    ]),
  ]
  const answer = await asked(rows, map, { from: '2026-02-15' })
  const found = at(answer, 'missed-hand-off', 'a')
  expect(found.limit.basis).toBe('observed-p90')
  // as long as from the day asked for to the newest event: the first of the 41 lies before it
  expect(found.limit.observed?.n).toBe(40)
  expect(found.limit.value).toBeCloseTo(4.61 * 3600, 0)
  expect(found.cases).toBe(41)
})

test('[F5] who asks while waiting for word, later than three in four wait, has heard nothing; elsewhere it is counted beside', async () => {
  const map = mapOf([
    step('a', { team: 'sales', initiator: 'customer', promise: { next: 'b', within: '20 hours' } }),
    step('b', { team: 'sales', initiator: 'sales', receiver: 'customer', next: [] }),
  ])
  const answers = { actor: 'company' } as const
  const rows = [
    ...cases(80, 0, (of, t) => [
      [of, 'A', t],
      [of, 'B', t + 4, answers],
    ]),
    ...cases(3, 80, (of, t) => [
      [of, 'A', t],
      [of, 'CALLED', t + 8, { channel: 'phone', text: 'Where is it?' }],
      [of, 'B', t + 10, answers],
    ]),
    ...cases(2, 83, (of, t) => [
      [of, 'A', t],
      [of, 'CALLED', t + 1, { channel: 'phone' }],
      [of, 'LOOKED', t + 8, { channel: 'web' }],
      [of, 'B', t + 10, answers],
    ]),
  ] satisfies readonly Row[]
  const found = at(await asked(rows, map), 'delayed-communication', 'a')
  expect([...found.evidence].sort()).toEqual(names(3, 80))
  expect(found.chased).toBe(5)
  expect(found.words).toEqual([{ case: 'c082', at: '2026-03-28T08:00:00.000Z', text: 'Where is it?' }])
})

test('[F6] a loop is coming back more often than nine in ten do; what follows once more is the same round', async () => {
  const map = mapOf([step('a'), step('b'), step('c'), step('d', { next: [] })])
  const once = (of: string, t: number): readonly Row[] => [
    [of, 'A', t],
    [of, 'B', t + 1],
    [of, 'C', t + 2],
    [of, 'D', t + 3],
  ]
  const rows = [
    ...cases(60, 0, once),
    ...cases(4, 60, (of, t) => [
      [of, 'A', t],
      [of, 'B', t + 1],
      [of, 'C', t + 2],
      [of, 'B', t + 3],
      [of, 'C', t + 4],
      [of, 'D', t + 5],
    ]),
    ...cases(60, 64, once),
  ]
  const loops = (await asked(rows, map)).frictions.filter(({ kind }) => kind === 'loop')
  expect(loops.map((one) => [one.at, one.cases, [...one.evidence].sort()])).toEqual([['b', 4, names(4, 60)]])
  expect(loops[0]?.limit).toMatchObject({ basis: 'observed-p90', value: 1 })
})

test('[F7] a channel bounce: two other channels before the customer gets on; one, or an answer to a survey, is none', async () => {
  const web = { channel: 'web' }
  const map = mapOf([
    step('a', { ...web, initiator: 'customer' }),
    step('b', { ...web, initiator: 'customer', next: [] }),
  ])
  const by = (channel: string, more = {}) => ({ actor: 'customer', channel, ...more }) as const
  const rows = [
    ...cases(60, 0, (of, t) => [
      [of, 'A', t, by('web')],
      [of, 'CALLED', t + 1, by('phone')],
      [of, 'TOLD', t + 2, { actor: 'company', channel: 'email' }],
      [of, 'RATED', t + 3, by('email', { score: { kind: 'csat', value: 3 } })],
      [of, 'B', t + 4, by('web')],
    ]),
    ...cases(3, 60, (of, t) => [
      [of, 'A', t, by('web')],
      [of, 'CALLED', t + 1, by('phone')],
      [of, 'WENT', t + 2, by('branch')],
      [of, 'B', t + 4, by('web')],
    ]),
    ...cases(60, 63, (of, t) => [
      [of, 'A', t, by('web')],
      [of, 'B', t + 4, by('web')],
    ]),
  ] satisfies readonly Row[]
  const found = at(await asked(rows, map), 'channel-bounce', 'a')
  expect([...found.evidence].sort()).toEqual(names(3, 60))
})

test('[F8] a repeated request: the same again after an answer; a reminder and something else are none', async () => {
  const map = mapOf([
    step('ask', { initiator: 'sales', receiver: 'customer', team: 'sales' }),
    step('send', { initiator: 'customer', receiver: 'sales' }),
    step('done', { initiator: 'sales', next: [] }),
  ])
  const round =
    (second: string, isAnswered = true) =>
    (of: string, t: number): readonly Row[] => [
      [of, 'ASK', t, { properties: { paper: 'passport', attempt: 1 } }],
      ...(isAnswered ? [[of, 'SEND', t + 1] satisfies Row] : []),
      [of, 'ASK', t + 2, { properties: { paper: second, attempt: 2 } }],
      [of, 'SEND', t + 3],
      [of, 'DONE', t + 4],
    ]
  const rows = [
    ...cases(6, 0, round('passport')),
    ...cases(7, 6, round('bill')),
    ...cases(5, 13, round('passport', false)),
  ]
  const found = at(await asked(rows, map), 'repeated-request', 'ask')
  expect([found.cause, [...found.evidence].sort()]).toEqual(['the same paper', names(6, 0)])
  const said = (property: string, same: number, other: number, numeric: number) => ({ property, same, other, numeric })
  expect(tellingOf([said('attempt', 0, 9, 9)])).toEqual([])
  expect(tellingOf([said('paper', 0, 9, 0), said('attempt', 0, 9, 9)])).toBeNull()
  expect(tellingOf([said('paper', 5, 5, 0), said('device', 10, 0, 0)])).toEqual(['paper'])
})

test('[F9] too many hands: more contacts than promised, and changes of team where the map draws none', async () => {
  const map = mapOf([step('a', { promise: { contacts: 2 } }), step('b', { next: [] })])
  const team = (name: string) => ({ team: name })
  const through = (of: string, t: number, teams: readonly string[]): readonly Row[] => [
    ...teams.map((name, i): Row => [of, i === 0 ? 'A' : 'NOTE', t + i, team(name)]),
    [of, 'B', t + teams.length],
  ]
  const rows = [
    ...cases(40, 0, (of, t) => through(of, t, ['x', 'y', 'x'])),
    ...cases(1, 40, (of, t) => [
      [of, 'A', t],
      [of, 'A', t + 1],
      [of, 'A', t + 2],
      [of, 'B', t + 3],
    ]),
    ...cases(60, 41, (of, t) => through(of, t, ['x'])),
    ...cases(6, 101, (of, t) => through(of, t, ['x', 'y', 'z', 'x'])),
  ] satisfies readonly Row[]
  const hands = (await asked(rows, map)).frictions.filter(({ kind }) => kind === 'too-many-hands')
  expect(hands.map(({ limit, evidence }) => [limit.basis, limit.value, [...evidence].sort()])).toEqual([
    ['observed-p90', 3, names(6, 101)],
    ['promise', 2, ['c040']],
  ])
})

test('[F10] a broken touchpoint is what fails too often while it fails; rare errors and answers of a partner are none', async () => {
  const map = mapOf([step('a'), step('b', { next: [] })])
  const failed =
    (name: string, error: string) =>
    (of: string, t: number): readonly Row[] => [
      [of, 'A', t],
      [of, name, t + 1, { actor: 'system', properties: { error } }],
      [of, 'B', t + 2],
    ]
  const rows = [
    ...cases(100, 0, (of, t) => [
      [of, 'A', t],
      [of, 'Check failed', t + 1, { actor: 'partner' }],
      [of, 'B', t + 2],
    ]),
    ...cases(8, 100, failed('Upload failed', 'no page')),
    ...cases(6, 108, failed('Upload failed', 'too large')),
    ...cases(300, 114, (of, t) => [
      [of, 'A', t],
      [of, 'B', t + 2],
    ]),
    ...cases(1, 414, failed('Upload failed', 'too large')),
  ] satisfies readonly Row[]
  const broken = (await asked(rows, map)).frictions.filter(({ kind }) => kind === 'broken-touchpoint')
  expect(broken.map((one) => [one.at, one.cause, [...one.evidence].sort()])).toEqual([
    ['a', 'Upload failed: no page', names(8, 100)],
  ])
})

test('[F10] a failure that is a step of the map is counted there, of all cases', async () => {
  const map = mapOf([step('a'), step('error', { match: { event: 'Payment error' } }), step('b', { next: [] })])
  const rows = [
    ...cases(40, 0, (of, t) => [
      [of, 'A', t],
      [of, 'B', t + 1],
    ]),
    ...cases(10, 40, (of, t) => [
      [of, 'A', t],
      [of, 'Payment error', t + 1],
      [of, 'B', t + 2],
    ]),
  ] satisfies readonly Row[]
  expect(at(await asked(rows, map), 'broken-touchpoint', 'error')).toMatchObject({ cases: 10, n: 50, cause: null })
})

test('[F4] where nothing says that the company is to act, a case that stops may be done', async () => {
  const map = (initiator?: string) =>
    mapOf([
      step('a', { team: 'sales', promise: { within: '2 hours' } }),
      step('b', { team: 'checks', ...(initiator === undefined ? {} : { initiator }), next: [] }),
    ])
  const rows = [
    ...cases(4, 0, (of, t) => [
      [of, 'A', t],
      [of, 'B', t + 3],
    ]),
    ...cases(3, 4, (of, t) => [[of, 'A', t]]),
    ['c990', 'B', 30 * 24],
  ] satisfies readonly Row[]
  expect(at(await asked(rows, map()), 'missed-hand-off', 'a').cases).toBe(4)
  expect(at(await asked(rows, map('checks')), 'missed-hand-off', 'a').cases).toBe(7)
})

test('[F11] cost: the value, times how much rarer the good outcome is among those struck', async () => {
  const map = mapOf([...handed.phases.flatMap(({ steps }) => steps)], { outcome: { good: ['b'], value: '100 EUR' } })
  const rows = [
    ...cases(30, 0, (of, t) => [
      [of, 'A', t],
      [of, 'B', t + 1],
    ]),
    ...cases(10, 30, (of, t) => [[of, 'A', t]]),
    ...cases(10, 40, (of, t) => [
      [of, 'A', t],
      [of, 'B', t + 3],
    ]),
    ['c990', 'A', 90 * 24],
    ['c990', 'B', 90 * 24],
  ] satisfies readonly Row[]
  const found = at(await asked(rows, map), 'missed-hand-off', 'a')
  expect(found.cost).toBeCloseTo(100 * (31 / 31 - 10 / 20) * 20, 9)
  expect(found.costing).toMatchObject({ unit: 'EUR', each: 50 })
  expect(found.costing?.low).toBeLessThan(found.cost ?? 0)
  const plain = at(await asked(rows, handed), 'missed-hand-off', 'a')
  expect(plain.costing).toMatchObject({ unit: 'hours', low: null, outcome: null })
  expect(plain.cost).toBeCloseTo(plain.extra.amount, 9)
})

test('[F4] what never came is waited for until the case is over: quiet, or as long as the longest that came', async () => {
  const rows = [
    ...cases(60, 0, (of, t) => [
      [of, 'A', t],
      [of, 'B', t + (Number(of.slice(1)) === 7 ? 10 : 1)],
    ]),
    ...cases(2, 60, (of, t) => [[of, 'A', t]]),
    ['c990', 'A', 150 * 24],
    ['c990', 'B', 150 * 24 + 1],
  ] satisfies readonly Row[]
  const late = 10 - 2
  const plain = at(await asked(rows, handed), 'missed-hand-off', 'a')
  expect([plain.cases, plain.extra.amount]).toEqual([3, late + 2 * (10 - 2)])
  const quiet = { ...handed, case: { ends: { quiet: '3 days' } } }
  const found = at(await asked(rows, quiet), 'missed-hand-off', 'a')
  expect([found.cases, found.extra.amount]).toEqual([3, late + 2 * (3 * 24 - 2)])
})

test('[F5] a contact that is a step of the map counts where the map does not draw it to follow', async () => {
  const map = (next: readonly string[]) =>
    mapOf([
      step('a', { team: 'sales', initiator: 'customer', promise: { next: 'b', within: '20 hours' }, next }),
      step('b', { team: 'sales', initiator: 'sales', receiver: 'customer', next: [] }),
      step('calls', { initiator: 'customer', channel: 'phone', next: ['b'] }),
      step('rates', {
        initiator: 'customer',
        channel: 'email',
        promise: { score: { kind: 'csat', atLeast: 4 } },
        next: ['b'],
      }),
    ])
  const rows = [
    ...cases(80, 0, (of, t) => [
      [of, 'A', t],
      [of, 'B', t + 4],
    ]),
    ...cases(3, 80, (of, t) => [
      [of, 'A', t],
      [of, 'CALLS', t + 8],
      [of, 'B', t + 10],
    ]),
    ...cases(2, 83, (of, t) => [
      [of, 'A', t],
      [of, 'RATES', t + 8],
      [of, 'B', t + 10],
      [of, 'CALLS', t + 12],
    ]),
    // waits for what may still come, and has asked
    ...cases(1, 85, (of, t) => [
      [of, 'A', t],
      [of, 'CALLS', t + 8],
    ]),
  ] satisfies readonly Row[]
  const found = at(await asked(rows, map(['b'])), 'delayed-communication', 'a')
  expect([...found.evidence].sort()).toEqual([...names(3, 80), 'c085'])
  expect(found).toMatchObject({ chased: 4, n: 86 })
  const drawn = await asked(rows, map(['b', 'calls']))
  expect(drawn.frictions.filter(({ kind }) => kind === 'delayed-communication')).toEqual([])
})

test('[F6] who comes again to where cases begin with the customer brings something else', async () => {
  const map = (by: string) =>
    mapOf([
      step('a', { initiator: by }),
      step('b', { initiator: 'sales' }),
      step('c', { initiator: 'sales', next: [] }),
    ])
  const rows = [
    ...cases(60, 0, (of, t) => [
      [of, 'A', t],
      [of, 'B', t + 1],
      [of, 'C', t + 2],
    ]),
    ...cases(3, 60, (of, t) => [
      [of, 'A', t],
      [of, 'A', t + 1],
      [of, 'B', t + 2],
      [of, 'C', t + 3],
    ]),
  ]
  const loops = async (by: string) =>
    (await asked(rows, map(by))).frictions.flatMap(({ kind, at }) => (kind === 'loop' ? [at] : []))
  expect(await loops('sales')).toEqual(['a'])
  expect(await loops('customer')).toEqual([])
})

test('[F8] the same asked again by another team at another step, where something tells that it is the same', async () => {
  const map = mapOf([
    step('ask', { initiator: 'sales', receiver: 'customer', team: 'sales', next: ['send'] }),
    step('recheck', { initiator: 'checks', receiver: 'customer', team: 'checks', next: ['send'] }),
    step('send', { initiator: 'customer', receiver: 'sales', next: ['recheck', 'done'] }),
    step('done', { initiator: 'sales', next: [] }),
  ])
  const round =
    (first: string, second: string) =>
    (of: string, t: number): readonly Row[] => [
      [of, 'ASK', t, { properties: { paper: first } }],
      [of, 'SEND', t + 1],
      [of, 'RECHECK', t + 2, { properties: { paper: second } }],
      [of, 'SEND', t + 3],
      [of, 'DONE', t + 4],
    ]
  const rows = [...cases(6, 0, round('passport', 'passport')), ...cases(7, 6, round('passport', 'bill'))]
  const found = (await asked(rows, map)).frictions.filter(({ kind }) => kind === 'repeated-request')
  expect(found.map((one) => [one.at, one.cause, [...one.evidence].sort()])).toEqual([
    ['recheck', 'the same paper', names(6, 0)],
  ])
  const silent = rows.map(([of, name, t]): Row => [of, name, t])
  expect((await asked(silent, map)).frictions.filter(({ kind }) => kind === 'repeated-request')).toEqual([])
})

test('[F11] one of a thing loses its s, a measured amount and a currency do not', () => {
  expect([unitText(1, 'hours'), unitText(2, 'hours'), unitText(0.98, 'hours')]).toEqual([
    '1 hour',
    '2 hours',
    '1.0 hours',
  ])
  expect([unitText(1, 'cases'), unitText(1234.4, 'visits'), unitText(1, 'EUR')]).toEqual([
    '1 case',
    '1,234 visits',
    '1 EUR',
  ])
})

test('[F13] the direction of a trend', () => {
  expect(mannKendall([1, 2, 3, 4, 5, 6, 7])).toEqual({ direction: 'too few', p: null })
  expect(mannKendall([1, 1, 1, 1, 1, 1, 1, 1])).toEqual({ direction: 'steady', p: 1 })
  expect(mannKendall([8, 7, 6, 5, 4, 3, 2, 1]).direction).toBe('falling')
  // S = 28, variance = 8·7·21/18: z = 27/√65.33 = 3.340
  expect(mannKendall([1, 2, 3, 4, 5, 6, 7, 8]).p).toBeCloseTo(0.000837, 5)
  // with ties: S = 13, variance = (8·7·21 - 2·(3·2·11))/18 = 58; z = 12/√58
  expect(mannKendall([1, 2, 1, 2, 3, 2, 3, 1]).p).toBeCloseTo(mannKendall([1, 3, 1, 3, 9, 3, 9, 1]).p ?? Number.NaN, 12)
})

test('[F6] nine in ten', () => {
  expect(ninetieth([], 10)).toBe(0)
  expect(ninetieth([{ times: 1, cases: 1 }], 10)).toBe(0)
  expect(ninetieth([{ times: 1, cases: 2 }], 10)).toBe(1)
  expect(
    ninetieth(
      [
        { times: 5, cases: 1 },
        { times: 1, cases: 13 },
        { times: 2, cases: 5 },
      ],
      100,
    ),
  ).toBe(1)
})

test('[F14] what cannot be looked for is said, with what would let it be', async () => {
  const answer = await asked(
    cases(5, 0, (of, t) => [
      [of, 'A', t],
      [of, 'B', t + 1],
    ]),
    mapOf([step('a'), step('b', { next: [] })]),
  )
  expect(answer.unseen.map(({ kind }) => kind).sort()).toEqual([
    'broken-touchpoint',
    'channel-bounce',
    'delayed-communication',
    'loop',
    'missed-hand-off',
    'repeated-request',
    'too-many-hands',
  ])
  expect(answer.absent).toEqual(['dropped-ball'])
  expect(answer.frictions).toEqual([])
})

test('[F1] an empty store has no friction', async () => {
  expect((await asked([], handed)).frictions).toEqual([])
})
