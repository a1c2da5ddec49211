/** A screen that listens for news and asks again for one figure, by the page's own rule. */
export interface Watched {
  readonly route: string
  /** seconds from the acknowledgement of events to the answer that holds them */
  readonly lags: readonly number[]
  /** seconds that one answer took */
  readonly took: readonly number[]
}

export interface Acknowledged {
  /** events accepted up to here */
  readonly upTo: number
  /** milliseconds, of `performance.now` */
  readonly at: number
}

/** What the server's stream says of events that are in, and who waits for it. */
export class News {
  readonly #waiting = new Set<() => void>()
  /** events that are in since listening began */
  events = 0

  async listen(url: string, signal: AbortSignal): Promise<void> {
    const answer = await fetch(`${url}/api/live`, { signal })
    if (answer.body === null) throw new Error('the stream of news has no body')
    const text = answer.body.pipeThrough(new TextDecoderStream())
    let rest = ''
    try {
      for await (const piece of text) {
        const lines = (rest + piece).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) if (line.startsWith('data: ')) this.#heard(line.slice('data: '.length))
      }
    } catch (cause) {
      if (!signal.aborted) throw cause
    }
  }

  #heard(data: string): void {
    const { events }: { readonly events: number } = JSON.parse(data) // as docs/api.md says
    if (events === 0) return
    this.events += events
    for (const tell of this.#waiting) tell()
    this.#waiting.clear()
  }

  /** Returns with the next news, or the end. */
  next(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.add(resolve)
      signal.addEventListener('abort', () => resolve(), { once: true })
    })
  }
}

/** How long a screen rests between two answers to the same question. */
export type Rest = (route: string, took: number) => number

/** Asks whenever there is news, until `signal`; what was in before it asked is in its answer. */
export async function watch({ url, route, news, acknowledged, rest }: Watching, signal: AbortSignal): Promise<Watched> {
  const lags: number[] = []
  const took: number[] = []
  let seen = 0
  let known = 0
  while (!signal.aborted) {
    if (news.events === known) await news.next(signal)
    known = news.events
    const began = performance.now()
    const answer = await fetch(`${url}${route}`)
    await answer.arrayBuffer()
    if (!answer.ok) throw new Error(`${route} was answered ${answer.status}`)
    const at = performance.now()
    took.push((at - began) / 1000)
    for (let next = acknowledged[seen]; next !== undefined && next.upTo <= known; next = acknowledged[++seen])
      lags.push((at - next.at) / 1000)
    await new Promise((resolve) => setTimeout(resolve, rest(route, at - began)))
  }
  return { route, lags, took }
}

interface Watching {
  readonly url: string
  readonly route: string
  readonly news: News
  readonly acknowledged: readonly Acknowledged[]
  readonly rest: Rest
}
