import type { MiddlewareHandler, Context as Request } from 'hono'
import type { Context } from '../context.ts'
import { hintOf } from '../intake/intake.ts'
import { ApiProblem } from '../problem.ts'
import type { Access } from './access.ts'
import { addressOf } from './address.ts'
import { type AnyRoute, isChange, needOf } from './needs.ts'
import { assertNamed } from './partner.ts'
import { command, may, type Who } from './role.ts'

/** `local`: called inside this process, by a command or a test, which may do whatever the folder's owner may. */
export type Gate = Access | 'local'

const askers = new WeakMap<object, Who | null>()

/** Who asks; null: nobody who is signed in. */
export function whoAsks(c: Request): Who | null {
  const who = askers.get(c.req.raw)
  if (who === undefined) throw new Error(`${c.req.method} ${c.req.path} was answered without its gate.`)
  return who
}

/** For a handler whose route is not open. */
export function memberOf(c: Request): Who {
  const who = whoAsks(c)
  if (who === null) throw signInNeeded()
  return who
}

/** Stands before a route: who asks, whether they may, not too often; and afterwards writes down what they changed. */
export function gateOf(gate: Gate, context: Context): (route: AnyRoute) => MiddlewareHandler {
  if (gate === 'local') {
    return () => (c, next) => {
      askers.set(c.req.raw, command)
      return next()
    }
  }
  return (route) => async (c, next) => {
    const { who, cookies } = await gate.whoIs(c.req.raw.headers)
    gate.assertPatience('requests', who === null ? `address ${addressOf(c, gate.options.proxied)}` : who.id)
    askers.set(c.req.raw, who)
    try {
      await assertMay(c, route, who, context)
    } catch (refusal) {
      if (isChange(route) && who !== null) await record(c, route, 403)
      throw refusal
    }
    await next()
    for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
    c.header('Cache-Control', 'no-store')
    if (isChange(route)) await record(c, route, c.res.status)
  }

  async function record(c: Request, route: AnyRoute, status: number): Promise<void> {
    const who = askers.get(c.req.raw)
    const { access } = await context.store.ledger()
    await access.record({ who: who?.id ?? 'nobody', name: who?.name ?? '', route, what: whatOf(c), status })
  }
}

/** A route that signs somebody in tells who it was, so that the audit trail can. */
export function nowIs(c: Request, who: Who): void {
  askers.set(c.req.raw, who)
}

async function assertMay(c: Request, route: AnyRoute, who: Who | null, context: Context): Promise<void> {
  const need = needOf[route]
  if (need === 'open') return
  if (who === null) throw signInNeeded()
  if (!may(who.role, need)) {
    throw new ApiProblem(
      'not-allowed',
      `${who.name} is ${who.role === 'partner' ? 'a partner' : `of the role ${who.role}`}; ${route} needs ${need === 'named' ? 'viewer' : need}.`,
      'Ask an admin for another role.',
    )
  }
  if (who.role === 'partner' && need === 'named') await assertNamed(c, who, context)
}

function signInNeeded(): ApiProblem {
  return new ApiProblem(
    'sign-in-needed',
    'Nobody is signed in.',
    'Sign in on the page, or send a personal key as Authorization: Bearer KEY.',
  )
}

/** Names of what was changed. None is a customer's, and of a key only what may be shown. */
const told = [
  'map',
  'step',
  'view',
  'segment',
  'setting',
  'import',
  'member',
  'provider',
  'connector',
  'writer',
] as const

function whatOf(c: Request): string {
  const key = c.req.param('key')
  const names = told.flatMap((name) => c.req.param(name) ?? [])
  return [...names, ...(key === undefined ? [] : [hintOf(key)])].join(' ').slice(0, 200)
}
