import type { Arrivals, Forecast, ForecastEvaluation } from '../../insight/forecast/answers.ts'
import type { FilterQuery, MapQuery } from './query.ts'

interface Looked {
  /** attributes of events that are not to be looked at: a JSON list, or names parted by commas */
  without?: string
}
/**
 * case: one case, by its key or its name; step: those that stand at it; by: `risk` (of ending badly), or `promise` (those whose
 * promise still runs, the likeliest to be late first); limit: how many cases are listed
 */
interface Standing extends Looked {
  case?: string
  step?: string
  by?: string
  limit?: string
}

export interface ForecastRoutes {
  /** the open cases with what is to come; `map` absent: each event name is a step */
  'GET /api/forecast': { query: MapQuery & Standing; answer: Forecast }
  /** the same over a map that is not kept */
  'POST /api/forecast': { query: FilterQuery & Standing; body: { text: string }; answer: Forecast }
  /** how good forecasts would have been; train: share of the cases that begin before the cut, 0.7 */
  'GET /api/forecast/evaluation': {
    query: MapQuery & Looked & { train?: string }
    answer: ForecastEvaluation
  }
  'POST /api/forecast/evaluation': {
    query: FilterQuery & Looked & { train?: string }
    body: { text: string }
    answer: ForecastEvaluation
  }
  /** expected arrivals at each step; days: how many days to come, 14 */
  'GET /api/forecast/arrivals': { query: MapQuery & { days?: string }; answer: Arrivals }
  'POST /api/forecast/arrivals': { query: FilterQuery & { days?: string }; body: { text: string }; answer: Arrivals }
}
