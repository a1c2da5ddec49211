import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

/** The least time between two rounds of fresh answers, however fast events come. */
const pause = 5_000
/** A round that took long is followed by a rest this many times as long, so that a large store is not asked all the time. */
const rest = 4

/** While the page is open it listens for news and asks again for what is on the screen. */
export function useLive(): void {
  const client = useQueryClient()
  useEffect(() => {
    const source = new EventSource('/api/live')
    const refresh = throttled(() => askAgain(client), { pause, rest })
    source.addEventListener('message', () => void refresh.call())
    return () => {
      source.close()
      refresh.cancel()
    }
  }, [client])
}

/** The import under way is left alone: it has a stream of its own. A simulation is not run anew with each event. */
async function askAgain(client: QueryClient): Promise<void> {
  if (document.hidden) return
  await client.invalidateQueries({
    predicate: ({ queryKey: [route] }) =>
      typeof route === 'string' && !route.includes('imports') && !route.includes('what-if'),
  })
}

/** Runs at once, then not again before it is done and the pause is over; what came meanwhile is one more run at its end. */
export function throttled(run: () => Promise<void>, wait: { pause: number; rest: number }) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isBusy = false
  let missed = false
  let over = false
  const free = () => {
    isBusy = false
    if (!missed || over) return
    missed = false
    void call()
  }
  const call = async (): Promise<void> => {
    if (isBusy || over) {
      missed = true
      return
    }
    isBusy = true
    const began = performance.now()
    await run()
    timer = setTimeout(free, Math.max(wait.pause, wait.rest * (performance.now() - began)))
  }
  const cancel = () => {
    over = true
    clearTimeout(timer)
  }
  return { call, cancel }
}
