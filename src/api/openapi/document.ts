import type * as z from 'zod'
import { predicate } from '../../match/index.ts'
import { needOf } from '../access/needs.ts'
import { type Asked, asks, type RouteKey } from '../asks/index.ts'
import { onMap } from '../asks/words.ts'
import { problemKinds } from '../problem.ts'
import { calls, type Other, others } from './others.ts'
import { ref, type Schema, Shapes, writtenAs } from './shapes.ts'

/** The answers' schemas, made from the types of the contract. */
export interface Answers {
  /** by route: `GET /api/status` */
  readonly answers: Readonly<Record<string, Schema>>
  readonly components: Readonly<Record<string, Schema>>
}

/** The description of every route, OpenAPI 3.1: what may be asked from the checks themselves, what is answered from the contract's types. */
export function documentOf({ answers, components }: Answers, version: string): Schema {
  const shapes = new Shapes()
  shapes.name(predicate, 'SegmentPredicate')
  const paths: Record<string, Record<string, Schema>> = {}
  const add = (key: string, operation: Schema): void => {
    const [method = '', path = ''] = key.split(' ')
    const at = path.replace(/:(\w+)/g, '{$1}')
    paths[at] = { ...paths[at], [method.toLowerCase()]: operation }
  }
  const parameters = sharedParameters(shapes)
  for (const key of Object.keys(asks) as RouteKey[])
    add(key, operationOf(key, asks[key], answers[key] ?? {}, { shapes, parameters }))
  for (const [key, other] of Object.entries(others)) add(key, otherOf(key, other, answers[key]))
  return {
    openapi: '3.1.0',
    info: {
      title: 'Throughline',
      version,
      summary: 'The journeys a company draws, the ones its customers live, and the ones it runs.',
    },
    servers: [{ url: '/' }],
    paths: sorted(paths),
    components: {
      schemas: sorted({
        ...components,
        ...shapes.components,
        ...calls,
        ProblemCode: { enum: Object.keys(problemKinds) },
      }),
      parameters: Object.fromEntries([...parameters.values()].map(({ name, schema }) => [name, schema])),
      responses: { Problem: problem },
      securitySchemes: {
        writeKey: { type: 'http', scheme: 'basic', description: 'The write key as the user, with no password.' },
        writeKeyBearer: { type: 'http', scheme: 'bearer' },
      },
    },
  }
}

const problem = {
  description: `What went wrong, as RFC 9457 says it. Codes by status: ${Object.entries(problemKinds)
    .map(([code, { status }]) => `${status} ${code}`)
    .sort()
    .join(', ')}.`,
  headers: {
    'Retry-After': { description: 'seconds after which it may be sent again (429, 503)', schema: { type: 'integer' } },
  },
  content: { 'application/problem+json': { schema: { $ref: ref('Problem') } } },
}
const problems = {
  '4XX': { $ref: '#/components/responses/Problem' },
  '5XX': { $ref: '#/components/responses/Problem' },
}

type Parameters = ReadonlyMap<z.ZodType, { readonly name: string; readonly schema: Schema }>
interface Shared {
  readonly shapes: Shapes
  readonly parameters: Parameters
}

/** Those that most questions take stand once. */
function sharedParameters(shapes: Shapes): Parameters {
  return new Map(
    Object.entries(onMap).map(([name, shape]) => [shape, { name, schema: parameterOf(name, shape, shapes, 'Filter') }]),
  )
}

function operationOf(
  key: RouteKey,
  { says, query, body }: Asked,
  answer: Schema,
  { shapes, parameters }: Shared,
): Schema {
  const id = idOf(key)
  const own = Object.entries(query).map(([name, shape]) =>
    parameters.has(shape)
      ? { $ref: `#/components/parameters/${parameters.get(shape)?.name}` }
      : parameterOf(name, shape, shapes, `${capital(id)}${capital(name)}`),
  )
  const all = [...placesOf(key), ...own]
  return {
    operationId: id,
    summary: says,
    tags: [tagOf(key)],
    'x-role': needOf[key],
    ...(all.length > 0 ? { parameters: all } : {}),
    ...(body === undefined ? {} : { requestBody: bodyOf(body, shapes, capital(id)) }),
    responses: { 200: { description: says, content: { 'application/json': { schema: answer } } }, ...problems },
  }
}

function otherOf(key: string, { says, role, type, body, query = {}, more }: Other, answer: Schema | undefined): Schema {
  const asked = Object.entries(query).map(([name, description]) => ({
    name,
    in: 'query',
    required: false,
    description,
    schema: { type: 'string' },
  }))
  const all = [...placesOf(key), ...asked]
  const content = Object.fromEntries(Object.entries(body ?? {}).map(([sent, schema]) => [sent, { schema }]))
  return {
    operationId: idOf(key),
    summary: says,
    tags: [tagOf(key)],
    'x-role': role,
    ...(role === 'writer' ? { security: [{ writeKey: [] }, { writeKeyBearer: [] }, {}] } : {}),
    ...(all.length > 0 ? { parameters: all } : {}),
    ...(body === undefined ? {} : { requestBody: { required: true, content } }),
    responses: {
      200: { description: says, content: { [type]: { schema: answer ?? { type: 'string' } } } },
      ...(more === undefined
        ? {}
        : { [more]: { description: 'Not now; why', content: { [type]: { schema: answer } } } }),
      ...problems,
    },
  }
}

function parameterOf(name: string, shape: z.ZodType, shapes: Shapes, within: string): Schema {
  const { description, ...schema } = shapes.of(shape, within)
  const json = writtenAs(shape)
  return {
    name,
    in: 'query',
    required: !shape.safeParse(undefined).success,
    ...(description === undefined ? {} : { description }),
    ...(json === null
      ? { schema }
      : { content: { 'application/json': { schema: shapes.of(json.json, within), example: json.example } } }),
  }
}

function bodyOf(body: z.ZodType | 'file', shapes: Shapes, within: string): Schema {
  const content =
    body === 'file'
      ? { 'application/octet-stream': { schema: { type: 'string', contentMediaType: 'application/octet-stream' } } }
      : { 'application/json': { schema: shapes.of(body, `${within}Body`) } }
  return { required: true, content }
}

function placesOf(key: string): readonly Schema[] {
  return [...key.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', minLength: 1 },
  }))
}

/** `GET /api/maps/:map/steps/:step` as getMapsByMapStepsByStep. */
function idOf(key: string): string {
  const [method = '', path = ''] = key.split(' ')
  const words = path
    .replace(/^\/api/, '')
    .replace(/:(\w+)/g, 'by-$1')
    .split(/[^\w]+/)
  return method.toLowerCase() + words.map(capital).join('')
}

function tagOf(key: string): string {
  const [first = '', second = ''] = key.replace(/^\S+ \//, '').split('/')
  return first === 'api' ? second.replace(/\..*$/, '') : first === 'v1' ? 'intake' : 'operation'
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

function sorted<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
}
