/** Answers of clusters: groups of journeys that are alike, each with one that stands for it. */
import type { Share } from '../answers.ts'

export interface Clusters {
  readonly cases: number
  readonly variants: number
  /** variants that the groups were made from, and those laid to the nearest group afterwards */
  readonly from: { readonly variants: number; readonly cases: number }
  readonly laid: { readonly variants: number; readonly cases: number }
  /** cases of rarer variants, in no group */
  readonly left: number
  /** mean silhouette of the cases the groups were made from: 1 apart, 0 one into the other */
  readonly silhouette: number | null
  readonly tried: readonly { readonly clusters: number; readonly silhouette: number }[]
  /** what the silhouette says of the groups, in words */
  readonly says: string
  /** largest first */
  readonly clusters: readonly Cluster[]
}

export interface Cluster {
  /** from 1, in the order of the list */
  readonly number: number
  /** its most telling steps, as a name */
  readonly title: string
  readonly cases: number
  readonly share: Share
  readonly medianSeconds: number
  readonly variants: number
  readonly outcome: Share | null
  /** the variant nearest to all others of the group */
  readonly representative: {
    readonly id: string
    readonly cases: number
    readonly medianSeconds: number
    readonly steps: readonly string[]
  }
  /** what sets it apart from all other cases, the largest difference first */
  readonly apart: readonly Trait[]
}

export interface Trait {
  readonly step: string
  readonly kind: 'more' | 'fewer' | 'repeats' | 'begins' | 'ends'
  /** share of the cluster's cases, and of the cases of all other groups */
  readonly here: Share
  readonly elsewhere: Share
  readonly says: string
}
