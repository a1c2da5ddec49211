import { drivers, driverTargets } from '../../insight/index.ts'
import type { MapDocument } from '../../map/index.ts'
import type { Context } from '../context.ts'
import type { DriverRoutes } from '../contract/drivers.ts'
import { mapOf, parsed } from '../map-shelf.ts'
import { atFault } from '../problem.ts'
import { type Ask, filterOf, type Handlers } from '../route.ts'

export function driverHandlers({ store, builds }: Context): Pick<Handlers, keyof DriverRoutes> {
  const { warehouse } = store
  return {
    'GET /api/maps/:map/drivers': async (ask) => answer(ask, await mapOf(store, ask.param('map'))),
    'POST /api/drivers': async (ask) => answer(ask, parsed((await ask.body()).text)),
    'GET /api/maps/:map/drivers/targets': async (ask) => driverTargets(warehouse, await mapOf(store, ask.param('map'))),
  }

  async function answer(ask: Ask<'GET /api/maps/:map/drivers' | 'POST /api/drivers'>, map: MapDocument) {
    const { least, of = 'outcome' } = ask.query
    if (least < 2)
      throw atFault([{ field: 'least', value: String(least), reason: 'is too few to compare' }], 'Give 2 or more.')
    // Who closes the page or stops the command waits no longer, and neither does the work.
    const { signal } = ask.raw.req.raw
    return builds.during('comparing what goes with it', (on) =>
      drivers(warehouse, map, { of, least, signal, on }, filterOf(ask.query)),
    )
  }
}
