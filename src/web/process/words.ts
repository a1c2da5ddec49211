import type { MapDocument, Stage } from '../../map/index.ts'
import { sayMany } from '../figure/count.ts'
import { sayDuration } from '../figure/duration.ts'
import { endId, type Graph, type Link, placeId, startId } from './graph/model.ts'
import type { Direction } from './graph/order.ts'
import type { Measure } from './search.ts'

/** How steps are called, and their stage where a map says it. */
export interface Names {
  title(id: string): string
  stage(id: string): Stage | undefined
  /** the map's steps in their order; [] where there is no map */
  readonly drawn: readonly string[]
}

export function namesOf(graph: Graph, map: MapDocument | undefined): Names {
  const steps = new Map(
    (map?.phases ?? []).flatMap((phase) =>
      phase.steps.map((step) => [placeId(step.id), { title: step.title, stage: phase.stage }] as const),
    ),
  )
  return {
    title: (id) => {
      if (id === startId) return 'Start'
      return id === endId ? 'End' : (steps.get(id)?.title ?? graph.places.get(id)?.name ?? id)
    },
    stage: (id) => steps.get(id)?.stage,
    drawn: [...steps.keys()],
  }
}

/** Each direction has its sign and its words beside its shape and colour. */
export const directionWords = {
  on: { sign: '→', says: 'leads on' },
  back: { sign: '↩', says: 'goes back' },
  self: { sign: '↻', says: 'repeats' },
} satisfies Record<Direction, { sign: string; says: string }>

export const measureWords = { cases: 'Cases', median: 'Median time', p90: 'p90 time' } satisfies Record<Measure, string>

/** The label on a link: short, with the sign of its direction where it does not simply lead on. */
export function sayLabel(link: Link, direction: Direction, measure: Measure): string {
  const value = sayMeasure(link, measure)
  if (value === '' || direction === 'on') return value
  return `${directionWords[direction].sign} ${value}`
}

function sayMeasure(link: Link, measure: Measure): string {
  if (measure === 'cases') return link.cases.toLocaleString('en-US')
  if (!link.times) return ''
  return sayDuration(measure === 'median' ? link.times.median : link.times.p90)
}

/** A link as a sentence, for who listens. */
export function sayLink(link: Link, direction: Direction, names: Names): string {
  const ends = `${names.title(link.from)} to ${names.title(link.to)}`
  const how = direction === 'on' ? '' : `, ${directionWords[direction].says}`
  const times = link.times
    ? `, median ${sayDuration(link.times.median)}, nine in ten within ${sayDuration(link.times.p90)}`
    : ''
  return `${ends}${how}: ${sayMany(link.cases, 'case')}${times}`
}
