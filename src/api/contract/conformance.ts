import type { Conformance } from '../../insight/conform/answers.ts'
import type { FilterQuery } from './query.ts'

export interface ConformanceQuery extends FilterQuery {
  /** how many variants that do not fit are listed, each with its alignment: 20 */
  top?: string
  /** how many variants are aligned, most frequent first: 50000 */
  most?: string
  /** 1: smaller journeys behind steps are opened */
  opened?: string
}

export interface ConformanceRoutes {
  'GET /api/maps/:map/conformance': { query: ConformanceQuery; answer: Conformance }
  /** a map that is not kept; `journeys`: the texts of smaller ones that stand behind its steps, before those that are kept */
  'POST /api/conformance': {
    query: ConformanceQuery
    body: { text: string; journeys?: string[] }
    answer: Conformance
  }
}
