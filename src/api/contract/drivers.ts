import type { Drivers, DriverTargets } from '../../insight/drivers/answers.ts'
import type { FilterQuery } from './query.ts'

/** What goes with an outcome, a score, a late promise. `of`: outcome, score, score:nps, late:STEP, dropped:STEP, reached:STEP. */
export interface DriverRoutes {
  /** `least`: cases with and without a factor below which it is too few (30) */
  'GET /api/maps/:map/drivers': { query: FilterQuery & { of?: string; least?: string }; answer: Drivers }
  /** of a map that is not kept */
  'POST /api/drivers': { query: FilterQuery & { of?: string; least?: string }; body: { text: string }; answer: Drivers }
  /** what can be asked of the map */
  'GET /api/maps/:map/drivers/targets': { query: object; answer: DriverTargets }
}
