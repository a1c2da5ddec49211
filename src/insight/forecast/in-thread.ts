import { Worker } from 'node:worker_threads'
import type { Said, Task } from './work.ts'

interface Running {
  readonly signal: AbortSignal
  readonly on: (done: number) => void
}

/** Runs a task in a thread of its own; when the signal aborts, the thread ends at once. */
export function inThread<Result>(task: Task, { signal, on }: Running): Promise<Result> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./thread.ts', import.meta.url), {
      workerData: task,
      execArgv: [], // what the process was started with need not suit a thread
    })
    const stop = () => {
      reject(signal.reason)
      void worker.terminate()
    }
    const settle = () => {
      signal.removeEventListener('abort', stop)
      void worker.terminate()
    }
    worker.on('message', (said: Said) => {
      if (said.kind === 'progress') return on(said.done)
      settle()
      // The thread answers the kind of task it was given.
      if (said.kind === 'done') resolve(said.result as Result)
      else reject(new Error(`The forecast's thread failed: ${said.says}`))
    })
    worker.on('error', (cause) => {
      settle()
      reject(new Error(`The forecast's thread failed: ${cause.message}`, { cause }))
    })
    worker.on('exit', () => reject(new Error("The forecast's thread ended before it answered.")))
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}
