import type { Trend } from '../../insight/trend/answers.ts'
import type { FilterQuery } from './query.ts'

/** `bucket`: day or week; without it the answer chooses. `charts`: shifted (those in which something shifts), all or none. */
export interface TrendQuery extends FilterQuery {
  bucket?: string
  charts?: string
}

export interface TrendRoutes {
  'GET /api/maps/:map/trend': { query: TrendQuery; answer: Trend }
  /** over a map that is not kept */
  'POST /api/trend': { query: TrendQuery; body: { text: string }; answer: Trend }
}
