import ELK from 'elkjs/lib/elk-api.js'
import workerUrl from 'elkjs/lib/elk-worker.min.js?url'
import type { Engine } from './layouter.ts'

/** ELK in its own worker: 1.6 MB that are fetched when a process map is first opened, and never run on the page's thread. */
export function startElk(): Engine {
  return new ELK({ workerUrl, algorithms: ['layered'] })
}
