import { type Query, type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import type { Route } from './ask.ts'

/** When a question that stands on the screen is asked again: not sooner than so long after its answer, nor than so many times as long as that took. */
interface Pace {
  readonly pause: number
  readonly rest: number
}

/** The map moves with the events; what takes a look at every case follows it; all else follows at leisure. */
const moving: Pace = { pause: 250, rest: 0.5 }
const following: Pace = { pause: 1000, rest: 1 }
const leisurely: Pace = { pause: 5000, rest: 4 }
const paces: Partial<Record<Route, Pace>> = {
  'GET /api/maps/:map/measure': moving,
  'GET /api/maps/:map/steps/:step': moving,
  'GET /api/maps/:map/friction': following,
  'GET /api/forecast': following,
}

/** The import under way is left alone: it has a stream of its own. A simulation is not run anew with each event. */
function moves({ queryKey: [route] }: Query): boolean {
  return typeof route === 'string' && !route.includes('imports') && !route.includes('what-if')
}

function paceOf({ queryKey: [route] }: Query): Pace {
  return paces[route as Route] ?? leisurely // a key begins with its route, as queryOf makes it
}

/** While the page is open it listens for news and asks again for what is on the screen, each question at its own pace. */
export function useLive(): void {
  const client = useQueryClient()
  useEffect(() => {
    const source = new EventSource('/api/live')
    const refreshing = new Refreshing(client)
    source.addEventListener('message', ({ data }: MessageEvent<string>) => {
      if (JSON.parse(data).kind === 'changed') refreshing.news()
    })
    return () => {
      source.close()
      refreshing.cancel()
    }
  }, [client])
}

class Refreshing {
  readonly #client: QueryClient
  #running = new Map<Query, ReturnType<typeof throttled>>()

  constructor(client: QueryClient) {
    this.#client = client
  }

  news(): void {
    if (document.hidden) return
    newsCame()
    void this.#client.invalidateQueries({ predicate: moves, refetchType: 'none' })
    const shown = this.#client.getQueryCache().findAll({ type: 'active', predicate: moves })
    const running = new Map(
      shown.map((query) => [
        query,
        this.#running.get(query) ?? throttled(() => askAgain(this.#client, query), paceOf(query)),
      ]),
    )
    for (const [query, one] of this.#running) if (!running.has(query)) one.cancel()
    this.#running = running
    for (const one of running.values()) void one.call()
  }

  cancel(): void {
    for (const one of this.#running.values()) one.cancel()
  }
}

/** What is being asked already may be answered from what was so before the news, so it is waited for and asked once more. */
async function askAgain(client: QueryClient, query: Query): Promise<void> {
  await query.promise?.catch(() => undefined) // whoever shows it has the failure
  await client.refetchQueries({ queryKey: query.queryKey, exact: true, type: 'active' })
}

let lastNews = 0

function newsCame(): void {
  lastNews = Date.now()
}

/** An answer that is less old is as good as fresh: the leisurely ones come every five seconds. */
const notable = 6

/** How many seconds old the oldest answer on the screen is that events have overtaken; 0: none that anyone would notice. */
export function useBehind(): number {
  const client = useQueryClient()
  return useSyncExternalStore(
    (listener) => {
      const timer = setInterval(listener, 1000)
      return () => clearInterval(timer)
    },
    () => behind(client.getQueryCache().findAll({ type: 'active', predicate: moves }), lastNews, Date.now()),
  )
}

export function behind(
  shown: readonly { readonly state: { readonly dataUpdatedAt: number } }[],
  news: number,
  now: number,
): number {
  const old = shown.map(({ state }) => state.dataUpdatedAt).filter((at) => at > 0 && at < news)
  const seconds = Math.round((now - Math.min(now, ...old)) / 1000)
  return seconds < notable ? 0 : seconds
}

/** Runs at once, then not again before it is done and the pause is over; what came meanwhile is one more run at its end. */
export function throttled(run: () => Promise<void>, wait: Pace) {
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
