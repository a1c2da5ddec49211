import { parentPort, workerData } from 'node:worker_threads'
import { fitModel, type ModelResult } from './model.ts'

export type Said =
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'done'; readonly result: ModelResult }

const say = (said: Said) => parentPort?.postMessage(said)

/** One task a worker: it is ended where nobody waits for its result any more. */
say({ kind: 'done', result: fitModel(workerData, (done) => say({ kind: 'progress', done })) })
