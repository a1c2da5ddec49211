import type { Graph, Link } from './model.ts'
import { endId, startId } from './model.ts'

/** Whether a link leads on, back to an earlier step (a loop), or to the step itself (a repeat). */
export type Direction = 'on' | 'back' | 'self'

export function directionOf(link: Link, order: ReadonlyMap<string, number>): Direction {
  if (link.from === link.to) return 'self'
  return (order.get(link.to) ?? 0) < (order.get(link.from) ?? 0) ? 'back' : 'on'
}

/**
 * The order in which steps are read. A map says it itself. Without one it is the order in which fewest passages go
 * back: first the greedy one of Eades, Lin and Smyth, then each step is moved to where it does best until none moves.
 * It is found on the whole graph, so a loop stays a loop whatever the sliders hide.
 */
export function orderOf(graph: Graph, drawn: readonly string[] = []): ReadonlyMap<string, number> {
  const flow = weights(graph)
  const known = new Set(drawn)
  const ids = [...graph.places.values()].filter((p) => p.kind === 'step').map((p) => p.id)
  const free = settle(
    greedy(
      ids.filter((id) => !known.has(id)),
      flow,
    ),
    flow,
  )
  const order = [startId, ...drawn.filter((id) => graph.places.has(id)), ...free, endId]
  return new Map(order.map((id, place) => [id, place]))
}

type Flow = ReadonlyMap<string, ReadonlyMap<string, number>>

/** How many more passages go from a to b than from b to a: only this difference depends on the order. */
function weights(graph: Graph): Flow {
  const net = new Map<string, Map<string, number>>()
  for (const id of graph.places.keys()) net.set(id, new Map())
  const add = (a: string, b: string, by: number) => net.get(a)?.set(b, (net.get(a)?.get(b) ?? 0) + by)
  for (const { from, to, count } of graph.links) {
    if (from === to) continue
    add(from, to, count)
    add(to, from, -count)
  }
  return net
}

/** What nobody comes from goes first, what leads nowhere last; in a knot the step with most to give goes first. */
function greedy(ids: readonly string[], flow: Flow): string[] {
  const left = new Set([...ids].sort())
  const head: string[] = []
  const tail: string[] = []
  while (left.size > 0) {
    const balances = [...left].map((id) => balanceOf(id, left, flow))
    const source = balances.find((one) => one.comes === 0)
    const sink = balances.find((one) => one.goes === 0)
    const next = source ?? sink ?? balances.reduce((best, one) => (one.surplus > best.surplus ? one : best))
    left.delete(next.id)
    if (next === sink && next !== source) tail.unshift(next.id)
    else head.push(next.id)
  }
  return [...head, ...tail]
}

function balanceOf(id: string, left: ReadonlySet<string>, flow: Flow) {
  let [comes, goes, passages] = [0, 0, 0]
  for (const [other, net] of flow.get(id) ?? []) {
    if (left.has(other)) {
      comes += Math.max(0, -net)
      goes += Math.max(0, net)
    }
    // Beginning speaks for an early place, ending for a late one.
    else if (other === startId || other === endId) passages -= net
  }
  return { id, comes, goes, surplus: goes - comes + passages }
}

function settle(order: string[], flow: Flow): string[] {
  const rounds = order.length > 200 ? 2 : 12
  for (let round = 0; round < rounds; round++) {
    let moved = false
    for (const id of [...order]) moved = moveToBest(order, id, flow) || moved
    if (!moved) break
  }
  return order
}

/** Passing a neighbour gains what goes their way and loses what goes against it; the best place is the highest sum. */
function moveToBest(order: string[], id: string, flow: Flow): boolean {
  const at = order.indexOf(id)
  const net = flow.get(id)
  let [best, gain, sum] = [at, 0, 0]
  const look = (place: number, sign: number) => {
    sum += sign * (net?.get(order[place] ?? '') ?? 0)
    if (sum > gain) [best, gain] = [place, sum]
  }
  for (let place = at - 1; place >= 0; place--) look(place, 1)
  sum = 0
  for (let place = at + 1; place < order.length; place++) look(place, -1)
  if (best === at) return false
  order.splice(at, 1)
  order.splice(best, 0, id)
  return true
}
