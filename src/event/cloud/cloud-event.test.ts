import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCloudEvent } from './cloud-event.ts'

const received = Date.UTC(2026, 0, 10, 12) * 1000
const read = (event: unknown) => readCloudEvent(event, { received })
const least = { specversion: '1.0', id: 'A234', source: '/orders', type: 'com.example.order.paid', subject: 'c42' }

test('[E110] a CloudEvent is an event: type, subject, time, source and id, data', () => {
  const whole = {
    ...least,
    time: '2026-01-10T11:00:00.5Z',
    datacontenttype: 'application/json',
    traceparent: '00-4bf9',
    channel: 'phone',
    anonymousid: 'a1',
    data: { amount: 12.5, of: { day: 1 } },
  }
  expect(read(whole)).toEqual({
    event: {
      id: '/orders A234',
      customer: { userId: 'c42', anonymousId: 'a1' },
      name: 'com.example.order.paid',
      at: received - 3_599_500_000,
      received,
      actor: 'customer',
      channel: 'phone',
      properties: { source: '/orders', traceparent: '00-4bf9', amount: 12.5, 'of.day': 1 },
    },
  })
})

test('[E110] data may be no object, or bytes', () => {
  const properties = (more: object) => {
    const answer = read({ ...least, ...more })
    return 'event' in answer ? answer.event.properties : answer
  }
  expect(properties({ data: 'hello' })).toEqual({ source: '/orders', data: 'hello' })
  expect(properties({ data: [1] })).toEqual({ source: '/orders', data: '[1]' })
  expect(properties({ data_base64: btoa('{"a":1}') })).toEqual({ source: '/orders', a: 1 })
  expect(properties({ data_base64: 'AAEC', datacontenttype: 'image/png' })).toEqual({ source: '/orders', data: 'AAEC' })
  expect(properties({ data_base64: '%' })).toEqual({ source: '/orders', data: '%' })
  const { subject: _, ...nobody } = least
  expect(read({ ...nobody, data: { userId: 7 } })).toMatchObject({ event: { customer: { userId: '7' } } })
})

test('[E111] what is no CloudEvent says which attribute, and why', () => {
  const faultOf = (event: unknown) => {
    const answer = read(event)
    return 'fault' in answer ? answer.fault.field : null
  }
  expect(faultOf([])).toBe('body')
  expect(faultOf({ ...least, specversion: '0.3' })).toBe('specversion')
  for (const field of ['id', 'source', 'type']) expect(faultOf({ ...least, [field]: '' })).toBe(field)
  expect(faultOf({ ...least, subject: '' })).toBe('subject')
  expect(faultOf({ ...least, time: '2026-01-10' })).toBe('time')
  expect(faultOf({ ...least, time: '2026-01-12T00:00:00Z' })).toBe('time')
  expect(faultOf({ ...least, actor: 'cat' })).toBe('actor')
  fc.assert(
    fc.property(fc.jsonValue(), fc.anything(), (json, odd) => {
      for (const event of [json, odd, { ...least, data: odd, time: json, data_base64: json, x: odd }]) read(event)
    }),
    { seed: 5, numRuns: 300 },
  )
})
