import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const bin = fileURLToPath(new URL('../bin/throughline.js', import.meta.url))

export interface Running {
  readonly url: string
  readonly pid: number
  /** what it has written to standard error */
  readonly err: () => string
  /** @returns its exit code; null where a signal ended it */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

/** The real server in a process of its own, on a free port unless one is given. */
export async function startServer(args: readonly string[], port = '0'): Promise<Running> {
  const { child, url, complaints } = spawnServer(args, port)
  return {
    url: await url,
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
): { readonly child: ChildProcess; readonly url: Promise<string>; readonly complaints: readonly string[] } {
  const child = spawn(process.execPath, [bin, ...args, '--port', port, '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  const complaints: string[] = []
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk.toString()))
  return { child, url: firstUrl(child, complaints), complaints }
}

async function firstUrl(child: ChildProcess, complaints: readonly string[]): Promise<string> {
  if (child.stdout === null) throw new Error('the server has no output')
  const lines = createInterface({ input: child.stdout })
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      const said: unknown = JSON.parse(line)
      if (typeof said === 'object' && said !== null && 'url' in said) resolve(String(said.url))
    })
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${complaints.join('')}`)))
  })
}

/** A key with which events are sent to a running server. */
export async function keyFor({ url }: Pick<Running, 'url'>, writer: string): Promise<string> {
  const body = JSON.stringify({ kind: 'write', writer })
  const made = await fetch(`${url}/api/keys`, { method: 'POST', body })
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
