import { type Distances, type Grouping, grouped } from './medoids.ts'
import { distance, type Profile, profileOf } from './profile.ts'

/** Variants to group, as plain values: the first `made` make the groups, the rest is laid to them. */
export interface Grouped {
  readonly rows: readonly { readonly trace: readonly number[]; readonly cases: number }[]
  readonly made: number
  readonly codes: number
  /** null: as many as lie best apart */
  readonly clusters: number | null
}

export interface Groups {
  readonly own: readonly number[]
  /** the row that stands for each group, the group with most cases first */
  readonly medoids: readonly number[]
  readonly silhouette: number | null
  readonly tried: readonly { readonly clusters: number; readonly silhouette: number }[]
}

const mostTried = 8

/** Groups variants by their profiles; one group where there are fewer than four different variants. */
export function group({ rows, made, codes, clusters }: Grouped): Groups {
  const profiles = rows.map(({ trace }) => profileOf(trace, codes))
  const weights = Float64Array.from(rows.slice(0, made), ({ cases }) => cases)
  const distances: Distances = { n: made, of: between(profiles.slice(0, made)), weights }
  if (made < 4) return alone(rows)
  const counts =
    clusters === null
      ? Array.from({ length: Math.min(mostTried, made - 1) - 1 }, (_, i) => i + 2)
      : [Math.min(clusters, made)]
  const all = counts.map((k) => ({ k, grouping: grouped(distances, k) }))
  // Of groupings that lie equally well apart the one with fewer groups is easier to read.
  const best = all.reduce((least, one) => (one.grouping.silhouette > least.grouping.silhouette + 0.01 ? one : least))
  return {
    ...inOrder(laid(best.grouping, profiles, made), best.grouping, rows),
    silhouette: best.grouping.silhouette,
    tried: all.map(({ k, grouping }) => ({ clusters: k, silhouette: grouping.silhouette })),
  }
}

function alone(rows: Grouped['rows']): Groups {
  return { own: rows.map(() => 0), medoids: rows.length === 0 ? [] : [0], silhouette: null, tried: [] }
}

function between(profiles: readonly Profile[]): Float32Array {
  const n = profiles.length
  const of = new Float32Array(n * n)
  for (const [i, a] of profiles.entries()) {
    for (let j = 0; j < i; j++) {
      const b = profiles[j]
      if (b === undefined) continue
      const far = distance(a, b)
      of[i * n + j] = far
      of[j * n + i] = far
    }
  }
  return of
}

/** The group of every row: its own where it made the groups, else the nearest medoid's. */
function laid({ own, medoids }: Grouping, profiles: readonly Profile[], made: number): readonly number[] {
  return profiles.map((profile, i) => {
    if (i < made) return own[i] ?? 0
    const far = medoids.map((medoid) => {
      const other = profiles[medoid]
      return other === undefined ? 1 : distance(profile, other)
    })
    return far.indexOf(Math.min(...far))
  })
}

function inOrder(own: readonly number[], { medoids }: Grouping, rows: Grouped['rows']) {
  const cases = medoids.map((_, place) => rows.reduce((sum, row, i) => sum + (own[i] === place ? row.cases : 0), 0))
  const order = medoids.map((_, place) => place).toSorted((a, b) => (cases[b] ?? 0) - (cases[a] ?? 0) || a - b)
  return { own: own.map((place) => order.indexOf(place)), medoids: order.map((place) => medoids[place] ?? 0) }
}
