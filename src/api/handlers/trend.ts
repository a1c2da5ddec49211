import { type TrendAsked, trend } from '../../insight/index.ts'
import type { Context } from '../context.ts'
import type { TrendRoutes } from '../contract/trend.ts'
import { mapOf, parsed } from '../map-shelf.ts'
import { type Ask, filterOf, type Handlers } from '../route.ts'

type Answered = Pick<Handlers, keyof TrendRoutes>

export function trendHandlers({ store }: Context): Answered {
  return {
    'GET /api/maps/:map/trend': async (ask) =>
      trend(store.warehouse, await mapOf(store, ask.param('map')), filterOf(ask.query), {
        ...askedOf(ask.query),
        signal: ask.raw.req.raw.signal,
      }),
    'POST /api/trend': async (ask) => {
      const { text } = await ask.body()
      return trend(store.warehouse, parsed(text), filterOf(ask.query), {
        ...askedOf(ask.query),
        signal: ask.raw.req.raw.signal,
      })
    },
  }
}

function askedOf({ bucket, charts }: Ask<keyof TrendRoutes>['query']): TrendAsked {
  return { ...(bucket ? { bucket } : {}), ...(charts ? { charts } : {}) }
}
