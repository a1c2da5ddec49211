import type { Graph } from '../graph/model.ts'
import { directionOf } from '../graph/order.ts'
import type { Names } from '../words.ts'
import { SelectedLink } from './selected-link.tsx'
import { SelectedPlace } from './selected-place.tsx'

export interface SelectedProps {
  id: string | null
  graph: Graph
  order: ReadonlyMap<string, number>
  names: Names
  map: string | undefined
  select: (id: string) => void
}

/** The step or link that is selected, or how to select one. */
export function Selected({ id, graph, order, names, map, select }: SelectedProps) {
  const place = id === null ? undefined : graph.places.get(id)
  const link = id === null ? undefined : graph.links.find((one) => one.id === id)
  return (
    <section className="pm-section" aria-live="polite">
      {link && <SelectedLink link={link} direction={directionOf(link, order)} graph={graph} names={names} map={map} />}
      {place && <SelectedPlace place={place} graph={graph} order={order} names={names} map={map} select={select} />}
      {!link && !place && (
        <p className="absent">
          Select a step or a link to see how many took it, how long it takes, and the cases behind it.
        </p>
      )}
    </section>
  )
}
