import type { Change, WhatIf } from '../../insight/whatif/answers.ts'
import type { FilterQuery, MapQuery } from './query.ts'

export interface WhatIfQuery {
  /** a JSON list of changes */
  changes?: string
  /** cases simulated, 1,000 to 200,000 */
  runs?: string
  seed?: string
  /** `yes`: changed waits change who leaves, as was seen together */
  leaving?: string
  /** a word of the asker's, under which GET /api/what-if/progress says how far it is */
  ticket?: string
}

export interface WhatIfRoutes {
  'GET /api/what-if': { query: MapQuery & WhatIfQuery; answer: WhatIf }
  /** a map that is not kept */
  'POST /api/what-if': { query: FilterQuery & WhatIfQuery; body: { text: string }; answer: WhatIf }
  /** 0..1; null: nothing is simulated under this ticket */
  'GET /api/what-if/progress': { query: { ticket: string }; answer: { done: number | null } }
}
export type { Change }
