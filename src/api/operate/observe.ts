import { randomUUID } from 'node:crypto'
import type { MiddlewareHandler, Context as Request } from 'hono'
import { routePath } from 'hono/route'
import type { Log } from './log.ts'
import { isProbe } from './probe-paths.ts'
import type { Vitals } from './vitals.ts'

const ids = new WeakMap<object, string>()

/** The request's own number. What the asker calls it does not count: it may be a customer's name. */
export function requestId(c: Request): string {
  let id = ids.get(c.req.raw)
  if (id === undefined) {
    id = randomUUID()
    ids.set(c.req.raw, id)
  }
  return id
}

/** Counts every request and writes a line about it: by the pattern of its route, never by its address. */
export function observing(log: Log, vitals: Vitals): MiddlewareHandler {
  return async (c, next) => {
    const began = performance.now()
    const request = requestId(c)
    c.header('X-Request-Id', request)
    vitals.began()
    await next()
    const took = performance.now() - began
    const route = patternOf(c)
    const method = known.has(c.req.method) ? c.req.method : 'OTHER'
    const { status } = c.res
    vitals.answered({ method, route, status, seconds: took / 1000 })
    const facts = { request, method, route, status, ms: Math.round(took) }
    if (status >= 500 && !isProbe(route)) log.error('answered', facts)
    else if (route === page || isProbe(route)) log.debug('answered', facts)
    else log.info('answered', facts)
  }
}

/** A method may be any word; a label may not. */
const known: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])
const page = 'page'

function patternOf(c: Request): string {
  const path = routePath(c)
  if (path !== '*' && path !== '/*') return path
  return c.res.ok ? page : 'none'
}
