import { Worker } from 'node:worker_threads'
import type { Grouped, Groups } from './group.ts'

/** Groups in a thread of its own, so that the server goes on answering; `signal` ends it. */
export function groupApart(asked: Grouped, signal: AbortSignal | undefined): Promise<Groups> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: asked, execArgv: [] })
    const stop = () => {
      void worker.terminate()
      reject(signal?.reason)
    }
    signal?.addEventListener('abort', stop, { once: true })
    worker.on('message', (groups: Groups) => resolve(groups))
    worker.on('error', reject)
    worker.on('exit', () => {
      signal?.removeEventListener('abort', stop)
      reject(new Error('the thread of the grouping ended without an answer'))
    })
  })
}
