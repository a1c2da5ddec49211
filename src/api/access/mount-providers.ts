import type { Hono } from 'hono'
import { ApiProblem } from '../problem.ts'
import type { Gate, gateOf } from './gate.ts'

/** To a provider of sign-in and back: a browser is led there, so these answer with an address and not with JSON. */
export function mountProviders(app: Hono, access: Gate, gate: ReturnType<typeof gateOf>): void {
  if (access === 'local') return // nobody signs in
  const { url, providers } = access.options
  app.get('/api/sign-in/oidc/:provider', gate('GET /api/sign-in/oidc/:provider'), async (c) => {
    const provider = c.req.param('provider')
    if (!providers.some(({ id }) => id === provider)) {
      throw new ApiProblem('not-found', `There is no provider "${provider}".`, 'GET /api/me lists them.')
    }
    const answer = await access.auth.api.signInSocial({
      body: { provider, callbackURL: url, errorCallbackURL: `${url}/sign-in`, disableRedirect: true },
      asResponse: true,
    })
    const { url: there } = (await answer.json()) as { url?: string } // as better-auth answers
    if (!answer.ok || there === undefined)
      throw new ApiProblem('provider-failed', `"${provider}" does not answer.`, 'Try again, or ask who runs it.')
    for (const cookie of answer.headers.getSetCookie()) c.header('Set-Cookie', cookie, { append: true })
    return c.redirect(there)
  })
  app.get('/api/auth/callback/:provider', gate('GET /api/auth/callback/:provider'), async (c) => {
    access.forget()
    return access.auth.handler(c.req.raw)
  })
}
