import { Worker } from 'node:worker_threads'
import { fitModel, type ModelResult, type ModelTask } from './model.ts'
import type { Said } from './model-worker.ts'

/** A small task is done sooner than a worker starts. */
const small = 20_000

/** Fits the model beside the answering of other questions; stops when nobody waits for it. @throws what the signal says */
export function fitBeside(task: ModelTask, signal: AbortSignal, on: (done: number) => void): Promise<ModelResult> {
  signal.throwIfAborted()
  if (task.design.on.length < small && task.weighted.length === 0) return Promise.resolve(fitModel(task))
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./model-worker.ts', import.meta.url), { workerData: task })
    const stop = () => {
      reject(signal.reason)
      void worker.terminate()
    }
    signal.addEventListener('abort', stop, { once: true })
    worker.on('message', (said: Said) => (said.kind === 'progress' ? on(said.done) : resolve(said.result)))
    worker.once('error', reject)
    worker.once('exit', () => {
      signal.removeEventListener('abort', stop)
      reject(new Error('The worker that fits the model ended without a result.')) // no effect after a result
    })
  })
}
