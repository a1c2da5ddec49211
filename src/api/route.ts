import type { Hono, Context as Request } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import * as z from 'zod'
import type { CaseFilter } from '../insight/index.ts'
import { parsePredicate } from '../match/index.ts'
import type { Routes } from './contract.ts'
import type { Log } from './operate/log.ts'
import { requestId } from './operate/observe.ts'
import { ApiProblem, problemBody, retryOf, toProblem } from './problem.ts'
import type { Together } from './together.ts'

export type RouteKey = keyof Routes
type Body<Key extends RouteKey> = Routes[Key] extends { body: infer Given } ? Given : undefined

/** What a handler is given; `query` and `param` are as they came, `body` is JSON already parsed but not yet checked. */
export interface Ask {
  readonly param: (name: string) => string
  readonly query: Readonly<Record<string, string>>
  /** @throws ApiProblem bad-request naming each field that does not fit */
  body<Shape extends z.ZodType>(shape: Shape): Promise<z.infer<Shape>>
  readonly raw: Request
}
export type Handler<Key extends RouteKey> = (ask: Ask) => Promise<Routes[Key]['answer']>
/** One handler a route, none missing: a new route fails to compile until it is answered. */
export type Handlers = { readonly [Key in RouteKey]: Handler<Key> }
export type { Body }

const maxJson = 16 * 1024 * 1024

export function mount<Key extends RouteKey>(app: Hono, key: Key, handler: Handler<Key>, together: Together): void {
  const [method = 'GET', path = '/'] = key.split(' ')
  app.on(method, path, async (c) => {
    if (method === 'GET') {
      const address = c.req.url.slice(new URL(c.req.url).origin.length)
      return c.json(await together.answer(key, address, () => handler(askOf(c))))
    }
    try {
      return c.json(await handler(askOf(c)))
    } finally {
      together.changed()
    }
  })
}

function askOf(c: Request): Ask {
  return {
    raw: c,
    query: Object.fromEntries(Object.entries(c.req.query()).map(([name, value]) => [name, storable(value)])),
    param: (name) => {
      const value = c.req.param(name)
      if (value === undefined)
        throw new ApiProblem('bad-request', `The address lacks :${name}.`, 'See the list of routes in docs/api.md.')
      return storable(value)
    },
    body: async (shape) => check(shape, parseJson(await text(c)), 'body'),
  }
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
  const fields = parsed.error.issues.map((issue) => {
    const path = issue.path.map(String)
    const isField = what !== 'body' && path.length > 0
    const given = path.length === 0 ? value : isField ? valueIn(value, path[0] ?? '') : undefined
    const name = (isField ? path : [what, ...path]).join('.')
    return { name, says: `${name}${typeof given === 'string' ? ` "${given}"` : ''} ${issue.message}` }
  })
  throw new ApiProblem(
    'bad-request',
    fields.map(({ says }) => says).join('; '),
    what === 'body' ? 'Correct the fields named.' : `Correct "${fields[0]?.name ?? what}".`,
  )
}

function valueIn(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined
}

/** A whole number between bounds, from a query. */
export function whole(query: Readonly<Record<string, string>>, name: string, otherwise: number, most: number): number {
  const text = query[name]
  if (text === undefined || text === '') return otherwise
  if (!/^\d{1,9}$/.test(text))
    throw new ApiProblem(
      'bad-request',
      `${name}=${text} is not a whole number from 0 to ${most}.`,
      `Correct "${name}".`,
    )
  return Math.min(Number(text), most)
}

/** A day, or an instant with its zone: a time without one would be another in each place where a server stands. */
const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2}))?$/, {
    error: 'is not a day (2026-09-30) or an instant with its zone (2026-09-30T12:00:00Z)',
    abort: true,
  })
  .refine((value) => !Number.isNaN(Date.parse(value)), 'is not a day of the calendar')

/** The filter that every question takes, from the query. */
export function filterOf(query: Readonly<Record<string, string>>): CaseFilter {
  const from = query['from'] ? check(instant, query['from'], 'from') : undefined
  const to = query['to'] ? check(instant, query['to'], 'to') : undefined
  const variant = query['variant']
    ? check(z.string().regex(/^[0-9a-f]{16}$/, "is not a variant's id (16 hex digits)"), query['variant'], 'variant')
    : undefined
  return {
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(variant ? { variant } : {}),
    ...(query['segment'] ? { segment: segmentOf(query['segment']) } : {}),
    ...(query['source'] ? { source: query['source'] } : {}),
  }
}

function segmentOf(text: string): NonNullable<CaseFilter['segment']> {
  const parsed = parsePredicate(segmentJson(text))
  if (parsed.ok) return parsed.predicate
  throw new ApiProblem(
    'bad-request',
    `segment: ${parsed.issues.map((issue) => `${issue.path.join('.')} ${issue.says}`.trim()).join('; ')}`,
    'Give a predicate as in a map\'s segment, for example {"where":{"channel":"web"}}.',
  )
}

function segmentJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ApiProblem(
      'bad-request',
      `segment ${text} is not JSON: ${cause instanceof Error ? cause.message : String(cause)}.`,
      'Give a predicate, for example {"where":{"channel":"web"}}.',
    )
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
