import { type Id, type IdentityRules, kindIn, ruleOf, valueIn } from './rules.ts'

/** What resolving needs to know of the bonds seen so far. */
export interface Bonds {
  /** the ids seen together with each of these */
  neighbours(ids: readonly Id[]): Promise<ReadonlyMap<Id, readonly Id[]>>
}

/** An id of a customer, and the name of that customer: one of the customer's ids. */
export interface Resolved {
  readonly name: Id
  /** seen with more customers than its rule allows */
  readonly isShared: boolean
}

/**
 * Which customer each of these ids is, and each id that is joined with them. A customer is what hangs together by bonds
 * between ids that may join; an id that is shared, or was set apart by a member, stands alone. It depends on which bonds there
 * are, never on the order in which they were seen: so any order of arrival gives the same customers.
 * @param apart ids that a member set apart
 */
export async function resolve(
  start: readonly Id[],
  bonds: Bonds,
  rules: IdentityRules,
  apart: ReadonlySet<Id>,
): Promise<Map<Id, Resolved>> {
  const graph = await reached(start, bonds, rules, apart)
  const resolved = new Map<Id, Resolved>()
  for (const id of graph.keys()) {
    if (resolved.has(id)) continue
    const members = together(id, graph)
    const name = nameOf(members, rules)
    for (const member of members) {
      const { isShared } = graph.get(member) ?? { isShared: false }
      resolved.set(member, { name, isShared })
    }
  }
  return resolved
}

interface Node {
  readonly isShared: boolean
  readonly joins: boolean
  readonly neighbours: readonly Id[]
}

/** All that can be reached over ids that join, and the ids beside the way. */
async function reached(
  start: readonly Id[],
  bonds: Bonds,
  rules: IdentityRules,
  apart: ReadonlySet<Id>,
): Promise<Map<Id, Node>> {
  const graph = new Map<Id, Node>()
  let frontier = [...new Set(start)]
  while (frontier.length > 0) {
    const found = await bonds.neighbours(frontier)
    const next = new Set<Id>()
    for (const id of frontier) {
      const node = nodeOf(id, found.get(id) ?? [], rules, apart)
      graph.set(id, node)
      if (node.joins) for (const one of node.neighbours) next.add(one)
    }
    frontier = [...next].filter((id) => !graph.has(id))
  }
  return graph
}

function nodeOf(id: Id, neighbours: readonly Id[], rules: IdentityRules, apart: ReadonlySet<Id>): Node {
  const rule = ruleOf(rules, id)
  const anchors = neighbours.filter((one) => kindIn(one) === rules.anchor).length
  const isShared = rule.joins && anchors > rule.most
  return { neighbours, isShared, joins: rule.joins && !isShared && !apart.has(id) }
}

function together(start: Id, graph: ReadonlyMap<Id, Node>): Id[] {
  const members = new Set([start])
  if (graph.get(start)?.joins !== true) return [start]
  for (const id of members) {
    for (const one of graph.get(id)?.neighbours ?? []) if (graph.get(one)?.joins === true) members.add(one)
  }
  return [...members]
}

/** The smallest of the anchor's ids, else of all: the same whichever came first. */
function nameOf(members: readonly Id[], rules: IdentityRules): Id {
  const anchors = members.filter((id) => kindIn(id) === rules.anchor)
  const from = anchors.length > 0 ? anchors : members
  return from.reduce((least, id) => (isBefore(id, least) ? id : least))
}

/** Shorter numbers before longer ones, as people count them. */
function isBefore(one: Id, other: Id): boolean {
  const [a, b] = [valueIn(one), valueIn(other)]
  return a.length === b.length ? one < other : a.length < b.length
}
