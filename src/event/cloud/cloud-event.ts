import type { Event, Scalar } from '../event.ts'
import { isPlainObject, isTooDeep } from '../read/json-cells.ts'
import { type Arrival, type Draft, extended, fault, instant, mostAhead, type Read, tooDeep } from '../segment/call.ts'
import { flatten } from '../segment/values.ts'
import { earliest } from '../time/calendar.ts'

type Attributes = Readonly<Record<string, unknown>>

/** Attributes of ours that CloudEvents has no word for come as extensions of the same name, whose letters are all small. */
const ours = ['case', 'actor', 'channel', 'team', 'system', 'partner', 'text'] as const
/** What says how the event is written, or is a field of the event already. */
const notProperties: ReadonlySet<string> = new Set<string>([
  ...['specversion', 'id', 'type', 'subject', 'time', 'data', 'data_base64', 'datacontenttype', 'dataschema'],
  ...['anonymousid', ...ours],
])

/**
 * An event of CloudEvents 1.0: `type` is what happened, `subject` to whom, `time` when; `source` and `id` together tell it from all
 * others; members of `data` are its properties, and so are extensions. Source: CloudEvents specification 1.0.2, with its JSON format.
 * @param event as structured mode has it, already parsed
 */
export function readCloudEvent(event: unknown, { received }: Pick<Arrival, 'received'>): Read {
  if (isTooDeep(event)) return tooDeep
  if (!isPlainObject(event)) return fault('body', event, 'is not an object')
  if (event['specversion'] !== '1.0') return fault('specversion', event['specversion'], 'is not "1.0"')
  for (const field of ['id', 'source', 'type'] as const) {
    if (typeof event[field] !== 'string' || event[field].trim() === '')
      return fault(field, event[field], 'is not a text, or is empty')
  }
  const at = timeOf(event['time'], received)
  if (typeof at === 'string') return fault('time', event['time'], at)
  const data = dataOf(event)
  const customer = customerOf(event, data)
  if (Object.keys(customer).length === 0)
    return fault('subject', event['subject'], 'is empty, and no data.userId or data.anonymousId says whose it is')
  const draft: Draft<Event> = {
    id: `${event['source']} ${event['id']}`, // a source is a URI and has no space in it
    customer,
    name: String(event['type']),
    at,
    received,
    actor: 'customer',
    properties: { ...flatten(extensionsOf(event)), ...(isPlainObject(data) ? flatten(data) : whole(data)) },
  }
  return extended(draft, Object.fromEntries(ours.map((field) => [field, event[field]])), '')
}

function timeOf(said: unknown, received: number): number | string {
  if (said === undefined || said === null) return received
  const at = instant(said)
  if (typeof at !== 'number') return at
  if (at < earliest) return 'is before 1900'
  return at > received + mostAhead ? 'is more than a day ahead' : at
}

function customerOf(event: Attributes, data: unknown): Record<string, string> {
  const said = isPlainObject(data) ? data : {}
  const ids = {
    userId: event['subject'] ?? said['userId'],
    anonymousId: event['anonymousid'] ?? said['anonymousId'],
  }
  return Object.fromEntries(
    Object.entries(ids).flatMap(([kind, id]) =>
      (typeof id === 'string' && id !== '') || typeof id === 'number' ? [[kind, String(id)]] : [],
    ),
  )
}

function extensionsOf(event: Attributes): Attributes {
  return Object.fromEntries(Object.entries(event).filter(([name]) => !notProperties.has(name)))
}

/** Bytes come as base64; where they say that they are JSON, they are what they say. */
function dataOf(event: Attributes): unknown {
  const packed = event['data_base64']
  if (typeof packed !== 'string') return event['data']
  const type = event['datacontenttype']
  if (type !== undefined && !isJson(type)) return packed
  try {
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(packed), (byte) => byte.charCodeAt(0))))
  } catch {
    return packed // bytes that are no JSON stay as they came
  }
}

function isJson(type: unknown): boolean {
  return typeof type === 'string' && /^[^;]*[/+]json\s*(;|$)/i.test(type)
}

function whole(data: unknown): Record<string, Scalar> {
  return flatten({ data })
}
