import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import { code } from '../app/code.ts'
import type { ExplorePlace } from './place.ts'

export interface ExploreTab {
  readonly id: string
  readonly label: string
  /** the question it answers, under the tabs */
  readonly says: string
  readonly Tab: LazyExoticComponent<ComponentType<ExplorePlace>>
}

/** The questions of Explore from left to right; the first is the usual one. A new one adds its entry here, its code in a folder beside. */
export const exploreTabs: readonly [ExploreTab, ...ExploreTab[]] = [
  {
    id: 'funnel',
    label: 'Funnel',
    says: 'How many come from step to step, and where they are lost.',
    Tab: lazy(() => code(import('./funnel/funnel-tab.tsx')).then(({ FunnelTab }) => ({ default: FunnelTab }))),
  },
]
