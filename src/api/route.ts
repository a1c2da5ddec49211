import type { Hono, MiddlewareHandler, Context as Request } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import * as z from 'zod'
import type { CaseFilter } from '../insight/index.ts'
import { nearest } from '../match/index.ts'
import { whoAsks } from './access/gate.ts'
import { type Asked, asks, type BodyOf, type QueryOf, type RouteKey } from './asks/index.ts'
import type { Routes } from './contract.ts'
import type { Log } from './operate/log.ts'
import { requestId } from './operate/observe.ts'
import { ApiProblem, atFault, type Fault, problemBody, retryOf, toProblem } from './problem.ts'
import type { Together } from './together.ts'

/** What a handler is given: all of it checked against what its route may be asked. */
export interface Ask<Key extends RouteKey = RouteKey> {
  readonly param: (name: string) => string
  readonly query: QueryOf<Key>
  /** @throws ApiProblem bad-request naming each field that does not fit */
  body(): Promise<BodyOf<Key>>
  readonly raw: Request
}
export type Handler<Key extends RouteKey> = (ask: Ask<Key>) => Promise<Routes[Key]['answer']>
/** One handler a route, none missing: a new route fails to compile until it is answered. */
export type Handlers = { readonly [Key in RouteKey]: Handler<Key> }

const maxJson = 16 * 1024 * 1024

export function mount<Key extends RouteKey>(
  app: Hono,
  key: Key,
  gate: MiddlewareHandler,
  handlers: Handlers,
  together: Together,
): void {
  const handler: Handler<Key> = handlers[key]
  const [method = 'GET', path = '/'] = key.split(' ')
  const asked: Asked = asks[key]
  const query = z.object(asked.query)
  app.on(method, path, gate, async (c) => {
    const ask = askOf(c, key, asked, query)
    if (method === 'GET') {
      const address = c.req.url.slice(new URL(c.req.url).origin.length)
      // Members are answered alike; a partner of what names it.
      const mine = `${whoAsks(c)?.partner ?? ''} ${address}`
      return c.json(await together.answer(key, mine, () => handler(ask)))
    }
    try {
      return c.json(await handler(ask))
    } finally {
      together.changed()
    }
  })
}

function askOf<Key extends RouteKey>(c: Request, key: Key, { body }: Asked, query: z.ZodType): Ask<Key> {
  return {
    raw: c,
    // `QueryOf` and `BodyOf` say what the very shapes make that are checked with here.
    query: check(query, given(c, key), 'query') as QueryOf<Key>,
    param: (name) => {
      const value = c.req.param(name)
      if (value === undefined)
        throw new ApiProblem('bad-request', `The address lacks :${name}.`, 'See GET /api/openapi.json.')
      return storable(value)
    },
    body: async () =>
      check(body instanceof z.ZodType ? body : z.never(), parseJson(await text(c)), 'body') as BodyOf<Key>,
  }
}

/** What the address asks. A parameter that nobody knows would change nothing, and the figure would not be what was asked for. */
function given(c: Request, key: RouteKey): Readonly<Record<string, string>> {
  const entries = Object.entries(c.req.query()).filter(([, value]) => value !== '')
  const known = Object.keys(asks[key].query)
  const unknown = entries.flatMap(([name, value]): Fault[] => {
    if (known.includes(name)) return []
    const near = nearest(name, known)
    const list = known.length === 0 ? 'it has none' : `there are ${known.join(', ')}`
    return [
      { field: name, value, reason: `is not a parameter here; ${near === null ? list : `did you mean "${near}"?`}` },
    ]
  })
  if (unknown.length > 0) throw atFault(unknown, 'Leave it out, or correct its name.')
  return Object.fromEntries(entries.map(([name, value]) => [name, storable(value)]))
}

async function text(c: Request): Promise<string> {
  const length = Number(c.req.header('content-length') ?? 0)
  if (length > maxJson) throw tooLarge(length)
  const body = await c.req.text()
  if (body.length > maxJson) throw tooLarge(body.length)
  return storable(body.replaceAll('\\\\', '').includes('\\u0000') ? '\0' : body)
}

/** The ledger's text cannot hold the null character, and no name or text of a person has one. */
function storable(text: string): string {
  if (!text.includes('\0')) return text
  throw new ApiProblem('bad-request', 'The request has a null character (U+0000) in it.', 'Leave it out.')
}

function tooLarge(length: number): ApiProblem {
  return new ApiProblem(
    'too-large',
    `The body has ${length} bytes; ${maxJson} are the most.`,
    'Send less at a time; files of events go to POST /api/imports.',
  )
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch (cause) {
    throw new ApiProblem(
      'bad-request',
      `The body is not JSON: ${cause instanceof Error ? cause.message : String(cause)}.`,
      'Send a JSON object with Content-Type: application/json.',
    )
  }
}

/** @throws ApiProblem naming every field that does not fit; of a query's by the field's own name */
export function check<Shape extends z.ZodType>(shape: Shape, value: unknown, what: string): z.infer<Shape> {
  const parsed = shape.safeParse(value)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map((issue): Fault => {
    const path = issue.path.map(String)
    const isField = what !== 'body' && path.length > 0
    const found = valueAt(value, issue.path)
    return {
      field: (isField ? path : [what, ...path]).join('.'),
      ...(found === undefined || typeof found === 'object' ? {} : { value: String(found).slice(0, 200) }),
      reason: issue.message,
    }
  })
  throw atFault(faults, what === 'body' ? 'Correct the fields named.' : `Correct "${faults[0]?.field ?? what}".`)
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key) ? Reflect.get(inner, key) : undefined,
    value,
  )
}

/** The filter that every question takes, from what it was asked. */
export function filterOf({ from, to, variant, segment, source }: CaseFilter): CaseFilter {
  return {
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(variant ? { variant } : {}),
    ...(segment ? { segment } : {}),
    ...(source ? { source } : {}),
  }
}

export function answerProblem(c: Request, error: unknown, log: Log): Response {
  const problem = toProblem(error)
  const request = requestId(c)
  const body = problemBody(problem, request)
  const retry = retryOf(problem)
  if (retry !== null) c.header('Retry-After', retry)
  // Who went away before the answer came left nothing to look into; who comes while it stops is no failure.
  if (body.status >= 500 && problem.code !== 'stopping' && !c.req.raw.signal.aborted)
    log.error('failed', { request }, error)
  return c.json(body, body.status as ContentfulStatusCode, { 'Content-Type': 'application/problem+json' })
}
