import { queryOptions, type UseQueryOptions, useQuery } from '@tanstack/react-query'
import type { Problem, Routes } from '../../api/contract.ts'

export type Route = keyof Routes
type Path<R extends Route> = R extends `${string} ${infer P}` ? P : never
type ParamName<P> = P extends `${string}:${infer N}/${infer Rest}`
  ? N | ParamName<`/${Rest}`>
  : P extends `${string}:${infer N}`
    ? N
    : never
type ParamsOf<R extends Route> = [ParamName<Path<R>>] extends [never]
  ? object
  : { params: Record<ParamName<Path<R>>, string> }
type BodyOf<R extends Route> = Routes[R] extends { body: infer B } ? { body: B } : object
/** What a route needs: its path's names, its query (all of it optional where the route says so), its body. */
export type RequestOf<R extends Route> = ParamsOf<R> &
  BodyOf<R> &
  (object extends Routes[R]['query'] ? { query?: Routes[R]['query'] } : { query: Routes[R]['query'] })
export type AnswerOf<R extends Route> = Routes[R]['answer']
type Loose = { params?: Record<string, string>; query?: object; body?: unknown }

/** A refusal or failure of the server, as RFC 9457 says it; the error screen prints its title, detail and remedy. */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(`${problem.title}: ${problem.detail}`)
    this.problem = problem
  }
}

export async function ask<R extends Route>(
  route: R,
  request: RequestOf<R>,
  signal?: AbortSignal,
): Promise<AnswerOf<R>> {
  const [method = 'GET'] = route.split(' ')
  const response = await send(method, urlOf(route, request), request, signal)
  if (!response.ok) throw new ProblemError(await problemOf(response))
  return response.json()
}

/** The address of a route with its names filled in, for links and streams as well as for requests. */
export function urlOf<R extends Route>(route: R, request: RequestOf<R>): string {
  const { params = {}, query = {} }: Loose = request
  const path = route
    .replace(/^\S+ /, '')
    .replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value))
  }
  return search.size === 0 ? path : `${path}?${search}`
}

/** A GET as a query of TanStack Query; its key starts with the route, so that a group can be invalidated by name. */
export function queryOf<R extends Route>(route: R, request: RequestOf<R>) {
  const { params = {}, query = {} }: Loose = request
  return queryOptions<AnswerOf<R>, Error, AnswerOf<R>, readonly unknown[]>({
    queryKey: [route, params, query],
    queryFn: ({ signal }) => ask(route, request, signal),
  })
}

type Options<R extends Route> = Partial<
  Omit<UseQueryOptions<AnswerOf<R>, Error, AnswerOf<R>, readonly unknown[]>, 'queryKey' | 'queryFn'>
>
export function useAsk<R extends Route>(route: R, request: RequestOf<R>, options: Options<R> = {}) {
  return useQuery({ ...queryOf(route, request), ...options })
}

async function send(method: string, url: string, request: Loose, signal: AbortSignal | undefined): Promise<Response> {
  const { body } = request
  const raw = body instanceof Blob
  const init: RequestInit = { method }
  if (signal) init.signal = signal
  if (body !== undefined) {
    init.body = raw ? body : JSON.stringify(body)
    init.headers = { 'content-type': raw ? 'application/octet-stream' : 'application/json' }
  }
  try {
    return await fetch(url, init)
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ProblemError({
      type: 'about:blank',
      code: 'unreachable',
      title: 'The server does not answer',
      detail: `${method} ${url} found nobody there.`,
      remedy: 'See that it still runs, or start it with "npx throughline serve"; then try again.',
      status: 0,
    })
  }
}

async function problemOf(response: Response): Promise<Problem> {
  const said: unknown = await response.json().catch(() => null)
  if (isProblem(said)) return said
  return {
    type: 'about:blank',
    code: 'unreadable',
    title: `The server answered ${response.status}`,
    detail: `${new URL(response.url).pathname} gave no reason.`,
    remedy: "Try again; if it stays so, the server's own output says more.",
    status: response.status,
  }
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'title' in value && 'detail' in value && 'remedy' in value
}
