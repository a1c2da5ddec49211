import type { Graph, Link } from './model.ts'

/**
 * The widest ways: for each place, the neighbour through which most cases can come from `root` (or go to it), by the
 * narrowest link of the way. Following the neighbours from any place leads to the root, so whoever keeps them keeps the
 * picture connected with the busiest links that can do it. Prim's tree, largest link first.
 */
export function widest(graph: Graph, root: string, towards: 'from' | 'to'): ReadonlyMap<string, Link> {
  const [near, far] = towards === 'from' ? (['from', 'to'] as const) : (['to', 'from'] as const)
  const around = Map.groupBy(graph.links, (link) => link[near])
  const chosen = new Map<string, Link>()
  const width = new Map<string, number>([[root, Number.POSITIVE_INFINITY]])
  const open = new Set([root])
  const done = new Set<string>()
  while (open.size > 0) {
    const at = widestOf(open, width)
    open.delete(at)
    done.add(at)
    for (const link of around.get(at) ?? []) {
      if (done.has(link[far])) continue
      const through = Math.min(width.get(at) ?? 0, link.count)
      const known = width.get(link[far])
      if (known !== undefined && !better(through, known, link, chosen.get(link[far]))) continue
      width.set(link[far], through)
      chosen.set(link[far], link)
      open.add(link[far])
    }
  }
  return chosen
}

/** At equal width the link with more cases: it is the one a person expects to see. */
function better(through: number, known: number, link: Link, chosen: Link | undefined): boolean {
  return through > known || (through === known && link.count > (chosen?.count ?? 0))
}

function widestOf(open: ReadonlySet<string>, width: ReadonlyMap<string, number>): string {
  let best = ''
  let most = Number.NEGATIVE_INFINITY
  for (const id of open) {
    const here = width.get(id) ?? 0
    if (here > most) [best, most] = [id, here]
  }
  return best
}
