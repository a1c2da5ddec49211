import { setTimeout as sleep } from 'node:timers/promises'
import type { Sink, Source } from './source.ts'

const longestPause = 5 * 60_000

/** Looks again and again. What fails is tried again after longer and longer, and one look never meets the next. */
export function polling(
  seconds: number,
  sink: Pick<Sink, 'well' | 'failed'>,
  look: (signal: AbortSignal) => Promise<void>,
): Source {
  const stop = new AbortController()
  const { signal } = stop
  const running = (async () => {
    let pause = seconds * 1000
    while (!signal.aborted) {
      try {
        await look(signal)
        if (signal.aborted) return
        sink.well()
        pause = seconds * 1000
      } catch (error) {
        if (signal.aborted) return
        sink.failed(error, pause)
        await rest(pause, signal)
        pause = Math.min(pause * 2, Math.max(longestPause, seconds * 1000))
        continue
      }
      await rest(pause, signal)
    }
  })()
  return {
    stop: async () => {
      stop.abort()
      await running
    },
  }
}

async function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined) // stopped: there is nothing more to wait for
}
