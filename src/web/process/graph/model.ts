import type { Dfg } from '../../../insight/answers.ts'

/** Where a case can stand on the picture: before its first step, at a step, after its last. */
export interface Place {
  readonly id: string
  readonly kind: 'start' | 'step' | 'end'
  /** step id of the map, or event name where there is no map; '' for start and end */
  readonly name: string
  readonly count: number
  readonly cases: number
}

export interface Link {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly kind: 'begin' | 'transition' | 'finish'
  readonly count: number
  readonly cases: number
  /** seconds; null for the links of start and end, where no time passes */
  readonly times: { readonly median: number; readonly p90: number; readonly mean: number } | null
}

export interface Graph {
  readonly cases: number
  readonly places: ReadonlyMap<string, Place>
  readonly links: readonly Link[]
}

export const startId = 'start'
export const endId = 'end'
/** A prefix keeps an event that is called "start" apart from the start. */
export const placeId = (name: string) => `step:${name}`
/** JSON, so that no name, whatever it holds, can make two links one. */
export const linkId = (from: string, to: string) => JSON.stringify([from, to])

export function toGraph(dfg: Dfg): Graph {
  const places = new Map<string, Place>()
  places.set(startId, { id: startId, kind: 'start', name: '', count: dfg.cases, cases: dfg.cases })
  for (const { name, count, cases } of dfg.steps) {
    places.set(placeId(name), { id: placeId(name), kind: 'step', name, count, cases })
  }
  places.set(endId, { id: endId, kind: 'end', name: '', count: dfg.cases, cases: dfg.cases })
  const links = [
    ...dfg.starts.map(({ name, count }) => passage('begin', startId, placeId(name), count)),
    ...dfg.edges.map(transition),
    ...dfg.ends.map(({ name, count }) => passage('finish', placeId(name), endId, count)),
  ]
  return { cases: dfg.cases, places, links: links.filter((link) => places.has(link.from) && places.has(link.to)) }
}

function passage(kind: 'begin' | 'finish', from: string, to: string, count: number): Link {
  return { id: linkId(from, to), from, to, kind, count, cases: count, times: null }
}

function transition(edge: Dfg['edges'][number]): Link {
  const [from, to] = [placeId(edge.from), placeId(edge.to)]
  return {
    id: linkId(from, to),
    from,
    to,
    kind: 'transition',
    count: edge.count,
    cases: edge.cases,
    times: { median: edge.medianSeconds, p90: edge.p90Seconds, mean: edge.meanSeconds },
  }
}

/** Most first; names break ties, so that the same answer always gives the same picture. */
export function byCount(a: { count: number; id: string }, b: { count: number; id: string }): number {
  return b.count - a.count || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}
