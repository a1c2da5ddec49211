import { randomBytes } from 'node:crypto'
import type { Context as Request } from 'hono'
import type { Access } from '../access/access.ts'
import { addressOf } from '../access/address.ts'
import { type Gate, memberOf, nowIs, whoAsks } from '../access/gate.ts'
import type { Who } from '../access/role.ts'
import type { Context } from '../context.ts'
import { hashOf, hintOf } from '../intake/intake.ts'
import { ApiProblem } from '../problem.ts'
import type { Ask, Handlers } from '../route.ts'

type Answered = Pick<
  Handlers,
  | 'GET /api/me'
  | 'POST /api/sign-in'
  | 'POST /api/sign-in/link'
  | 'POST /api/sign-out'
  | 'PUT /api/me/password'
  | 'GET /api/me/keys'
  | 'POST /api/me/keys'
  | 'DELETE /api/me/keys/:key'
>

export function signInHandlers(context: Context, gate: Gate): Answered {
  return {
    ...doorHandlers(gate),
    ...ownHandlers(context, gate),
    'GET /api/me': async (ask) => {
      const who = whoAsks(ask.raw)
      const { access } = await context.store.ledger()
      return {
        member:
          who === null ? null : { id: who.id, name: who.name, email: who.email, role: who.role, partner: who.partner },
        demo: who?.id === 'demo',
        first: who === null && !(await access.hasAdmin()),
        providers: gate === 'local' ? [] : gate.options.providers.map(({ id, title }) => ({ id, title })),
      }
    },
  }
}

/** Coming and going. */
function doorHandlers(
  gate: Gate,
): Pick<Answered, 'POST /api/sign-in' | 'POST /api/sign-in/link' | 'POST /api/sign-out'> {
  return {
    'POST /api/sign-in': async (ask) => {
      const access = served(gate)
      const body = await ask.body()
      access.assertPatience('address', addressOf(ask.raw, access.options.proxied))
      access.assertPatience('account', body.email.toLowerCase())
      const cookies = await access.signIn(body.email, body.password)
      access.limits.account.forget(body.email.toLowerCase())
      return welcome(ask, access, cookies)
    },
    'POST /api/sign-in/link': async (ask) => {
      const access = served(gate)
      const { token, password, name, email: address } = await ask.body()
      access.assertPatience('address', addressOf(ask.raw, access.options.proxied))
      const self = name === undefined || address === undefined ? undefined : { name, email: address.toLowerCase() }
      const { cookies } = await access.useLink(token, password, self)
      return welcome(ask, access, cookies)
    },
    'POST /api/sign-out': async (ask) => {
      setCookies(ask.raw, await served(gate).signOut(ask.raw.req.raw.headers))
      return { member: null }
    },
  }
}

/** What one may do about oneself. */
function ownHandlers(
  { store }: Context,
  gate: Gate,
): Pick<Answered, 'PUT /api/me/password' | 'GET /api/me/keys' | 'POST /api/me/keys' | 'DELETE /api/me/keys/:key'> {
  return {
    'PUT /api/me/password': async (ask) => {
      const access = served(gate)
      const who = personOf(ask)
      const { old, password } = await ask.body()
      access.assertPatience('account', who.email)
      await access.signIn(who.email, old)
      await access.setPassword(who.id, password)
      await (await access.auth.$context).internalAdapter.deleteUserSessions(who.id)
      access.forget()
      return welcome(ask, access, await access.signIn(who.email, password))
    },
    'GET /api/me/keys': async (ask) => {
      const { access } = await store.ledger()
      return { keys: [...(await access.apiKeys(personOf(ask).id))] }
    },
    'POST /api/me/keys': async (ask) => {
      const who = personOf(ask)
      const { title, days } = await ask.body()
      const key = `tlp_${randomBytes(24).toString('base64url')}`
      const { access } = await store.ledger()
      const expires = days === undefined ? null : new Date(served(gate).options.now() + days * 86_400_000)
      await access.addApiKey({ hash: hashOf(key), hint: hintOf(key), member: who.id, title, expires })
      return { key, hint: hintOf(key) }
    },
    'DELETE /api/me/keys/:key': async (ask) => {
      const id = ask.param('key')
      const { access } = await store.ledger()
      if (!(await access.revokeApiKey(personOf(ask).id, id)))
        throw new ApiProblem('not-found', `You have no key ${id} in use.`, 'GET /api/me/keys lists yours.')
      served(gate).forget()
      return { id }
    },
  }
}

/** Sets the cookies of a new session, and says whose it is. */
async function welcome(ask: Ask, access: Access, cookies: readonly string[]): Promise<{ member: string }> {
  const cookie = cookies.map((one) => one.split(';')[0] ?? '').join('; ')
  const { who } = await access.whoIs(new Headers({ cookie }))
  if (who === null) throw new ApiProblem('sign-in-failed', 'The session could not be begun.', 'Sign in again.')
  nowIs(ask.raw, who)
  setCookies(ask.raw, cookies)
  return { member: who.id }
}

function setCookies(c: Request, cookies: readonly string[]): void {
  for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
}

/** Signing in is done at a server. */
export function served(gate: Gate): Access {
  if (gate !== 'local') return gate
  throw new ApiProblem('no-server', 'Nobody signs in here: no server runs.', 'Start it: npx throughline serve.')
}

/** A member who signs in, and no command or demo, which have neither a password nor keys. */
function personOf(ask: Ask): Who & { readonly email: string } {
  const who = memberOf(ask.raw)
  if (who.email !== null) return { ...who, email: who.email }
  throw new ApiProblem('bad-request', `${who.name} is no member who signs in.`, 'Sign in as a member.')
}
