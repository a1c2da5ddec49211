import { anomalies, type CohortsAsked, clusters, cohorts } from '../../insight/index.ts'
import { cohortPeriods, cohortsShape } from '../asks/behind.ts'
import type { Context } from '../context.ts'
import { lensOf, mapOf } from '../map-shelf.ts'
import { type Ask, check, filterOf, type Handlers } from '../route.ts'

type Answered = Pick<Handlers, 'GET /api/explore/cohorts' | 'GET /api/explore/clusters' | 'GET /api/explore/anomalies'>

export function patternHandlers({ store }: Context): Answered {
  const { warehouse } = store
  return {
    'GET /api/explore/cohorts': async (ask) =>
      cohorts(warehouse, await lensOf(store, ask.query.map), cohortsOf(ask), filterOf(ask.query)),
    'GET /api/explore/clusters': async (ask) =>
      clusters(
        warehouse,
        await mapOf(store, ask.query.map),
        { clusters: ask.query.clusters ?? null },
        filterOf(ask.query),
        ask.raw.req.raw.signal,
      ),
    'GET /api/explore/anomalies': async (ask) =>
      anomalies(
        warehouse,
        await mapOf(store, ask.query.map),
        {
          kind: ask.query.kind ?? null,
          limit: ask.query.limit,
        },
        filterOf(ask.query),
      ),
  }
}

function cohortsOf({ query }: Ask<'GET /api/explore/cohorts'>): CohortsAsked {
  const by = query.by ?? 'week'
  const isTime = cohortPeriods.some((one) => one === by)
  return check(
    cohortsShape,
    {
      of: query.of ?? 'cases',
      by: isTime ? by : { property: by },
      start: query.start ?? null,
      reach: query.reach ?? null,
      period: query.period ?? (isTime ? by : 'week'),
      periods: query.periods,
    },
    'cohorts',
  )
}
