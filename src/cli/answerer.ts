import type { Problem, Routes } from '../api/index.ts'
import { isPending, takeInLeft } from '../runtime/index.ts'
import type { OpenOptions, Store } from '../store/index.ts'
import { inOptions } from './in-options.ts'
import { CommandProblem } from './problem.ts'
import { ProgressLine } from './progress.ts'
import { version } from './version.ts'

type Key = keyof Routes
interface Sent {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | undefined>>
  readonly body?: unknown
}

/**
 * Where a command's questions go: to the server that runs on the data folder, or else to the same routes in this process.
 * Either way the answer is the route's, so that a figure typed is the figure seen on the page.
 */
export interface Answerer {
  ask<K extends Key>(key: K, sent?: Sent): Promise<Routes[K]['answer']>
  /** set when the store is opened by this process */
  readonly store: Store | null
  /** set when a server answers */
  readonly url: string | null
  /** what a request to that server carries, to be answered as one of its owner's */
  readonly headers: Readonly<Record<string, string>>
  close(): Promise<void>
}

// Loaded when there is something to ask: by then the thread that reads a file is at work.
const apiRoom = () => import('../api/index.ts')
const storeRoom = () => import('../store/index.ts')

export async function openAnswerer(dir: string): Promise<Answerer> {
  const { ownerOf } = await storeRoom()
  const owner = await ownerOf(dir)
  return owner?.url ? remote(owner.url, dir) : local(await opened(dir, {}))
}

/** For a question: a folder that is not there, or holds no event, is named instead of being made or answered with zeros. */
export async function openForQuestions(dir: string): Promise<Answerer> {
  const answerer = await openForMaps(dir)
  if (answerer.store === null || (await answerer.store.warehouse.extent()) !== null) return answerer
  await answerer.close()
  throw new CommandProblem(
    `The data folder ${dir} holds no events.`,
    'Import a file first: npx throughline import FILE; or name another folder with --data.',
  )
}

/** For what asks of the maps alone: a folder that is not there is named. */
export async function openForMaps(dir: string): Promise<Answerer> {
  const { ownerOf } = await storeRoom()
  const owner = await ownerOf(dir)
  return owner?.url ? remote(owner.url, dir) : local(await opened(dir, { readonly: !isPending(dir) }))
}

/** What a server that was killed had accepted comes first: no answer may lack it. */
async function opened(dir: string, options: OpenOptions): Promise<Store> {
  const { openStore } = await storeRoom()
  const store = await openStore(dir, options)
  try {
    await takeInLeft(store)
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}

export async function openTemporaryAnswerer(): Promise<Answerer & { readonly store: Store }> {
  const { openTemporaryStore } = await storeRoom()
  return local(await openTemporaryStore())
}

async function local(store: Store): Promise<Answerer & { readonly store: Store }> {
  const { createApp, createContext } = await apiRoom()
  const context = createContext(store, version)
  const app = createApp(context, { access: 'local' })
  return {
    store,
    url: null,
    headers: {},
    ask: async (key, sent) =>
      showing(
        async () => ({ building: context.builds.progress(), working: context.builds.working() }),
        async () => read(await app.request(address('http://localhost', key, sent), init(key, sent)), key, sent),
      ),
    close: async () => {
      await context.imports.close()
      await store.close()
    },
  }
}

type Progress = Routes['GET /api/progress']['answer']

/** A question that takes long says how far it is: the putting in order of the events, or the work it makes. */
async function showing<Answer>(progress: () => Promise<Progress>, work: () => Promise<Answer>): Promise<Answer> {
  const line = new ProgressLine(process.stderr)
  let isOver = false
  const timer = setInterval(() => {
    progress().then(
      ({ building, working }) => {
        if (isOver) return
        if (building !== null) line.show(building, 'putting the events in order by case')
        else if (working !== null) line.show(working.done, working.says)
      },
      () => clearInterval(timer), // the question itself says what is wrong
    )
  }, 200)
  try {
    return await work()
  } finally {
    isOver = true
    clearInterval(timer)
    line.clear()
  }
}

async function remote(url: string, dir: string): Promise<Answerer> {
  const headers = { Authorization: `Bearer ${await commandKey(url, dir)}` }
  return {
    store: null,
    url,
    headers,
    ask: (key, sent) =>
      showing(
        async () => read<Progress>(await fetch(address(url, 'GET /api/progress'), { headers }), 'GET /api/progress'),
        async () => read(await fetched(url, key, sent, headers), key, sent),
      ),
    close: async () => {},
  }
}

/** The server wrote it into its folder for whoever may read that. */
async function commandKey(url: string, dir: string): Promise<string> {
  const { readSecret } = await apiRoom()
  const key = await readSecret(dir, 'command-key').catch((cause: unknown) => {
    throw new CommandProblem(
      `The key of commands in ${dir} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`,
      `Run the command as who runs the server at ${url}.`,
    )
  })
  if (key !== null) return key
  throw new CommandProblem(`The server at ${url} is starting or stopping.`, 'Try again in a few seconds.')
}

async function fetched(url: string, key: Key, sent: Sent | undefined, headers: Answerer['headers']): Promise<Response> {
  try {
    const { headers: own, ...rest } = init(key, sent)
    return await fetch(address(url, key, sent), { ...rest, headers: { ...own, ...headers } })
  } catch (cause) {
    throw new CommandProblem(
      `The server at ${url} does not answer: ${String(cause)}.`,
      'See whether it still runs; if not, try again.',
    )
  }
}

function address(base: string, key: Key, sent: Sent = {}): string {
  const path = key
    .slice(key.indexOf(' ') + 1)
    .replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(sent.params?.[name] ?? ''))
  const query = Object.entries(sent.query ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] satisfies [string, string]],
  )
  const search = new URLSearchParams(query).toString()
  return `${base}${path}${search === '' ? '' : `?${search}`}`
}

function init(key: Key, sent: Sent = {}): RequestInit & { headers?: Record<string, string> } {
  const method = key.slice(0, key.indexOf(' '))
  if (sent.body === undefined) return { method }
  return { method, body: JSON.stringify(sent.body), headers: { 'Content-Type': 'application/json' } }
}

async function read<Answer>(response: Response, key: Key, { query = {} }: Sent = {}): Promise<Answer> {
  const body: unknown = await response.json()
  if (response.ok) return body as Answer // the server's handlers are typed by the same table
  const problem = body as Problem
  throw new CommandProblem(
    inOptions(problem.detail ?? `The server answered ${response.status}.`, key, query),
    inOptions(problem.remedy ?? "Look into the server's log.", key, query),
  )
}
