import type { MiddlewareHandler } from 'hono'
import { ApiProblem } from '../problem.ts'
import { isProbe } from './probe-paths.ts'

/** The server was asked to stop: what runs is finished, nothing new is begun. */
export class Stopping {
  readonly #stop = new AbortController()

  begin(): void {
    this.#stop.abort()
  }

  get isBegun(): boolean {
    return this.#stop.signal.aborted
  }

  /** Streams that would never end by themselves end with it. */
  get signal(): AbortSignal {
    return this.#stop.signal
  }
}

/** While the server stops, new requests are asked to come again; probes are answered to the last. */
export function refusing(stopping: Stopping): MiddlewareHandler {
  return async (c, next) => {
    if (!stopping.isBegun || isProbe(c.req.path)) return next()
    c.header('Connection', 'close')
    if (c.req.path.startsWith('/v1/')) c.header('Access-Control-Allow-Origin', '*')
    throw new ApiProblem('stopping', 'The server is stopping; nothing was taken.', 'Send it again in a few seconds.')
  }
}
