import { expect, test } from 'vitest'
import type { Event } from '../event/index.ts'
import {
  compile,
  customerOf,
  matches,
  matchesGroup,
  onlyNames,
  type Predicate,
  parsePredicate,
  toGroupSql,
  toSql,
  UnaskableError,
  unaskable,
} from './index.ts'

const event: Event = {
  name: 'Papers Uploaded',
  customer: { userId: 'u1' },
  at: 0,
  actor: 'customer',
  channel: 'web',
  text: 'Why TWICE?',
  score: { kind: 'nps', value: 9 },
  properties: { channel: 'post', amount: 1500, express: true, code: 'NA', weight: '1e3', padded: ' 5' },
  traits: { vip: true },
}
const holds = (predicate: Predicate) => matches(predicate, event)
const where = (key: string, is: Parameters<typeof whereOf>[1]) => holds(whereOf(key, is))
function whereOf(key: string, is: NonNullable<Extract<Predicate, { where?: unknown }>['where']>[string]): Predicate {
  return { where: { [key]: is } }
}

test('[P1] what is absent is the empty text', () => {
  expect(where('partner', '')).toBe(true)
  expect(where('nowhere', { exists: false })).toBe(true)
  expect(where('nowhere', { not: 'x' })).toBe(true)
  expect(where('toString', { exists: true })).toBe(false)
})

test('[P2] values are equal as texts, numbers as JavaScript prints them', () => {
  expect(where('amount', 1500)).toBe(true)
  expect(where('amount', '1500')).toBe(true)
  expect(where('amount', '1500.0')).toBe(false)
  expect(where('express', true)).toBe(true)
  expect(where('code', 'NA')).toBe(true)
  expect(where('amount', { in: [1, 1500] })).toBe(true)
})

test('[P3] order is of numbers, and what is no decimal number is in no order', () => {
  expect(where('amount', { gte: 1500, lt: 1501 })).toBe(true)
  expect(where('weight', { gt: 999 })).toBe(true)
  expect(where('padded', { lte: 9 })).toBe(false)
  expect(where('code', { gte: -1 })).toBe(false)
  expect(where('nowhere', { lt: 1 })).toBe(false)
})

test("[P4] a key is the event's own field first, and properties.x is always a property", () => {
  expect(where('channel', 'web')).toBe(true)
  expect(where('properties.channel', 'post')).toBe(true)
  expect(where('score', { gte: 9 })).toBe(true)
  expect(where('score.kind', 'nps')).toBe(true)
})

test('[P4] the customer is the signed-in id, else the anonymous one, else the first that is given', () => {
  expect(customerOf({ ...event, customer: { crm: '17', anonymousId: 'a', userId: 'u' } })).toBe('u')
  expect(customerOf({ ...event, customer: { crm: '17', anonymousId: 'a', userId: '' } })).toBe('a')
  expect(customerOf({ ...event, customer: { loyalty: '', crm: '17', card: '3' } })).toBe('17')
  expect(matches({ where: { customer: 'u1' } }, event)).toBe(true)
})

test('[P5] contains ignores the case of A to Z and of no other letter', () => {
  expect(where('text', { contains: 'twice' })).toBe(true)
  expect(matches({ where: { text: { contains: 'ärger' } } }, { ...event, text: 'ÄRGER' })).toBe(false)
})

test('[P6] of one event all conditions must hold', () => {
  expect(holds({ event: ['A', 'Papers Uploaded'], where: { channel: 'web', amount: { gt: 1 } } })).toBe(true)
  expect(holds({ all: [{ event: 'Papers Uploaded' }, { not: { where: { channel: 'web' } } }] })).toBe(false)
  expect(holds({ trait: 'vip', is: true })).toBe(true)
})

test('[P7] of a group some event matches, and the latest trait counts', () => {
  const later: Event = { ...event, name: 'Called', at: 5, properties: {}, traits: { vip: false } }
  expect(matchesGroup({ all: [{ event: 'Papers Uploaded' }, { event: 'Called' }] }, [event, later])).toBe(true)
  expect(matches({ all: [{ event: 'Papers Uploaded' }, { event: 'Called' }] }, event)).toBe(false)
  expect(matchesGroup({ not: { event: 'Called' } }, [event, later])).toBe(false)
  expect(matchesGroup({ trait: 'vip', is: true }, [later, event])).toBe(false)
  expect(matchesGroup({ trait: 'vip', is: false }, [later, { ...later, at: 5, traits: {} }])).toBe(true)
  expect(matchesGroup({ event: 'Called' }, [])).toBe(false)
})

test.for([
  [{ tag: 'vip' }, 'tag-not-askable', 'tag'],
  [{ any: [{ event: 'A' }, { not: { step: 'keys' } }] }, 'step-not-askable', 'any[1].not.step'],
  [{ where: { score: { contains: '9' } } }, 'score-not-text', 'where.score'],
] as const)('[P8] %j cannot be asked of events, and says why', ([predicate, code, at]) => {
  expect(unaskable(predicate)).toMatchObject([{ code, at }])
  for (const ask of [compile, toSql, toGroupSql]) expect(() => ask(predicate)).toThrow(UnaskableError)
})

test('[P9] the SQL is text with typed placeholders', () => {
  expect(toSql({ event: ['A', 'B'], where: { x: { gte: 5 }, team: 'A' } })).toEqual({
    sql:
      '(name IN ({p_0:String}, {p_1:String})) AND ' +
      "((match(properties[{p_2:String}], '^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9][0-9]?[0-9]?)?$') AND " +
      'ifNull(isFinite(toFloat64OrNull(properties[{p_2:String}])) AND toFloat64OrNull(properties[{p_2:String}]) >= {p_3:Float64}, 0))) AND ' +
      '(team = {p_0:String})',
    params: { p_0: 'A', p_1: 'B', p_2: 'x', p_3: '5' },
  })
  expect(toGroupSql({ trait: 'vip', is: true }, 'seg')).toEqual({
    sql: "argMaxIf(traits[{seg_0:String}], (at, seq), traits[{seg_0:String}] != '') = {seg_1:String}",
    params: { seg_0: 'vip', seg_1: 'true' },
  })
  expect(() => toSql({ event: 'A' }, 'p} OR {')).toThrow(RangeError)
})

test('[P12] names are told only where names are all that is asked', () => {
  expect(onlyNames({ event: 'A' })).toEqual(['A'])
  expect(onlyNames({ any: [{ event: ['A', 'B'] }, { event: 'A', where: {} }] })).toEqual(['A', 'B'])
  expect(onlyNames({ event: 'A', where: { x: 1 } })).toBeNull()
  expect(onlyNames({ not: { event: 'A' } })).toBeNull()
})

test.for([
  [{ evnt: 'A' }, ['evnt'], 'did you mean "event"?'],
  [{ event: 404 }, ['event'], 'write it in quotes: "404"'],
  [{ event: [] }, ['event'], 'name at least one'],
  [{}, [], 'name an event, or say where'],
  [
    { all: [{ event: 'A' }, { trait: 'vip' }] },
    ['all', 1, 'is'],
    'give a text, or a number, or true or false, or a group of keys',
  ],
  [
    { not: { any: [{ event: 'A', where: { x: { containz: 'y' } } }] } },
    ['not', 'any', 0, 'where', 'x', 'containz'],
    'did you mean "contains"?',
  ],
  [{ event: 'A', where: { x: { gte: '5' } } }, ['where', 'x', 'gte'], 'give a number'],
  [{ event: 'A', where: { x: {} } }, ['where', 'x'], 'give a value, or in, not, gte, gt, lte, lt, exists or contains'],
  ['A', [], 'give a group of keys'],
] as const)('[P13] %j is refused with its place and the way out', ([value, path, remedy]) => {
  expect(parsePredicate(value)).toMatchObject({ ok: false, issues: [{ path, remedy }] })
})

test('[P13] what would exhaust or trick a reader is refused', () => {
  let deep: object = { event: 'A' }
  for (let i = 0; i < 100_000; i++) deep = { not: deep }
  expect(parsePredicate(deep)).toMatchObject({ ok: false })
  expect(parsePredicate({ event: Array(100_000).fill('A') })).toMatchObject({ ok: false })
  expect(parsePredicate(JSON.parse('{"where": {"__proto__": "x"}}'))).toMatchObject({
    ok: false,
    issues: [{ path: ['where', '__proto__'] }],
  })
})
