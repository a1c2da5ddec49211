import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { compile } from './align.ts'
import type { Automaton } from './automaton.ts'
import { type Aligned, alignBatch, type Traces } from './batch.ts'

/** Aligns batches; closed when no more come. */
export interface Aligner extends AsyncDisposable {
  align(traces: Traces): Promise<Aligned>
}

/** Work that takes no longer than starting a thread for it: some 30 ms. */
const smallWork = 3_000_000
const mostThreads = 8

/** @param nodes how much there is to do, in nodes of the product */
export function openAligner(automaton: Automaton, nodes: number, signal?: AbortSignal): Aligner {
  return nodes <= smallWork ? here(automaton) : inThreads(automaton, signal)
}

function here(automaton: Automaton): Aligner {
  const compiled = compile(automaton)
  return { align: async (traces) => alignBatch(compiled, traces), [Symbol.asyncDispose]: async () => {} }
}

interface Waiting {
  readonly traces: Traces
  resolve(aligned: Aligned): void
  reject(cause: unknown): void
}

function inThreads(automaton: Automaton, signal: AbortSignal | undefined): Aligner {
  const queue: Waiting[] = []
  const idle: Worker[] = []
  const threads: Worker[] = []
  const busy = new Map<Worker, Waiting>()
  let failed: unknown
  const fail = (cause: unknown) => {
    failed ??= cause
    for (const one of [...busy.values(), ...queue.splice(0)]) one.reject(failed)
    busy.clear()
  }
  const next = (thread: Worker) => {
    const one = queue.shift()
    if (one === undefined) return void idle.push(thread)
    busy.set(thread, one)
    thread.postMessage(one.traces)
  }
  const start = (): Worker => {
    const thread = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { automaton }, execArgv: [] })
    threads.push(thread)
    thread.on('message', (aligned: Aligned) => {
      const one = busy.get(thread)
      busy.delete(thread)
      next(thread)
      one?.resolve(aligned)
    })
    thread.on('error', fail)
    thread.on('exit', () => fail(new Error('A thread that aligned variants has ended.')))
    return thread
  }
  const stop = () => fail(signal?.reason)
  if (signal?.aborted) stop()
  signal?.addEventListener('abort', stop)
  return {
    align: (traces) =>
      new Promise((resolve, reject) => {
        if (failed !== undefined) return reject(failed)
        queue.push({ traces, resolve, reject })
        const thread = idle.pop() ?? (threads.length < Math.min(mostThreads, availableParallelism()) ? start() : null)
        if (thread !== null) next(thread)
      }),
    [Symbol.asyncDispose]: async () => {
      signal?.removeEventListener('abort', stop)
      for (const thread of threads) thread.removeAllListeners('exit')
      await Promise.all(threads.map((thread) => thread.terminate()))
    },
  }
}
