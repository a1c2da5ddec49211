import { isIP } from 'node:net'
import type { MiddlewareHandler } from 'hono'
import { ApiProblem } from './problem.ts'

/** Among the names of a server that others may reach: an address in numbers, which no DNS can have made up, will do. */
export const anyAddress = '*'

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Until people sign in, the server answers this machine alone: a page of another site can neither read (no CORS headers are
 * sent), nor write (Origin must be the server itself), nor pretend to be it by DNS (Host must be a name the server was given).
 */
export function guard(hosts: ReadonlySet<string>): MiddlewareHandler {
  return async (c, next) => {
    // Where events come in, a key says who sends; no cookie counts, and any page may send.
    if (c.req.path.startsWith('/v1/')) return next()
    const host = hostName(c.req.header('host') ?? new URL(c.req.url).host)
    if (hosts.size > 0 && !hosts.has(host) && !(hosts.has(anyAddress) && isIP(host) > 0)) {
      throw new ApiProblem(
        'foreign-origin',
        `This server does not answer to the name "${host}".`,
        'Open it by the address that it printed, or start it with --host.',
      )
    }
    const origin = c.req.header('origin')
    if (
      !reading.has(c.req.method) &&
      origin !== undefined &&
      hostOf(origin) !== (c.req.header('host') ?? new URL(c.req.url).host)
    ) {
      throw new ApiProblem(
        'foreign-origin',
        `A page of ${origin} may not change anything here.`,
        'Use the page that this server serves.',
      )
    }
    await next()
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Referrer-Policy', 'no-referrer')
    c.header('X-Frame-Options', 'DENY')
    c.header(
      'Content-Security-Policy',
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    )
  }
}

function hostName(host: string): string {
  return host
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '')
    .toLowerCase()
}

function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : origin
}
