import type { Compare } from '../../insight/compare/answers.ts'
import type { FilterQuery } from './query.ts'

/**
 * `a`, `b`: which cases stand on either side, as JSON of a filter: {"from":…,"to":…,"segment":…,"variant":…,"source":…}; {} is all. `b`
 * left out: the cases outside a's segment. The filters of the query are asked of both sides.
 */
export interface CompareQuery extends FilterQuery {
  a?: string
  b?: string
  /** the id of a map that is kept: its promises and steps are held against side a */
  toBe?: string
}

export interface CompareRoutes {
  'GET /api/maps/:map/compare': { query: CompareQuery; answer: Compare }
  /** over maps that are not kept */
  'POST /api/compare': { query: CompareQuery; body: { text?: string; toBe?: string }; answer: Compare }
}
