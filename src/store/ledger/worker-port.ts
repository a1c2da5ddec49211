import { Worker } from 'node:worker_threads'
import { StoreProblem } from '../problem.ts'

/** For the ledger's thread: a statement, a copy of its files to a folder, or to close the database. */
export type Ask = { readonly id: number } & Task
type Task =
  | { readonly sql: string; readonly params: readonly unknown[] }
  | { readonly copyTo: string }
  | { readonly close: true }
export type Answer =
  | { readonly id: number; readonly rows: readonly unknown[]; readonly affectedRows: number }
  /** `isEnd`: the engine gave up, and its thread with it */
  | { readonly id: number; readonly failed: string; readonly isEnd: boolean }

export interface Answered {
  readonly rows: readonly unknown[]
  readonly affectedRows: number
}
/** One thread, for as long as it lives. */
export interface LedgerThread {
  query(sql: string, params: readonly unknown[]): Promise<Answered>
}
export interface WorkerPort extends LedgerThread {
  /** The thread of now: statements of one transaction must not go on in another, which has not heard its beginning. */
  thread(): LedgerThread
  copy(to: string): Promise<void>
  close(): Promise<void>
}

/**
 * The ledger's thread on a folder. PostgreSQL that cannot write what it must (the disk is full where its log goes on) gives up
 * and can only be started again, so the thread ends then; the next statement finds another, which recovers from that log.
 */
export function startWorker(dir: string): WorkerPort {
  let now = startThread(dir)
  let isClosed = false
  const thread = () => {
    if (now.isOver && !isClosed) now = startThread(dir)
    return now
  }
  return {
    query: (sql, params) => thread().ask({ sql, params }),
    thread: () => {
      const one = thread()
      return { query: (sql, params) => one.ask({ sql, params }) }
    },
    copy: async (to) => void (await thread().ask({ copyTo: to })),
    close: () => {
      isClosed = true
      return now.close()
    },
  }
}

interface Thread {
  readonly isOver: boolean
  ask(task: Task): Promise<Answered>
  close(): Promise<void>
}

interface Waiting {
  resolve(answer: Answered): void
  reject(problem: StoreProblem): void
}

function startThread(dir: string): Thread {
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
    if ('failed' in answer) {
      if (answer.isEnd) end(answer.failed)
      one?.reject(problem(answer.failed))
    } else one?.resolve(answer)
    if (waiting.size === 0) worker.unref() // an idle ledger keeps no process alive
  })
  worker.on('error', (error) => end(`its thread failed: ${error.message}`, error))
  worker.on('exit', () => end('its thread has ended'))
  const ask = (task: Task) =>
    new Promise<Answered>((resolve, reject) => {
      if (over !== undefined) return reject(over)
      const id = ++last
      waiting.set(id, { resolve, reject })
      worker.ref()
      worker.postMessage({ id, ...task } satisfies Ask)
    })
  return {
    get isOver() {
      return over !== undefined
    },
    ask,
    close: async () => {
      if (over === undefined) await ask({ close: true })
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
