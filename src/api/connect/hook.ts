import type { Hono, Context as Request } from 'hono'
import { secretOf } from '../../runtime/index.ts'
import { bodyOf, jsonOf } from '../intake/body.ts'
import { type Intake, mostBatchBytes } from '../intake/intake.ts'
import { keyOf } from '../intake/request.ts'
import { ApiProblem } from '../problem.ts'
import { type ConnectorDesk, connectorMissing, type Seat } from './desk.ts'
import { unsigned } from './signature.ts'

/** Headers that say who sends are of no event. */
const notAbout: ReadonlySet<string> = new Set(['authorization', 'cookie', 'proxy-authorization'])

/**
 * Where systems of others hand in what happened, in their own shape. What the connector's mapping cannot read is answered with
 * 200 all the same: the sender can do nothing about it, and would stop sending; it is kept whole, and read when the mapping is mended.
 */
export function mountHook(app: Hono, desk: ConnectorDesk, intake: Intake): void {
  for (const path of ['/v1/hook/:connector', '/v1/hook/:connector/:key'])
    app.post(path, async (c) => {
      const { accepted, passed, refused } = await take(c, desk, intake)
      return c.json({ success: true, accepted, passed, refused })
    })
}

async function take(c: Request, desk: ConnectorDesk, intake: Intake) {
  const id = c.req.param('connector') ?? ''
  const body = await bodyOf(c, mostBatchBytes)
  const seat = desk.find(id)
  if (seat?.connector?.kind !== 'webhook') throw unknown(id)
  await assertSender(c, seat, body, desk, intake)
  const headers = Object.fromEntries(Object.entries(c.req.header()).filter(([name]) => !notAbout.has(name)))
  const payload = { value: readBody(c, body), about: { headers, query: c.req.query() } }
  return desk.take(id, seat.writer, seat.connector.map, [payload])
}

async function assertSender(c: Request, seat: Seat, body: Uint8Array, desk: ConnectorDesk, intake: Intake) {
  const { connector } = seat
  if (connector?.kind !== 'webhook') throw unknown(seat.stored.id)
  const { signature } = connector.settings
  if (signature === undefined) {
    const writer = await intake.writerOf(c.req.param('key') ?? keyOf(c, null))
    if (writer.id === seat.writer.id) return
    throw new ApiProblem(
      'key-unknown',
      `The key is ${writer.title}'s, not this connector's.`,
      'Send the key that was shown when the connector was added, or make one for its writer.',
    )
  }
  const secret = secretOf(signature.secret, desk.environment)
  const why = unsigned(signature, { headers: c.req.header(), body }, secret, intake.now() / 1000)
  if (why === null) return
  throw new ApiProblem('key-unknown', `The request ${why}.`, 'Sign it with the secret that both sides keep.')
}

/** JSON, or a form, whose fields are texts. */
function readBody(c: Request, body: Uint8Array): unknown {
  if (!(c.req.header('content-type') ?? '').toLowerCase().startsWith('application/x-www-form-urlencoded'))
    return jsonOf(body)
  const value: Record<string, string | string[]> = {}
  for (const [name, text] of new URLSearchParams(Buffer.from(body).toString('utf8'))) {
    const before = Object.hasOwn(value, name) ? value[name] : undefined
    const all = before === undefined ? text : [before, text].flat()
    Object.defineProperty(value, name, { value: all, enumerable: true, configurable: true, writable: true })
  }
  return value
}

/** Whoever guesses learns no more than that: neither which connectors there are, nor of which kind. */
function unknown(id: string): ApiProblem {
  return connectorMissing(id)
}
