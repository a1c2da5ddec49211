/** A thread that aligns batches of variants with one automaton, so that the server goes on answering. */
import { parentPort, workerData } from 'node:worker_threads'
import { compile } from './align.ts'
import type { Automaton } from './automaton.ts'
import { alignBatch, type Traces } from './batch.ts'

const { automaton }: { automaton: Automaton } = workerData
const compiled = compile(automaton)

parentPort?.on('message', (traces: Traces) => {
  parentPort?.postMessage(alignBatch(compiled, traces))
})
