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
  {
    id: 'paths',
    label: 'Paths',
    says: 'Where cases go after they first come to a step, or came from before it.',
    Tab: lazy(() => code(import('./paths/paths-tab.tsx')).then(({ PathsTab }) => ({ default: PathsTab }))),
  },
  {
    id: 'matrix',
    label: 'Step by step',
    says: 'Where cases stand at each place of their trace.',
    Tab: lazy(() => code(import('./matrix/matrix-tab.tsx')).then(({ MatrixTab }) => ({ default: MatrixTab }))),
  },
  {
    id: 'follows',
    label: 'Sooner or later',
    says: 'Which step is eventually followed by which, whatever lies between.',
    Tab: lazy(() => code(import('./follows/follows-tab.tsx')).then(({ FollowsTab }) => ({ default: FollowsTab }))),
  },
  {
    id: 'between',
    label: 'Time between',
    says: 'How long from one step to another, whatever lies between.',
    Tab: lazy(() => code(import('./between/between-tab.tsx')).then(({ BetweenTab }) => ({ default: BetweenTab }))),
  },
  {
    id: 'cohorts',
    label: 'Cohorts',
    says: 'Who began together, and how many came back or reached a step later.',
    Tab: lazy(() => code(import('./cohorts/cohorts-tab.tsx')).then(({ CohortsTab }) => ({ default: CohortsTab }))),
  },
  {
    id: 'clusters',
    label: 'Clusters',
    says: 'Journeys that are alike, each group with a variant that stands for it and what sets it apart.',
    Tab: lazy(() => code(import('./clusters/clusters-tab.tsx')).then(({ ClustersTab }) => ({ default: ClustersTab }))),
  },
  {
    id: 'anomalies',
    label: 'Anomalies',
    says: 'Cases unlike the others, each with why.',
    Tab: lazy(() =>
      code(import('./anomalies/anomalies-tab.tsx')).then(({ AnomaliesTab }) => ({ default: AnomaliesTab })),
    ),
  },
]
