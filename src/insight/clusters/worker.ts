// The thread of one grouping: it begins at once, answers, and ends.
import { parentPort, workerData } from 'node:worker_threads'
import { type Grouped, group } from './group.ts'

const asked: Grouped = workerData
parentPort?.postMessage(group(asked))
