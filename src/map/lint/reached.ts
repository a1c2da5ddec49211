import type { DrawnTransition } from '../drawn.ts'

/** All steps that can be reached from some, those themselves included. */
export function reached(from: readonly string[], ways: readonly DrawnTransition[]): ReadonlySet<string> {
  const follows = Map.groupBy(ways, (way) => way.from)
  const found = new Set<string>(from)
  // a set that grows while it is walked is walked to its end
  for (const id of found) for (const { to } of follows.get(id) ?? []) found.add(to)
  return found
}
