import fc from 'fast-check'
import { expect, test } from 'vitest'
import { callTypes, mostAhead, readCall } from './call.ts'

const received = Date.UTC(2026, 0, 10, 12) * 1000
const read = (type: (typeof callTypes)[number], body: unknown, sentAt?: string) =>
  readCall(type, body, { received, ...(sentAt === undefined ? {} : { sentAt }) })
const faultOf = (body: unknown, type: (typeof callTypes)[number] = 'track') => {
  const answer = read(type, body)
  return 'fault' in answer ? [answer.fault.field, answer.fault.reason] : null
}

test('[E100] a call becomes an event with whose, what and when', () => {
  expect(
    read('track', {
      messageId: 'm1',
      userId: 'u',
      anonymousId: 'a',
      event: 'Paid',
      timestamp: '2026-01-10T11:00:00.5Z',
      properties: { amount: 12.5, plan: { id: 'p', tags: ['x'] }, empty: '', none: null, list: [1] },
      context: { channel: 'browser', ip: '10.0.0.1', page: { path: '/pay' }, locale: 'de', traits: { vip: true } },
    }),
  ).toEqual({
    event: {
      id: 'm1',
      customer: { userId: 'u', anonymousId: 'a' },
      name: 'Paid',
      at: received - 3_599_500_000,
      received,
      actor: 'customer',
      channel: 'web',
      traits: { vip: true },
      properties: {
        amount: 12.5,
        'plan.id': 'p',
        'plan.tags': '["x"]',
        list: '[1]',
        'page.path': '/pay',
        locale: 'de',
      },
    },
  })
})

test('[E101] calls that are no track have names of their own, and keep what they say', () => {
  const said = callTypes.slice(1).map((type) => {
    const answer = read(type, { userId: 'u', previousId: 'p', name: 'Home', groupId: 'g', traits: { size: 3 } })
    return 'event' in answer ? [answer.event.name, answer.event.properties, answer.event.traits] : answer
  })
  const properties = { name: 'Home', groupId: 'g' }
  expect(said).toEqual([
    ['Identified', properties, { size: 3 }],
    ['Page Viewed', properties, { size: 3 }],
    ['Screen Viewed', properties, { size: 3 }],
    ['Group Joined', properties, { 'group.size': 3 }],
    ['Alias Given', properties, { size: 3 }],
  ])
})

test('[E102] a wrong clock is put right by what it said when it sent', () => {
  const an = { userId: 'u', event: 'X', timestamp: '2030-01-01T00:00:00Z' }
  const right = read('track', an, '2030-01-01T00:00:10Z')
  expect('event' in right && right.event.at).toBe(received - 10_000_000)
  expect(faultOf(an)).toEqual(['timestamp', 'is more than a day ahead'])
  const near = { userId: 'u', event: 'X', timestamp: '2026-01-10T11:59:00Z' }
  expect(read('track', near, '2026-01-10T11:59:58Z')).toMatchObject({ event: { at: received - 60_000_000 } })
  expect(read('track', { userId: 'u', event: 'X' })).toMatchObject({ event: { at: received } })
})

test('[E103] what Segment has no word for stands in context.throughline', () => {
  const throughline = {
    case: 'c',
    actor: 'partner',
    channel: 'phone',
    team: 'care',
    system: 'crm',
    partner: 'bureau',
    text: 'Hello',
    score: { kind: 'nps', value: 9 },
  }
  const said = (more: object) =>
    read('track', { userId: 'u', event: 'X', context: { throughline: { ...throughline, ...more } } })
  expect(said({})).toMatchObject({ event: throughline })
  expect(said({ actor: 'cat' })).toMatchObject({ fault: { field: 'context.throughline.actor', value: 'cat' } })
  expect(said({ score: { kind: 'nps', value: 11 } })).toMatchObject({ fault: { value: '11' } })
  expect(said({ team: {} })).toMatchObject({ fault: { field: 'context.throughline.team' } })
})

test('[E104] what is no event says which field, and why', () => {
  expect(faultOf([])).toEqual(['body', 'is not an object'])
  expect(faultOf({ event: 'X' })).toEqual(['userId', 'is empty, and so is anonymousId'])
  expect(faultOf({ userId: 'u', event: ' ' })).toEqual(['event', 'is empty: nothing says what happened'])
  expect(faultOf({ userId: 'u', event: 'X', timestamp: 'soon' })?.[0]).toBe('timestamp')
  expect(faultOf({ userId: 'u', event: 'X', timestamp: '2026-01-01T00:00:00' })?.[0]).toBe('timestamp')
  expect(faultOf({ userId: 'u' }, 'alias')).toEqual(['previousId', 'is empty'])
})

test('[E104] anything at all is an event in reach of time, or a fault', () => {
  fc.assert(
    fc.property(fc.constantFrom(...callTypes), fc.jsonValue(), fc.anything(), (type, json, odd) => {
      for (const body of [json, odd, { userId: 'u', event: 'X', context: json, properties: odd, timestamp: json }]) {
        const answer = readCall(type, body, { received, sentAt: json })
        if ('event' in answer) expect(answer.event.at).toBeLessThanOrEqual(received + mostAhead)
        else expect(answer.fault.reason).not.toBe('')
      }
    }),
    { seed: 4, numRuns: 300 },
  )
  const odd = read(
    'track',
    JSON.parse('{"userId":"u","event":"X","properties":{"__proto__":{"a":1},"b":{"__proto__":"c"}}}'),
  )
  expect('event' in odd && Object.keys(odd.event.properties)).toEqual(['__proto__.a', 'b.__proto__'])
})
