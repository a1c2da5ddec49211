import type { Warehouse } from '../../store/index.ts'

/** Answers kept, of one store. */
const most = 8
/** While events come in, a forecast of a little earlier still answers: fitting anew for each event would never end. */
const stale = 5 * 60_000

/** Who asks, and wants to know how far it is. */
export interface Asking {
  readonly signal?: AbortSignal | undefined
  readonly on?: ((done: number) => void) | undefined
}

interface Kept {
  readonly question: string
  readonly state: string
  readonly made: number
  readonly result: Promise<unknown>
  readonly stop: AbortController
  readonly listeners: Set<(done: number) => void>
  waiting: number
  isDone: boolean
}

const stores = new WeakMap<Warehouse, Kept[]>()

/**
 * Work that is done once for a question and a state of the store. Who asks the same meanwhile waits for the same work;
 * when all who waited have gone, it is stopped.
 */
export async function remembered<Result>(
  warehouse: Warehouse,
  { question, state }: { readonly question: string; readonly state: string },
  work: (signal: AbortSignal, on: (done: number) => void) => Promise<Result>,
  { signal, on }: Asking = {},
  now: () => number = Date.now,
): Promise<Result> {
  const all = stores.get(warehouse) ?? []
  stores.set(warehouse, all)
  const isFresh = (kept: Kept) => !kept.stop.signal.aborted && (kept.state === state || now() - kept.made < stale)
  const known = all.findLast((kept) => kept.question === question && isFresh(kept))
  const kept = known ?? begin(all, { question, state, made: now() }, work)
  if (on !== undefined) kept.listeners.add(on)
  kept.waiting++
  const leave = () => {
    kept.waiting--
    if (on !== undefined) kept.listeners.delete(on)
    if (kept.waiting === 0 && !kept.isDone) kept.stop.abort(new Error('Nobody waits for the forecast any more.'))
  }
  return untilAborted(kept.result, signal).finally(leave) as Promise<Result> // the question names the type of its answer
}

function begin<Result>(
  all: Kept[],
  what: Pick<Kept, 'question' | 'state' | 'made'>,
  work: (signal: AbortSignal, on: (done: number) => void) => Promise<Result>,
): Kept {
  const stop = new AbortController()
  const listeners = new Set<(done: number) => void>()
  const result = work(stop.signal, (done) => {
    for (const listener of listeners) listener(done)
  })
  const kept: Kept = { ...what, result, stop, listeners, waiting: 0, isDone: false }
  result.then(
    () => {
      kept.isDone = true
    },
    () => all.splice(all.indexOf(kept), 1), // a failure is not remembered
  )
  all.push(kept)
  while (all.length > most) all.shift()
  return kept
}

function untilAborted<Result>(result: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (signal === undefined) return result
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop, { once: true })
    result.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
