import { Worker } from 'node:worker_threads'
import { StoreProblem } from '../problem.ts'

/** A statement for the ledger's thread; `sql: null` asks it to close the database. */
export interface Ask {
  readonly id: number
  readonly sql: string | null
  readonly params: readonly unknown[]
}
export type Answer =
  | { readonly id: number; readonly rows: readonly unknown[]; readonly affectedRows: number }
  | { readonly id: number; readonly failed: string }

export interface WorkerPort {
  query(sql: string, params: readonly unknown[]): Promise<{ rows: readonly unknown[]; affectedRows: number }>
  close(): Promise<void>
}

interface Waiting {
  resolve(answer: { rows: readonly unknown[]; affectedRows: number }): void
  reject(problem: StoreProblem): void
}

/** Starts the ledger's thread on a folder. */
export function startWorker(dir: string): WorkerPort {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { dir },
    execArgv: [], // what the process was started with need not suit a thread
  })
  const waiting = new Map<number, Waiting>()
  let last = 0
  let over: StoreProblem | undefined
  const end = (says: string, cause?: unknown) => {
    over ??= problem(says, cause)
    for (const one of waiting.values()) one.reject(over)
    waiting.clear()
  }
  worker.on('message', (answer: Answer) => {
    const one = waiting.get(answer.id)
    waiting.delete(answer.id)
    if ('failed' in answer) one?.reject(problem(answer.failed))
    else one?.resolve(answer)
    if (waiting.size === 0) worker.unref() // an idle ledger keeps no process alive
  })
  worker.on('error', (error) => end(`its thread failed: ${error.message}`, error))
  worker.on('exit', () => end('its thread has ended'))
  const ask = (sql: string | null, params: readonly unknown[]) =>
    new Promise<{ rows: readonly unknown[]; affectedRows: number }>((resolve, reject) => {
      if (over !== undefined) return reject(over)
      const id = ++last
      waiting.set(id, { resolve, reject })
      worker.ref()
      worker.postMessage({ id, sql, params } satisfies Ask)
    })
  return {
    query: ask,
    close: async () => {
      if (over === undefined) await ask(null, [])
      await worker.terminate()
    },
  }
}

function problem(says: string, cause?: unknown): StoreProblem {
  return new StoreProblem(
    'engine-failed',
    `The ledger could not do it: ${says}.`,
    'If this is repeatable it is a defect; report it with this text.',
    cause,
  )
}
