/** How alike two variants are: by the steps they hold and by which step follows which, begin and end with them. */

export interface Profile {
  /** features in rising order, and how much of each */
  readonly features: Int32Array
  readonly amounts: Float32Array
}

/** Steps and neighbours of a variant. A step's weight grows with the root of its repeats, so that a loop does not drown the rest. */
export function profileOf(steps: readonly number[], codes: number): Profile {
  const counts = new Map<number, number>()
  const add = (feature: number) => counts.set(feature, (counts.get(feature) ?? 0) + 1)
  const wide = codes + 1
  let prev = 0
  for (const step of steps) {
    add(step)
    add(wide + prev * wide + step)
    prev = step
  }
  add(wide + prev * wide)
  const features = Int32Array.from(counts.keys()).sort()
  return { features, amounts: Float32Array.from(features, (feature) => Math.sqrt(counts.get(feature) ?? 0)) }
}

/** Ruzicka's distance: one less what two profiles share over what they hold together; 0 alike, 1 nothing in common. */
export function distance(a: Profile, b: Profile): number {
  let [i, j, shared, together] = [0, 0, 0, 0]
  while (i < a.features.length || j < b.features.length) {
    const [left, right] = [a.features[i] ?? Number.POSITIVE_INFINITY, b.features[j] ?? Number.POSITIVE_INFINITY]
    const [x, y] = [left <= right ? (a.amounts[i] ?? 0) : 0, right <= left ? (b.amounts[j] ?? 0) : 0]
    shared += Math.min(x, y)
    together += Math.max(x, y)
    if (left <= right) i++
    if (right <= left) j++
  }
  return together === 0 ? 0 : 1 - shared / together
}
