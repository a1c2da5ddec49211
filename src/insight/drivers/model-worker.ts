import { parentPort, workerData } from 'node:worker_threads'
import { fitModel } from './model.ts'

/** One task a worker: it is ended where nobody waits for its result any more. */
parentPort?.postMessage(fitModel(workerData))
