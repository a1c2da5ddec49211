import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface Ended {
  readonly out: string
  readonly seconds: number
}

/** Runs a program to its end. @throws Error with what it complained of. */
export async function run(command: string, args: readonly string[]): Promise<Ended> {
  const start = performance.now()
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const out: Buffer[] = []
  const err: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
  const [code]: unknown[] = await once(child, 'close')
  const seconds = (performance.now() - start) / 1000
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${String(code)}: ${Buffer.concat(err)}`)
  return { out: Buffer.concat(out).toString(), seconds }
}

/** The same, and the seconds of the processor that it took in all its threads: bash knows them of its children. */
export async function runTimed(command: string, args: readonly string[]): Promise<Ended & { readonly busy: number }> {
  const script = 'TIMEFORMAT="%U %S"; exec 3>&1; { time "$@" >/dev/null 2>&1; } 2>&3'
  const ended = await run('bash', ['-c', script, 'bash', command, ...args])
  const busy = ended.out
    .trim()
    .split(' ')
    .reduce((sum, text) => sum + Number(text), 0)
  return { ...ended, busy }
}

/** Runs a script of ours in a process of its own; it is given, and answers, JSON. */
export async function work<Answer>(script: URL, given: unknown): Promise<Answer> {
  const { out } = await run(process.execPath, [fileURLToPath(script), JSON.stringify(given)])
  const answer: Answer = JSON.parse(out) // the two scripts share the type
  return answer
}
