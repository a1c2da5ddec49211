import type { Hono, Context as Request } from 'hono'
import { ApiProblem } from '../problem.ts'
import type { Intake } from './intake.ts'

const headerNames = /^[\w-]+(\s*,\s*[\w-]+)*$/

/**
 * What lets pages of other origins send. Any page may that has a write key: such a key only writes, and no cookie counts here.
 * A client's headers differ from version to version (`X-Retry-Count`), so those that it asks for are allowed, whatever they are
 * called; and it may read how long it is asked to wait, which a browser would keep from it.
 */
export function mountBrowser(app: Hono, intake: Intake): void {
  app.use('/v1/*', async (c, next) => {
    c.header('Access-Control-Allow-Origin', '*')
    c.header('Access-Control-Expose-Headers', 'Retry-After')
    if (c.req.method !== 'OPTIONS') return next()
    const asked = c.req.header('access-control-request-headers') ?? ''
    c.header('Access-Control-Allow-Methods', 'GET, POST')
    c.header('Access-Control-Allow-Headers', headerNames.test(asked) ? asked : 'Authorization, Content-Type')
    c.header('Access-Control-Max-Age', '86400')
    allowHook(c)
    return c.body(null, 204)
  })
  app.get('/v1/projects/:key/settings', async (c) => {
    const key = c.req.param('key')
    await intake.writerOf(key)
    c.header('Cache-Control', 'no-store')
    return c.json(settingsOf(key, addressOf(c)))
  })
}

/** Who delivers CloudEvents asks whether it may before it does (HTTP 1.1 Web Hooks for Event Delivery); its key says who it is. */
function allowHook(c: Request): void {
  const origin = c.req.header('webhook-request-origin')
  if (origin === undefined) return
  c.header('WebHook-Allowed-Origin', origin)
  c.header('WebHook-Allowed-Rate', '*')
}

/**
 * What analytics.js asks `cdnURL` before it sends anything: where to, and with which parts. It is told to come here, to load
 * nothing from elsewhere, and to report its own figures to nobody.
 */
function settingsOf(key: string, { protocol, host }: { readonly protocol: string; readonly host: string }) {
  return {
    integrations: { 'Segment.io': { apiKey: key, apiHost: `${host}/v1`, protocol } },
    plan: {},
    edgeFunction: {},
    metrics: { sampleRate: 0 },
    legacyVideoPluginsEnabled: false,
    remotePlugins: [],
  }
}

/** As the page reaches this server; a proxy before it says with which protocol. */
function addressOf(c: Request): { readonly protocol: string; readonly host: string } {
  const url = new URL(c.req.url)
  const said = c.req.header('x-forwarded-proto') ?? url.protocol.replace(':', '')
  if (said !== 'http' && said !== 'https') {
    throw new ApiProblem('bad-request', `X-Forwarded-Proto is "${said}".`, 'Let the proxy say http or https.')
  }
  return { protocol: said, host: url.host }
}
