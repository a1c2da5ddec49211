import type { Graph, Link, Place } from './model.ts'
import { byCount, endId, startId } from './model.ts'
import { widest } from './widest.ts'

/** What the sliders can choose from: worked out once for a graph, then each move of a slider is cheap. */
export interface Choice {
  readonly graph: Graph
  /** steps in the order in which they appear as the first slider moves up */
  readonly order: readonly Place[]
  /** lengths of `order` at which every step has its widest ways to start and end: where the slider can stand */
  readonly stops: readonly number[]
  /** transitions, most taken first */
  readonly ranked: readonly Link[]
  readonly waysIn: ReadonlyMap<string, Link>
  readonly waysOut: ReadonlyMap<string, Link>
}

export function choiceOf(graph: Graph): Choice {
  const waysIn = widest(graph, startId, 'from')
  const waysOut = widest(graph, endId, 'to')
  const steps = [...graph.places.values()].filter((place) => place.kind === 'step').sort(byCount)
  const { order, stops } = closedOrder(graph, steps, waysIn, waysOut)
  return {
    graph,
    order,
    stops,
    ranked: graph.links.filter((l) => l.kind === 'transition').sort(byCount),
    waysIn,
    waysOut,
  }
}

/** Steps by visits, but none before those that it needs to be reached and to leave. */
function closedOrder(graph: Graph, steps: readonly Place[], waysIn: Choice['waysIn'], waysOut: Choice['waysOut']) {
  const taken = new Set<string>()
  const order: Place[] = []
  const stops: number[] = []
  for (const step of steps) {
    const wanted = [step.id]
    for (let id = wanted.pop(); id !== undefined; id = wanted.pop()) {
      const place = graph.places.get(id)
      if (place?.kind !== 'step' || taken.has(id)) continue
      taken.add(id)
      order.push(place)
      for (const next of [waysIn.get(id)?.from, waysOut.get(id)?.to]) if (next !== undefined) wanted.push(next)
    }
    if (order.length > (stops.at(-1) ?? 0)) stops.push(order.length)
  }
  return { order, stops }
}

export interface Kept {
  readonly steps: ReadonlySet<string>
  readonly links: readonly Link[]
  /** what the two labels say */
  readonly stepsShown: number
  readonly stepsOf: number
  readonly eventsShare: number | null
  readonly linksShown: number
  readonly linksOf: number
  readonly passagesShare: number | null
}

/** `stop` is a place in `stops`; `fullness` 0..1 goes from the links that hold the picture together to all there are. */
export function keep(choice: Choice, stop: number, fullness: number): Kept {
  const shown = stepsAt(choice, stop)
  const steps = new Set(shown.map((place) => place.id))
  const { links, passages } = linksOf(choice, steps, (loose) => Math.round(loose * clamp(fullness, 0, 1) ** 2))
  return {
    steps,
    links: [...links, ...passages],
    stepsShown: shown.length,
    stepsOf: choice.order.length,
    eventsShare: share(shown, choice.order),
    linksShown: links.length,
    linksOf: choice.ranked.length,
    passagesShare: share(links, choice.ranked),
  }
}

/**
 * The links that say where steps stand: it depends on the first slider alone, so the second never moves a step, and a
 * picture of hundreds of links is laid out as quickly as a readable one.
 */
export function framework(choice: Choice, stop: number): readonly Link[] {
  const steps = new Set(stepsAt(choice, stop).map((place) => place.id))
  const { links, passages } = linksOf(choice, steps, (loose, spine) => Math.min(loose, 1.7 * steps.size - spine))
  return [...links, ...passages]
}

function stepsAt(choice: Choice, stop: number): readonly Place[] {
  return choice.order.slice(0, choice.stops[clamp(stop, 0, choice.stops.length - 1)] ?? 0)
}

type HowMany = (loose: number, spine: number) => number

function linksOf(choice: Choice, steps: ReadonlySet<string>, howMany: HowMany) {
  const inside = (link: Link) => isEnd(link.from, steps) && isEnd(link.to, steps)
  const among = choice.ranked.filter(inside)
  const spine = backbone(choice, steps, inside)
  const loose = among.filter((link) => !spine.has(link))
  const rest = loose.slice(0, Math.max(0, Math.round(howMany(loose.length, among.length - loose.length))))
  const weakest = rest.length === loose.length ? 0 : (rest.at(-1)?.count ?? Number.POSITIVE_INFINITY)
  const kept = new Set([...spine, ...rest])
  const passages = choice.graph.links.filter(
    (link) => link.kind !== 'transition' && inside(link) && (spine.has(link) || link.count >= weakest),
  )
  return { links: among.filter((link) => kept.has(link)), passages }
}

const isEnd = (id: string, steps: ReadonlySet<string>) => id === startId || id === endId || steps.has(id)
const clamp = (n: number, low: number, high: number) => Math.max(low, Math.min(high, n))

function share(part: readonly { count: number }[], whole: readonly { count: number }[]): number | null {
  const all = sum(whole)
  return all === 0 ? null : sum(part) / all
}
const sum = (of: readonly { count: number }[]) => of.reduce((total, { count }) => total + count, 0)

/** Each step's widest ways, and its strongest link in and out: with these no step ever hangs in the air. */
function backbone(choice: Choice, steps: ReadonlySet<string>, inside: (link: Link) => boolean): ReadonlySet<Link> {
  const spine = new Set<Link>()
  const into = new Map<string, Link>()
  const out = new Map<string, Link>()
  for (const link of choice.graph.links) {
    if (link.from === link.to || !inside(link)) continue
    if (link.count > (into.get(link.to)?.count ?? 0)) into.set(link.to, link)
    if (link.count > (out.get(link.from)?.count ?? 0)) out.set(link.from, link)
  }
  for (const id of steps) {
    for (const link of [choice.waysIn.get(id), choice.waysOut.get(id), into.get(id), out.get(id)]) {
      if (link && inside(link)) spine.add(link)
    }
  }
  return spine
}

/** Where the sliders stand at first: nearly all events, not more steps than fit a screen, and their busiest links. */
export function firstView(choice: Choice): { readonly stop: number; readonly fullness: number } {
  const all = sum(choice.order)
  const enough = (length: number) =>
    length >= Math.min(14, choice.order.length) ||
    (choice.order.length > 14 && sum(choice.order.slice(0, length)) >= 0.97 * all)
  const found = choice.stops.findIndex(enough)
  const stop = found === -1 ? choice.stops.length - 1 : found
  return { stop, fullness: firstFullness(choice, stop) }
}

/** Nine passages in ten, if that takes no more than 1.7 links a step: the square root undoes the slider's square. */
function firstFullness(choice: Choice, stop: number): number {
  const [bare, full] = [keep(choice, stop, 0), keep(choice, stop, 1)]
  const room = full.linksShown - bare.linksShown
  if (room <= 0) return 1
  const most = Math.max(0, Math.min(room, Math.floor(1.7 * bare.stepsShown) - bare.linksShown))
  for (let extra = 0; extra < most; extra++) {
    const fullness = Math.sqrt(extra / room)
    if ((keep(choice, stop, fullness).passagesShare ?? 1) >= 0.9) return fullness
  }
  return Math.sqrt(most / room)
}
