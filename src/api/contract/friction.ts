import type { Frictions } from '../../insight/friction/answers.ts'
import type { FilterQuery } from './query.ts'

/** How many names of cases, and how many of their customers' words, to give with each friction. */
export interface FrictionQuery extends FilterQuery {
  evidence?: string
  words?: string
}

/** What goes wrong in the cases of a map, the dearest first. */
export interface FrictionRoutes {
  'GET /api/maps/:map/friction': { query: FrictionQuery; answer: Frictions }
  /** the same of a map that is not kept */
  'POST /api/friction': { query: FrictionQuery; body: { text: string }; answer: Frictions }
}
