import { getCompileCacheDir } from 'node:module'
import { dirname } from 'node:path'
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import type { Opening } from './messages.ts'

/** How long the thread waits for another file before it ends and gives its memory back. */
const idleMillis = 5_000

/** A row's objects die at once: more room for them than this only makes the process larger. */
const youngMegabytes = 48

interface Thread {
  readonly worker: Worker
  /** of the files that are open, what to call when the thread dies */
  readonly open: Set<(cause: unknown) => void>
  idle: NodeJS.Timeout | undefined
}

let thread: Thread | null = null

/** Starts the thread, for a command that will soon name a file: it takes as long as opening the store. */
export function startThread(): void {
  thread ??= start()
}

/**
 * Opens a file in the thread that reads, which is started for the first and shared by all; on the port the thread then
 * answers for this file alone. An idle thread keeps no process alive.
 */
export function openInThread(path: string, name: string | undefined, onDeath: (cause: unknown) => void): MessagePort {
  thread ??= start()
  const serving = thread
  clearTimeout(serving.idle)
  const { port1, port2 } = new MessageChannel()
  serving.open.add(onDeath)
  port1.on('close', () => {
    serving.open.delete(onDeath)
    if (serving.open.size === 0) serving.idle = setTimeout(() => end(serving), idleMillis).unref()
  })
  serving.worker.postMessage({ path, name, port: port2 } satisfies Opening, [port2])
  return port1
}

function start(): Thread {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
    execArgv: [], // what the process was started with need not suit a thread
    env: { ...process.env, ...compileCache() },
  })
  const started: Thread = { worker, open: new Set(), idle: undefined }
  const die = (cause: unknown) => {
    if (thread === started) thread = null
    for (const onDeath of started.open) onDeath(cause)
  }
  worker.on('error', die)
  worker.on('exit', () => die(new Error('the thread that reads files has ended')))
  worker.unref()
  return started
}

/** A thread shares its process's cache of compiled sources only when told where that is. */
function compileCache(): Readonly<Record<string, string>> {
  const folder = getCompileCacheDir()
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: dirname(folder) }
}

function end(serving: Thread): void {
  if (serving.open.size > 0) return
  if (thread === serving) thread = null
  void serving.worker.terminate()
}
