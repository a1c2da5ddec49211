import * as z from 'zod'
import { type TrendAsked, trend } from '../../insight/index.ts'
import type { Context } from '../context.ts'
import { mapOf, parsed } from '../map-shelf.ts'
import { check, filterOf, type Handlers } from '../route.ts'

type Answered = Pick<Handlers, 'GET /api/maps/:map/trend' | 'POST /api/trend'>

export function trendHandlers({ store }: Context): Answered {
  return {
    'GET /api/maps/:map/trend': async (ask) =>
      trend(store.warehouse, await mapOf(store, ask.param('map')), filterOf(ask.query), {
        ...askedOf(ask.query),
        signal: ask.raw.req.raw.signal,
      }),
    'POST /api/trend': async (ask) => {
      const { text } = await ask.body(z.object({ text: z.string() }))
      return trend(store.warehouse, parsed(text), filterOf(ask.query), {
        ...askedOf(ask.query),
        signal: ask.raw.req.raw.signal,
      })
    },
  }
}

function askedOf(query: Readonly<Record<string, string>>): TrendAsked {
  const bucket = query['bucket']
  const charts = query['charts']
  return {
    ...(bucket
      ? { bucket: check(z.enum(['day', 'week'], { error: 'is neither day nor week' }), bucket, 'bucket') }
      : {}),
    ...(charts ? { charts: check(z.enum(['shifted', 'all', 'none']), charts, 'charts') } : {}),
  }
}
