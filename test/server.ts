import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const bin = fileURLToPath(new URL('../bin/throughline.js', import.meta.url))

export interface Running {
  readonly url: string
  readonly pid: number
  /** with which a command of the folder's owner asks */
  readonly headers: Readonly<Record<string, string>>
  /** what it has written to standard error */
  readonly err: () => string
  /** @returns its exit code; null where a signal ended it */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

/** The real server in a process of its own, on a free port unless one is given. */
export async function startServer(args: readonly string[], port = '0'): Promise<Running> {
  const { child, said, complaints } = spawnServer(args, port)
  const { url, data } = await said
  const headers = await headersIn(data)
  servers.set(url, { data, headers })
  return {
    url,
    headers,
    pid: child.pid ?? -1,
    err: () => complaints.join(''),
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
      child.kill(signal)
      const [code] = (await once(child, 'exit')) as [number | null]
      return code
    },
  }
}

/** The process, which may be killed before it says its address. */
export function spawnServer(
  args: readonly string[],
  port: string,
  env: Readonly<Record<string, string>> = {},
): {
  readonly child: ChildProcess
  readonly said: Promise<{ url: string; data: string }>
  readonly complaints: readonly string[]
} {
  const child = spawn(process.execPath, [bin, ...args, '--port', port, '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  const complaints: string[] = []
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk.toString()))
  return { child, said: firstSaid(child, complaints), complaints }
}

/** The servers started here, by their address. */
const servers = new Map<string, { readonly data: string; readonly headers: Readonly<Record<string, string>> }>()
const cookies = new Map<string, Promise<string>>()

/** What a request to a server started here carries; to another, as the demo that signs in by itself, nothing. */
export function headersOf(url: string): Readonly<Record<string, string>> {
  return servers.get(url)?.headers ?? {}
}

const ada = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' }

/** The cookie of the first admin, who signs in by the one-time link; null: to a server that was not started here. */
export async function cookieOf(url: string): Promise<string | null> {
  const server = servers.get(url)
  if (server === undefined) return null
  let cookie = cookies.get(url)
  if (cookie === undefined) {
    cookie = signIn(url, server.data)
    cookies.set(url, cookie)
  }
  return cookie
}

async function signIn(url: string, data: string): Promise<string> {
  const link = await readFile(join(data, 'access', 'first-sign-in'), 'utf8')
  const [, token] = /#first=(\S+)/.exec(link) ?? []
  const body = JSON.stringify({ token, ...ada })
  const answer = await fetch(`${url}/api/sign-in/link`, { method: 'POST', body })
  if (!answer.ok) throw new Error(`signing in was answered ${answer.status}: ${await answer.text()}`)
  return (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
}

/** With which a command of the folder's owner asks. */
export async function headersIn(data: string): Promise<Readonly<Record<string, string>>> {
  const key = await readFile(join(data, 'access', 'command-key'), 'utf8')
  return { Authorization: `Bearer ${key.trim()}` }
}

async function firstSaid(child: ChildProcess, complaints: readonly string[]): Promise<{ url: string; data: string }> {
  if (child.stdout === null) throw new Error('the server has no output')
  const lines = createInterface({ input: child.stdout })
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      const said: unknown = JSON.parse(line)
      if (typeof said === 'object' && said !== null && 'url' in said && 'data' in said)
        resolve({ url: String(said.url), data: String(said.data) })
    })
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${complaints.join('')}`)))
  })
}

/** A key with which events are sent to a running server. */
export async function keyFor({ url, headers }: Pick<Running, 'url' | 'headers'>, writer: string): Promise<string> {
  const body = JSON.stringify({ kind: 'write', writer })
  const made = await fetch(`${url}/api/keys`, { method: 'POST', body, headers })
  if (!made.ok) throw new Error(`a key for ${writer} was answered ${made.status}: ${await made.text()}`)
  return ((await made.json()) as { key: string }).key // as the route's contract says
}

export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** One command as a person types it. */
export async function run(
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Ran> {
  const child = spawn(process.execPath, [bin, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
    env: { ...process.env, ...options.env },
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString()
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out, err }
}
