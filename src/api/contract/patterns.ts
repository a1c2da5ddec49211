import type { Anomalies } from '../../insight/anomalies/answers.ts'
import type { Clusters } from '../../insight/clusters/answers.ts'
import type { Cohorts } from '../../insight/cohorts/answers.ts'
import type { MapQuery } from './query.ts'

export interface CohortsQuery {
  /** cases (the ordinary) or customers */
  of?: string
  /** day, week (the ordinary), month, or the name of a field, property or trait */
  by?: string
  /** cohorts begin with the first visit to this step */
  start?: string
  /** counted are those that reached this step; absent: those that came back */
  reach?: string
  /** day, week (the ordinary) or month */
  period?: string
  periods?: string
}

export interface PatternRoutes {
  'GET /api/explore/cohorts': { query: MapQuery & CohortsQuery; answer: Cohorts }
  /** clusters: how many; absent: as many as lie best apart */
  'GET /api/explore/clusters': { query: MapQuery & { clusters?: string }; answer: Clusters }
  /** kind: only cases with a reason of this kind */
  'GET /api/explore/anomalies': { query: MapQuery & { kind?: string; limit?: string }; answer: Anomalies }
}
