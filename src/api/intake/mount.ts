import type { Hono, Context as Request } from 'hono'
import { type CallType, callTypes, type Fault } from '../../event/index.ts'
import { ApiProblem } from '../problem.ts'
import { bodyOf, jsonOf } from './body.ts'
import { mountBrowser } from './browser.ts'
import { type Accepted, type Call, type Intake, mostEventBytes } from './intake.ts'

const mostBatchBytes = 512 * 1024

/** The browser's client says one letter. */
const short: Readonly<Record<string, CallType>> = {
  t: 'track',
  i: 'identify',
  p: 'page',
  s: 'screen',
  g: 'group',
  a: 'alias',
}

/** Segment's HTTP shape. */
export function mountIntake(app: Hono, intake: Intake): void {
  mountBrowser(app, intake)
  for (const type of callTypes) app.post(`/v1/${type}`, (c) => answer(c, () => single(c, intake, type)))
  for (const [letter, type] of Object.entries(short))
    app.post(`/v1/${letter}`, (c) => answer(c, () => single(c, intake, type)))
  for (const path of ['/v1/batch', '/v1/b']) app.post(path, (c) => answer(c, () => batch(c, intake)))
}

async function answer(c: Request, work: () => Promise<Accepted>): Promise<Response> {
  const { accepted, refused } = await work()
  return c.json({ success: true, accepted, refused })
}

async function single(c: Request, intake: Intake, type: CallType): Promise<Accepted> {
  const body = jsonOf(await bodyOf(c, mostEventBytes))
  const writer = await intake.writerOf(keyOf(c, body))
  intake.assertRoom()
  const taken = await intake.accept(writer, [{ type, body }], { received: intake.now() })
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
  const calls = whole.map((one) => callOf(one, body))
  const taken = await intake.accept(writer, calls, { received: intake.now(), sentAt: field(body, 'sentAt') })
  assertSome(taken)
  return taken
}

function callOf(one: unknown, batch: unknown): Call | Fault {
  const type = callTypes.find((known) => known === field(one, 'type'))
  if (type === undefined) {
    const value = String(field(one, 'type') ?? '').slice(0, 200)
    return { field: 'type', value, reason: `is none of ${callTypes.join(', ')}` }
  }
  const bytes = Buffer.byteLength(JSON.stringify(one))
  if (bytes > mostEventBytes)
    return { field: 'batch', value: `${bytes} bytes`, reason: `is more than ${mostEventBytes} bytes` }
  return { type, body: inheriting(one, batch) }
}

/** What the batch says of all its calls, a call may say otherwise. */
function inheriting(call: unknown, body: unknown): unknown {
  const context = field(body, 'context')
  if (typeof context !== 'object' || context === null || typeof call !== 'object' || call === null) return call
  const own = field(call, 'context')
  return { ...call, context: { ...context, ...(typeof own === 'object' && own !== null ? own : {}) } }
}

/** A request of which nothing could be taken is the sender's mistake; of one that could be in part, the rest is listed. */
function assertSome({ accepted, refused }: Accepted): void {
  const [first] = refused
  if (accepted > 0 || first === undefined) return
  throw new ApiProblem(
    'bad-request',
    `${first.field} "${first.value}" ${first.reason}.`,
    'Correct the fields named; see docs/intake.md for the shape.',
    refused,
  )
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined
}

/** As the user of Basic authentication, as a bearer token, or in the body, where a browser's client puts it. */
function keyOf(c: Request, body: unknown): string {
  const [scheme = '', token = ''] = (c.req.header('authorization') ?? '').split(' ')
  if (scheme.toLowerCase() === 'basic') return Buffer.from(token, 'base64').toString('utf8').split(':')[0] ?? ''
  if (scheme.toLowerCase() === 'bearer') return token
  const said = field(body, 'writeKey')
  return typeof said === 'string' ? said : ''
}
