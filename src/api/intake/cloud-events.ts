import type { Hono, Context as Request } from 'hono'
import { isTooDeep, type Read, readCloudEvent } from '../../event/index.ts'
import { ApiProblem } from '../problem.ts'
import { bodyOf, jsonOf } from './body.ts'
import { type Accepted, type Intake, mostBatchBytes } from './intake.ts'
import { answerTaken, assertSome, keyOf } from './request.ts'

/** Whoever passes CloudEvents on must take them up to this size, so whoever takes them should. */
const mostEventBytes = 64 * 1024

/** CloudEvents 1.0 over HTTP, in its three modes: structured, as a batch, and binary. */
export function mountCloudEvents(app: Hono, intake: Intake): void {
  app.post('/v1/events', (c) => answerTaken(c, () => take(c, intake)))
}

async function take(c: Request, intake: Intake): Promise<Accepted> {
  const bytes = await bodyOf(c, mostBatchBytes)
  const writer = await intake.writerOf(keyOf(c, null))
  intake.assertRoom()
  const received = intake.now()
  const reads = eventsOf(c, bytes).map(({ event, size }): Read => {
    if (size <= mostEventBytes) return readCloudEvent(event, { received })
    return { fault: { field: 'event', value: `${size} bytes`, reason: `is more than ${mostEventBytes} bytes` } }
  })
  const taken = await intake.accept(writer, reads)
  assertSome(taken)
  return taken
}

interface Sized {
  readonly event: unknown
  readonly size: number
}

/** What the headers say decides the mode; JSON that says nothing of itself is a batch where it is a list. */
function eventsOf(c: Request, bytes: Uint8Array): Sized[] {
  const type = (c.req.header('content-type') ?? '').toLowerCase()
  if (c.req.header('ce-specversion') !== undefined && !type.startsWith('application/cloudevents'))
    return [{ event: binary(c, type, bytes), size: bytes.length }]
  const said = jsonOf(bytes)
  if (!Array.isArray(said)) return [{ event: said, size: bytes.length }]
  return said.map((event) => ({ event, size: isTooDeep(event) ? 0 : Buffer.byteLength(JSON.stringify(event)) }))
}

/** Attributes come as headers, percent-encoded, and the body is the data. */
function binary(c: Request, type: string, bytes: Uint8Array): Record<string, unknown> {
  const event: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(c.req.header()))
    if (name.startsWith('ce-')) event[name.slice(3)] = decoded(name, value)
  if (bytes.length === 0) return event
  const packed = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (type === '' || /^[^;]*[/+]json\s*(;|$)/.test(type)) event['data'] = jsonOf(bytes)
  else if (type.startsWith('text/')) event['data'] = packed.toString('utf8')
  else Object.assign(event, { datacontenttype: type, data_base64: packed.toString('base64') })
  return event
}

function decoded(name: string, value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    throw new ApiProblem(
      'bad-request',
      `The header ${name} is "${value}".`,
      'Percent-encode what is no printable ASCII.',
    )
  }
}
