import { Worker } from 'node:worker_threads'
import type { Experiment, Outcome } from './experiment.ts'

type Said = { readonly done: number } | { readonly outcome: Outcome }

/** Conducts an experiment in a thread of its own, so that the server goes on answering; `signal` ends it. */
export function conductApart(
  experiment: Experiment,
  on: (done: number) => void,
  signal: AbortSignal | undefined,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: experiment,
      execArgv: [], // what the process was started with need not suit a thread
    })
    const stop = () => {
      void worker.terminate()
      reject(signal?.reason)
    }
    signal?.addEventListener('abort', stop, { once: true })
    worker.on('message', (said: Said) => {
      if ('done' in said) return on(said.done)
      resolve(said.outcome)
    })
    worker.on('error', reject)
    worker.on('exit', () => {
      signal?.removeEventListener('abort', stop)
      reject(new Error('the thread of the simulation ended without an answer'))
    })
  })
}
