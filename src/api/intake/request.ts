import type { Context as Request } from 'hono'
import type { Fault } from '../../event/index.ts'
import { ApiProblem } from '../problem.ts'
import type { Accepted } from './intake.ts'

/** Answers what was taken of a request. */
export async function answerTaken(c: Request, work: () => Promise<Accepted>): Promise<Response> {
  const { accepted, refused } = await work()
  return c.json({ success: true, accepted, refused })
}

/** A request of which nothing could be taken is the sender's mistake; of one that could be in part, the rest is listed. */
export function assertSome({ accepted, refused }: Accepted): void {
  if (accepted === 0 && refused.length > 0) throw nothingTaken(refused)
}

export function nothingTaken(refused: readonly Fault[]): ApiProblem {
  const [first] = refused
  return new ApiProblem(
    'bad-request',
    first === undefined ? 'There is nothing in it.' : `${first.field} "${first.value}" ${first.reason}.`,
    'Correct the fields named; see docs/intake.md for the shape.',
    refused,
  )
}

export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined
}

/** As the user of Basic authentication, as a bearer token, or in the body, where a browser's client puts it. */
export function keyOf(c: Request, body: unknown): string {
  const [scheme = '', token = ''] = (c.req.header('authorization') ?? '').split(' ')
  if (scheme.toLowerCase() === 'basic') return Buffer.from(token, 'base64').toString('utf8').split(':')[0] ?? ''
  if (scheme.toLowerCase() === 'bearer') return token
  const said = field(body, 'writeKey')
  return typeof said === 'string' ? said : ''
}
