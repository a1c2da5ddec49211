import { friction } from '../../insight/index.ts'
import type { MapDocument } from '../../map/index.ts'
import type { Context } from '../context.ts'
import type { FrictionRoutes } from '../contract/friction.ts'
import { mapOf, parsed } from '../map-shelf.ts'
import { type Ask, filterOf, type Handlers } from '../route.ts'

type Answered = Pick<Handlers, keyof FrictionRoutes>

export function frictionHandlers({ store }: Context): Answered {
  const answer = (ask: Ask<keyof FrictionRoutes>, map: MapDocument) =>
    friction(store.warehouse, map, filterOf(ask.query), {
      evidence: ask.query.evidence,
      words: ask.query.words,
    })
  return {
    'GET /api/maps/:map/friction': async (ask) => answer(ask, await mapOf(store, ask.param('map'))),
    'POST /api/friction': async (ask) => {
      const { text } = await ask.body()
      return answer(ask, parsed(text))
    },
  }
}
