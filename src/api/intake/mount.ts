import type { Hono, Context as Request } from 'hono'
import { type Arrival, type CallType, callTypes, isTooDeep, type Read, readCall, tooDeep } from '../../event/index.ts'
import { ApiProblem } from '../problem.ts'
import { bodyOf, jsonOf } from './body.ts'
import { mountBrowser } from './browser.ts'
import { mountBulk } from './bulk.ts'
import { mountCloudEvents } from './cloud-events.ts'
import { type Accepted, type Intake, mostBatchBytes, mostEventBytes } from './intake.ts'
import { answerTaken, assertSome, field, keyOf } from './request.ts'

/** The browser's client says one letter. */
const short: Readonly<Record<string, CallType>> = {
  t: 'track',
  i: 'identify',
  p: 'page',
  s: 'screen',
  g: 'group',
  a: 'alias',
}

/** Segment's HTTP shape, and whatever else events come in. @param folder the data folder, where files stand while they are read */
export function mountIntake(app: Hono, intake: Intake, folder: string): void {
  mountBrowser(app, intake)
  mountCloudEvents(app, intake)
  mountBulk(app, intake, folder)
  for (const type of callTypes) app.post(`/v1/${type}`, (c) => answerTaken(c, () => single(c, intake, type)))
  for (const [letter, type] of Object.entries(short))
    app.post(`/v1/${letter}`, (c) => answerTaken(c, () => single(c, intake, type)))
  for (const path of ['/v1/batch', '/v1/b']) app.post(path, (c) => answerTaken(c, () => batch(c, intake)))
}

async function single(c: Request, intake: Intake, type: CallType): Promise<Accepted> {
  const body = jsonOf(await bodyOf(c, mostEventBytes))
  const writer = await intake.writerOf(keyOf(c, body))
  intake.assertRoom()
  const taken = await intake.accept(writer, [readCall(type, body, { received: intake.now() })])
  assertSome(taken)
  return taken
}

async function batch(c: Request, intake: Intake): Promise<Accepted> {
  const body = jsonOf(await bodyOf(c, mostBatchBytes))
  const writer = await intake.writerOf(keyOf(c, body))
  intake.assertRoom()
  const whole = field(body, 'batch')
  if (!Array.isArray(whole)) {
    throw new ApiProblem('bad-request', 'The body has no list "batch".', 'Send { "batch": [ … ] }.')
  }
  const arrival = { received: intake.now(), sentAt: field(body, 'sentAt') }
  const taken = await intake.accept(
    writer,
    whole.map((one) => readOne(one, body, arrival)),
  )
  assertSome(taken)
  return taken
}

function readOne(one: unknown, batch: unknown, arrival: Arrival): Read {
  if (isTooDeep(one)) return tooDeep
  const type = callTypes.find((known) => known === field(one, 'type'))
  if (type === undefined) {
    const value = String(field(one, 'type') ?? '').slice(0, 200)
    return { fault: { field: 'type', value, reason: `is none of ${callTypes.join(', ')}` } }
  }
  const bytes = Buffer.byteLength(JSON.stringify(one))
  if (bytes > mostEventBytes)
    return { fault: { field: 'batch', value: `${bytes} bytes`, reason: `is more than ${mostEventBytes} bytes` } }
  return readCall(type, inheriting(one, batch), arrival)
}

/** What the batch says of all its calls, a call may say otherwise. */
function inheriting(call: unknown, body: unknown): unknown {
  const context = field(body, 'context')
  if (typeof context !== 'object' || context === null || typeof call !== 'object' || call === null) return call
  const own = field(call, 'context')
  return { ...call, context: { ...context, ...(typeof own === 'object' && own !== null ? own : {}) } }
}
