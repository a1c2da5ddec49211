import * as z from 'zod'
import { drivers, driverTargets, leastCases } from '../../insight/index.ts'
import type { MapDocument } from '../../map/index.ts'
import type { Context } from '../context.ts'
import type { DriverRoutes } from '../contract/drivers.ts'
import { mapOf, parsed } from '../map-shelf.ts'
import { ApiProblem } from '../problem.ts'
import { type Ask, filterOf, type Handlers, whole } from '../route.ts'

export function driverHandlers({ store, builds }: Context): Pick<Handlers, keyof DriverRoutes> {
  const { warehouse } = store
  return {
    'GET /api/maps/:map/drivers': async (ask) => answer(ask, await mapOf(store, ask.param('map'))),
    'POST /api/drivers': async (ask) => answer(ask, parsed((await ask.body(z.object({ text: z.string() }))).text)),
    'GET /api/maps/:map/drivers/targets': async (ask) => driverTargets(warehouse, await mapOf(store, ask.param('map'))),
  }

  async function answer(ask: Ask, map: MapDocument) {
    const least = whole(ask.query, 'least', leastCases, 1_000_000)
    if (least < 2) throw new ApiProblem('bad-request', `least=${least} is too few to compare.`, 'Give 2 or more.')
    const of = ask.query['of'] || 'outcome'
    // Who closes the page or stops the command waits no longer, and neither does the work.
    const { signal } = ask.raw.req.raw
    return builds.during('comparing what goes with it', (on) =>
      drivers(warehouse, map, { of, least, signal, on }, filterOf(ask.query)),
    )
  }
}
