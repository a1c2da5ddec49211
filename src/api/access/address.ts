import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context as Request } from 'hono'

/** From where a request comes: the other end of its connection; behind a proxy, what that says last. */
export function addressOf(c: Request, isProxied: boolean): string {
  const said = isProxied ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  if (said !== undefined && said !== '') return said
  // Called without a port, as tests do, a request has no connection.
  return c.env !== undefined && 'incoming' in c.env ? (getConnInfo(c).remote.address ?? 'unknown') : 'here'
}
