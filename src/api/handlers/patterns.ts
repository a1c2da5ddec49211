import * as z from 'zod'
import { type AnomalyKind, anomalies, type CohortsAsked, clusters, cohorts } from '../../insight/index.ts'
import type { Context } from '../context.ts'
import { lensOf, mapOf } from '../map-shelf.ts'
import { type Ask, check, filterOf, type Handlers, whole } from '../route.ts'

type Answered = Pick<Handlers, 'GET /api/explore/cohorts' | 'GET /api/explore/clusters' | 'GET /api/explore/anomalies'>

const periods = ['day', 'week', 'month'] as const
const period = z.enum(periods, { error: 'is not a period: give day, week or month' })
export const anomalyKind: z.ZodType<AnomalyKind> = z.enum(['rare', 'backwards', 'wait', 'instant', 'repeats', 'long'], {
  error: 'is not a reason: give rare, backwards, wait, instant, repeats or long',
})
const name = z.string().min(1).max(500)
export const cohortsShape: z.ZodType<CohortsAsked> = z.strictObject({
  of: z.enum(['cases', 'customers'], { error: 'is neither cases nor customers' }),
  by: z.union([period, z.strictObject({ property: name })]),
  start: name.nullable(),
  reach: name.nullable(),
  period,
  periods: z.int().min(1).max(60),
})

export function patternHandlers({ store }: Context): Answered {
  const { warehouse } = store
  return {
    'GET /api/explore/cohorts': async (ask) =>
      cohorts(warehouse, await lensOf(store, ask.query['map']), cohortsOf(ask), filterOf(ask.query)),
    'GET /api/explore/clusters': async (ask) =>
      clusters(
        warehouse,
        await mapOf(store, ask.query['map']),
        { clusters: ask.query['clusters'] ? whole(ask.query, 'clusters', 2, 1000) : null },
        filterOf(ask.query),
        ask.raw.req.raw.signal,
      ),
    'GET /api/explore/anomalies': async (ask) =>
      anomalies(
        warehouse,
        await mapOf(store, ask.query['map']),
        {
          kind: ask.query['kind'] ? check(anomalyKind, ask.query['kind'], 'kind') : null,
          limit: whole(ask.query, 'limit', 50, 1000),
        },
        filterOf(ask.query),
      ),
  }
}

function cohortsOf({ query }: Ask): CohortsAsked {
  const by = query['by'] || 'week'
  const isTime = periods.some((one) => one === by)
  return check(
    cohortsShape,
    {
      of: query['of'] || 'cases',
      by: isTime ? by : { property: by },
      start: query['start'] || null,
      reach: query['reach'] || null,
      period: query['period'] || (isTime ? by : 'week'),
      periods: whole(query, 'periods', 12, 60),
    },
    'cohorts',
  )
}
