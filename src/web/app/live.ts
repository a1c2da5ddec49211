import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

/** At most one round of fresh answers in this time, however fast events come. */
const pause = 5_000

/** While the page is open it listens for news and asks again for what is on the screen. */
export function useLive(): void {
  const client = useQueryClient()
  useEffect(() => {
    const source = new EventSource('/api/live')
    const refresh = throttled(() => askAgain(client), pause)
    source.addEventListener('message', refresh.call)
    return () => {
      source.close()
      refresh.cancel()
    }
  }, [client])
}

/** A case's own story and the import under way are left alone: they change under the reader's hand. */
function askAgain(client: QueryClient): void {
  if (document.hidden) return
  void client.invalidateQueries({
    predicate: ({ queryKey: [route] }) => typeof route === 'string' && !route.includes('imports'),
  })
}

/** Calls at once, then not again before the pause is over; what came meanwhile is one more call at its end. */
export function throttled(run: () => void, wait: number) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let missed = false
  const over = () => {
    timer = undefined
    if (!missed) return
    missed = false
    call()
  }
  const call = () => {
    if (timer !== undefined) {
      missed = true
      return
    }
    timer = setTimeout(over, wait)
    run()
  }
  return { call, cancel: () => clearTimeout(timer) }
}
