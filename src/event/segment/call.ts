import { type Actor, actors, type Customer, type Event, type Micros, type Scalar, scoreRange } from '../event.ts'
import { deepest, isPlainObject, isTooDeep } from '../read/json-cells.ts'
import { earliest } from '../time/calendar.ts'
import { parseTime } from '../time/parse.ts'
import { flatten } from './values.ts'

/** The calls of Segment's HTTP shape. */
export const callTypes = ['track', 'identify', 'page', 'screen', 'group', 'alias'] as const
export type CallType = (typeof callTypes)[number]

/** Why a call is no event: the field, its value as text, and what is wrong with it. */
export interface Fault {
  readonly field: string
  readonly value: string
  readonly reason: string
}
export type Read = { readonly event: Event } | { readonly fault: Fault }

/** When a call came in, and when its sender's clock says that it was sent: their difference is how wrong that clock is. */
export interface Arrival {
  readonly received: Micros
  readonly sentAt?: unknown
}

/** A clock may run ahead by so much; an event further in the future would make every open case look over. */
export const mostAhead: Micros = 24 * 3600 * 1_000_000

/**
 * A clock that is wrong by less is taken for right: what a request takes on its way looks the same, and putting it in would
 * make events of one sender change places that came with requests of different length.
 */
const leastWrong: Micros = 60 * 1_000_000

/** What a call that is no `track` is called as an event. */
const namesOf: Readonly<Record<Exclude<CallType, 'track'>, string>> = {
  identify: 'Identified',
  page: 'Page Viewed',
  screen: 'Screen Viewed',
  group: 'Group Joined',
  alias: 'Alias Given',
}

type Call = Readonly<Record<string, unknown>>
export type Draft<T> = { -readonly [K in keyof T]: T[K] }

/**
 * A call as an event. What Segment's shape has no word for stands in `context.throughline`: `{ case, actor, channel, team,
 * system, partner, text, score: { kind, value } }`. Source: Segment's specification of its HTTP tracking API.
 * @param body the call as it came, already parsed
 */
export function readCall(type: CallType, body: unknown, arrival: Arrival): Read {
  if (isTooDeep(body)) return tooDeep
  if (!isPlainObject(body)) return fault('body', body, 'is not an object')
  const customer = customerOf(type, body)
  if ('fault' in customer) return customer
  const name = type === 'track' ? body['event'] : namesOf[type]
  if (typeof name !== 'string' || name.trim() === '')
    return fault('event', name, 'is empty: nothing says what happened')
  const at = timeOf(body, arrival)
  if (typeof at !== 'number') return at
  const context = isPlainObject(body['context']) ? body['context'] : {}
  const event: Draft<Event> = {
    customer: customer.ids,
    name,
    at,
    received: arrival.received,
    actor: 'customer',
    properties: propertiesOf(type, body, context),
  }
  const id = body['messageId']
  if (id !== undefined && (typeof id !== 'string' || id === '')) return fault('messageId', id, 'is not a text')
  if (typeof id === 'string') event.id = id
  const traits = traitsOf(type, body, context)
  if (traits !== null) event.traits = traits
  const channel = channelOf(context)
  if (channel !== null) event.channel = channel
  return extended(event, context['throughline'])
}

/** Clients that run nowhere else. */
const runsIn: Readonly<Record<string, string>> = {
  'analytics.js': 'web',
  'analytics-ios': 'app',
  'analytics-swift': 'app',
  'analytics-android': 'app',
  'analytics-kotlin': 'app',
  'analytics-react-native': 'app',
  '@segment/analytics-react-native': 'app',
  analytics_flutter: 'app',
}

function channelOf(context: Call): string | null {
  if (context['channel'] === 'browser') return 'web'
  if (context['channel'] === 'mobile') return 'app'
  const name = isPlainObject(context['library']) ? context['library']['name'] : undefined
  return typeof name === 'string' && Object.hasOwn(runsIn, name) ? (runsIn[name] ?? null) : null
}

/** Its value would use up the stack of whoever shows it. */
export const tooDeep = { fault: { field: 'body', value: '', reason: `is nested more than ${deepest} deep` } }

/** All faults of one shape, so that whoever sends can search for them. */
export function fault(field: string, value: unknown, reason: string): { readonly fault: Fault } {
  const text = value === undefined ? '' : typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  return { fault: { field, value: text.slice(0, 200), reason } }
}

function customerOf(type: CallType, body: Call): { readonly ids: Customer } | { readonly fault: Fault } {
  const ids: Record<string, string> = {}
  for (const field of ['userId', 'anonymousId'] as const) {
    const id = body[field]
    if (id === undefined || id === null || id === '') continue
    if (typeof id !== 'string' && typeof id !== 'number') return fault(field, id, 'is not a text')
    ids[field] = String(id)
  }
  if (type === 'alias') {
    const previous = body['previousId']
    if (typeof previous !== 'string' || previous === '') return fault('previousId', previous, 'is empty')
    ids['previousId'] = previous
  }
  const context = isPlainObject(body['context']) ? body['context'] : {}
  for (const one of Array.isArray(context['externalIds']) ? context['externalIds'] : []) {
    if (isPlainObject(one) && typeof one['id'] === 'string' && typeof one['type'] === 'string')
      ids[one['type']] = one['id']
  }
  if (Object.keys(ids).length === 0) return fault('userId', '', 'is empty, and so is anonymousId')
  return { ids }
}

/** The sender's time, put right by as much as its clock is wrong. */
function timeOf(body: Call, { received, sentAt }: Arrival): Micros | { readonly fault: Fault } {
  const said = body['timestamp'] ?? body['originalTimestamp']
  if (said === undefined || said === null) return received
  const at = instant(said)
  if (typeof at !== 'number') return fault('timestamp', said, at)
  const sent = instant(body['sentAt'] ?? sentAt)
  const wrong = typeof sent === 'number' ? received - sent : 0
  const corrected = Math.abs(wrong) < leastWrong ? at : at + wrong
  if (corrected < earliest) return fault('timestamp', said, 'is before 1900')
  if (corrected > received + mostAhead) return fault('timestamp', said, 'is more than a day ahead')
  return corrected
}

export function instant(value: unknown): Micros | string {
  if (typeof value === 'string') return parseTime(value, { zone: null, dayFirst: null, unit: null })
  if (typeof value === 'number') return parseTime(String(value), { zone: null, dayFirst: null, unit: null })
  return 'is not a time'
}

/** Of the context what says where it happened; addresses of machines are personal and say nothing about a journey. */
const kept = ['page', 'campaign', 'app', 'device', 'os', 'library', 'locale', 'timezone', 'referrer'] as const

function propertiesOf(type: CallType, body: Call, context: Call): Record<string, Scalar> {
  const own = isPlainObject(body['properties']) ? flatten(body['properties']) : {}
  for (const name of kept) {
    const value = context[name]
    if (value === undefined || value === null) continue
    const said = isPlainObject(value) ? prefixed(name, value) : { [name]: value }
    for (const [key, one] of Object.entries(flatten(said))) own[key] ??= one
  }
  for (const field of ['name', 'category', 'groupId'] as const) {
    const value = body[field]
    if (type !== 'track' && (typeof value === 'string' || typeof value === 'number')) own[field] ??= value
  }
  return own
}

function prefixed(name: string, value: Call): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [`${name}.${key}`, one]))
}

function traitsOf(type: CallType, body: Call, context: Call): Record<string, Scalar> | null {
  const said = body['traits'] ?? context['traits']
  if (!isPlainObject(said)) return null
  const traits = flatten(said)
  if (Object.keys(traits).length === 0) return null
  return type === 'group'
    ? Object.fromEntries(Object.entries(traits).map(([key, one]) => [`group.${key}`, one]))
    : traits
}

/** What stands in `context.throughline`. */
export function extended(event: Draft<Event>, said: unknown, where = 'context.throughline.'): Read {
  if (said === undefined || said === null) return { event }
  if (!isPlainObject(said)) return fault(where.replace(/\.$/, ''), said, 'is not an object')
  for (const field of ['case', 'channel', 'team', 'system', 'partner', 'text'] as const) {
    const value = said[field]
    if (value === undefined || value === null || value === '') continue
    if (typeof value !== 'string' && typeof value !== 'number') {
      return fault(`${where}${field}`, value, 'is not a text')
    }
    event[field] = String(value)
  }
  const actor = said['actor']
  if (actor !== undefined) {
    const known = actors.find((one): one is Actor => one === actor)
    if (known === undefined) return fault(`${where}actor`, actor, `is none of ${actors.join(', ')}`)
    event.actor = known
  }
  return scored(event, said['score'])
}

function scored(event: Draft<Event>, said: unknown): Read {
  if (said === undefined || said === null) return { event }
  const kind = isPlainObject(said) ? said['kind'] : undefined
  const value = isPlainObject(said) ? said['value'] : undefined
  if (kind !== 'nps' && kind !== 'csat' && kind !== 'ces') {
    return fault('context.throughline.score', said, 'is not { kind: nps, csat or ces, value }')
  }
  const [low, high] = scoreRange[kind]
  if (typeof value !== 'number' || value < low || value > high) {
    return fault('context.throughline.score.value', value, `is no ${kind}, which goes from ${low} to ${high}`)
  }
  event.score = { kind, value }
  return { event }
}
