import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eventsOf, type Mapper } from './map.ts'
import { type Mapping, mappingSchema } from './schema.ts'

const received = Date.UTC(2026, 0, 10, 12) * 1000
const mapper: Mapper = { received, hash: (text) => `h${text.length}` }
const ticket = {
  id: 7,
  requester: { id: 'u1', email: 'a@b.c' },
  status: 'solved',
  at: '2026-01-10T11:00:00Z',
  tags: ['vip', 'late'],
}
const simple: Mapping = { name: 'Ticket Solved', customer: { userId: '$.requester.id' } }

test('[E120] a path is a value, other words are themselves, and a rule fills every field', () => {
  const mapping: Mapping = {
    id: { join: ['ticket', '$.id', '$.status'], with: ':' },
    name: { path: '$.status', values: { solved: 'Ticket Solved' }, otherwise: 'Ticket Changed' },
    customer: { userId: '$.requester.id', email: { path: ['$.contact', '$.requester.email'] } },
    at: '$.at',
    case: { join: ['t-', '$.id'] },
    actor: 'company',
    channel: '$about.headers["x-channel"]',
    team: 'care',
    score: { kind: 'csat', value: { path: '$.rated', values: { good: 5, bad: 1 } } },
    properties: { tag: '$.tags[-1]', requester: '$.requester', isNew: false, sign: { const: '$5' } },
    traits: { vip: { path: '$.vip', otherwise: false } },
  }
  const about = { headers: { 'x-channel': 'email' } }
  expect(eventsOf(mapping, { value: { ...ticket, rated: 'good' }, about }, mapper)).toEqual({
    faults: [],
    passed: 0,
    events: [
      {
        id: 'ticket:7:solved',
        customer: { userId: 'u1', email: 'a@b.c' },
        name: 'Ticket Solved',
        at: received - 3_600_000_000,
        received,
        case: 't-7',
        actor: 'company',
        channel: 'email',
        team: 'care',
        score: { kind: 'csat', value: 5 },
        properties: { tag: 'late', 'requester.id': 'u1', 'requester.email': 'a@b.c', isNew: false, sign: '$5' },
        traits: { vip: false },
      },
    ],
  })
})

test('[E121] every rule whose conditions hold makes an event; what none takes is counted', () => {
  const given: readonly [Mapping & { where?: object }, boolean][] = [
    [{ ...simple, where: { '$.status': 'solved' } }, true],
    [{ ...simple, where: { '$.status': 'open' } }, false],
    [{ ...simple, where: { '$.id': '7' } }, true],
    [{ ...simple, where: { '$.id': { gt: 6, lte: 7 } } }, true],
    [{ ...simple, where: { '$.id': { lt: 7 } } }, false],
    [{ ...simple, where: { '$.at': { gte: '2026-01-10' } } }, true],
    [{ ...simple, where: { '$.nothing': { gte: 0 } } }, false],
    [{ ...simple, where: { '$.nothing': { exists: false } } }, true],
    [{ ...simple, where: { '$.status': { in: ['open', 'solved'], not: 'open' } } }, true],
    [{ ...simple, where: { '$.status': { not: ['open', 'solved'] } } }, false],
    [{ ...simple, where: { '$.tags': { contains: 'vip' }, '$.status': { contains: 'sol' } } }, true],
  ]
  for (const [mapping, isTaken] of given) {
    const { events, passed } = eventsOf(mapping, { value: ticket }, mapper)
    expect([mapping.where, events.length, passed]).toEqual([mapping.where, isTaken ? 1 : 0, isTaken ? 0 : 1])
  }
  const two = eventsOf(
    [simple, { ...simple, name: 'Seen' }, { ...simple, where: { '$.id': 8 } }],
    { value: ticket },
    mapper,
  )
  expect([two.events.map(({ name }) => name), two.passed]).toEqual([['Ticket Solved', 'Seen'], 0])
})

test('[E122] a list gives an event for each of its members, which may look at the whole', () => {
  const mapping: Mapping = {
    each: '$.lines',
    where: { '$.sku': { exists: true } },
    id: '$$.order',
    name: 'Line Bought',
    customer: { userId: '$$.customer' },
    properties: '$',
  }
  const value = { order: 'o1', customer: 'c', lines: [{ sku: 'a' }, { sku: 'b' }, {}] }
  const { events, passed } = eventsOf(mapping, { value }, mapper)
  expect(events.map(({ id, properties }) => [id, properties['sku']])).toEqual([
    ['o1', 'a'],
    ['o1/2', 'b'],
  ])
  expect(passed).toBe(1)
  expect(eventsOf(mapping, { value: {} }, mapper)).toEqual({ events: [], faults: [], passed: 0 })
})

test('[E123] the same payload gives the same ids again; two equal ones within it stay two', () => {
  const mapping: Mapping = { ...simple, each: '$' }
  const ids = () =>
    eventsOf(mapping, { value: [ticket, ticket, { ...ticket, id: 10 }] }, mapper).events.map(({ id }) => id)
  expect(ids()).toEqual(ids())
  expect(new Set(ids()).size).toBe(3)
})

test('[E124] what a rule takes and cannot read is a fault that names the field, its value and why', () => {
  const faultOf = (more: object, value: unknown = ticket) => {
    const [fault] = eventsOf({ ...simple, ...more }, { value }, mapper).faults
    return [fault?.field, fault?.value, fault?.reason]
  }
  expect(faultOf({ name: '$.title' })).toEqual(['name', '', 'is empty: nothing says what happened'])
  expect(faultOf({ customer: { userId: '$.user' } })[0]).toBe('customer.userId')
  expect(faultOf({ customer: { userId: '$.requester' } })[2]).toBe('is not a text')
  expect(faultOf({ at: '$.nothing' })).toEqual(['at', '', 'is empty: nothing says when'])
  expect(faultOf({ at: '$.status' })[1]).toBe('solved')
  expect(faultOf({ at: '$.at' }, { ...ticket, at: '2026-01-10T11:00:00' })[0]).toBe('at')
  expect(faultOf({ at: '$.at' }, { ...ticket, at: '2027-01-10T11:00:00Z' })[2]).toBe('is more than a day ahead')
  expect(faultOf({ id: '$.nothing' })[0]).toBe('id')
  expect(faultOf({ actor: 'cat' })).toEqual(['actor', 'cat', 'is none of customer, company, partner, system'])
  expect(faultOf({ score: { kind: 'nps', value: '11' } })[1]).toBe('11')
  const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) as unknown
  expect(faultOf({}, deep)[2]).toBe('is nested more than 64 levels deep')
})

test('[E125] a time without a zone is read in the zone that the rule names, a number in its unit', () => {
  const at = (how: object, said: unknown) =>
    eventsOf({ ...simple, at: { path: '$.at', ...how } }, { value: { ...ticket, at: said } }, mapper).events[0]?.at
  expect(at({ zone: 'Europe/Vienna' }, '2026-01-10 12:30:00')).toBe(received - 1_800_000_000)
  expect(at({ unit: 's' }, received / 1e6)).toBe(received)
  expect(at({ dayFirst: true, zone: 'UTC' }, '10/01/2026 11:00')).toBe(received - 3_600_000_000)
})

const paths = fc.constantFrom('$', '$.a', '$$.b[0]', '$.a.b.c', '$about.x', '$["a b"]', '$.a[-1]', '$.__proto__.x')
const expression = fc.oneof(
  paths,
  fc.string({ minLength: 1 }).filter((text) => !text.startsWith('$')),
  fc.record({ join: fc.array(paths, { minLength: 1 }) }),
)
const rule = fc.record(
  {
    each: paths,
    where: fc.dictionary(
      paths,
      fc.oneof(fc.string(), fc.record({ exists: fc.boolean() }), fc.record({ gt: fc.integer() })),
    ),
    id: expression,
    name: expression,
    customer: fc.dictionary(fc.constantFrom('userId', 'email'), expression, { minKeys: 1 }),
    at: paths,
    text: expression,
    actor: expression,
    score: fc.record({ kind: fc.constant('nps' as const), value: expression }),
    properties: fc.oneof(paths, fc.dictionary(fc.string({ minLength: 1 }), expression)),
    traits: paths,
  },
  { requiredKeys: ['name', 'customer'] },
)

test('[E126] any JSON under any mapping gives events or faults, the same each time, and throws nothing', () => {
  const inside = fc.dictionary(fc.constantFrom('a', 'b', 'a b', '__proto__'), fc.jsonValue())
  fc.assert(
    fc.property(fc.array(rule, { minLength: 1, maxLength: 3 }), fc.oneof(fc.jsonValue(), inside), (given, json) => {
      const mapping = mappingSchema.parse(given)
      const value: unknown = JSON.parse(JSON.stringify(json))
      const mapped = eventsOf(mapping, { value, about: { x: 1 } }, mapper)
      expect(eventsOf(mapping, { value, about: { x: 1 } }, mapper)).toEqual(mapped)
      expect(new Set(mapped.events.map(({ id }) => id)).size).toBe(mapped.events.length)
      for (const event of mapped.events) {
        expect(event.name.trim()).not.toBe('')
        expect(Object.keys(event.customer).length).toBeGreaterThan(0)
      }
      for (const fault of mapped.faults) expect(fault.reason).not.toBe('')
    }),
    { seed: 26, numRuns: 400 },
  )
})
