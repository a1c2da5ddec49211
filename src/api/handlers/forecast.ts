import * as z from 'zod'
import { type Asking, evaluateForecast, expectedArrivals, forecast } from '../../insight/index.ts'
import type { MapDocument } from '../../map/index.ts'
import type { Context } from '../context.ts'
import type { ForecastRoutes } from '../contract/forecast.ts'
import { mapOf, parsed } from '../map-shelf.ts'
import { atFault } from '../problem.ts'
import { type Ask, filterOf, type Handlers } from '../route.ts'

type Answered = Pick<Handlers, keyof ForecastRoutes>
/** A question of a map that is kept, or of one that is given. */
type Asked<Of extends string> =
  | Ask<`GET /api/forecast${Of}` & keyof ForecastRoutes>
  | Ask<`POST /api/forecast${Of}` & keyof ForecastRoutes>

export function forecastHandlers({ store, builds }: Context): Answered {
  const { warehouse } = store
  const kept = (ask: Ask<'GET /api/forecast' | 'GET /api/forecast/evaluation' | 'GET /api/forecast/arrivals'>) =>
    mapOf(store, ask.query.map)
  const given = async (
    ask: Ask<'POST /api/forecast' | 'POST /api/forecast/evaluation' | 'POST /api/forecast/arrivals'>,
  ) => parsed((await ask.body()).text)

  return {
    'GET /api/forecast': async (ask) => standing(ask, await kept(ask)),
    'POST /api/forecast': async (ask) => standing(ask, await given(ask)),
    'GET /api/forecast/evaluation': async (ask) => evaluation(ask, await kept(ask)),
    'POST /api/forecast/evaluation': async (ask) => evaluation(ask, await given(ask)),
    'GET /api/forecast/arrivals': async (ask) => coming(ask, await kept(ask)),
    'POST /api/forecast/arrivals': async (ask) => coming(ask, await given(ask)),
  }

  /** Whoever closes the request stops the fitting, unless others wait for it. */
  function fitting<Answer>({ raw }: Pick<Ask, 'raw'>, work: (asking: Asking) => Promise<Answer>): Promise<Answer> {
    const { signal } = raw.req.raw
    return builds.during('learning from past cases', (on) => work({ signal, on }))
  }

  function standing(ask: Asked<''>, map: MapDocument) {
    const asked = {
      case: ask.query.case,
      step: ask.query.step,
      by: ask.query.by,
      without: listed(ask.query.without),
      limit: ask.query.limit,
    }
    return fitting(ask, (asking) => forecast(warehouse, map, asked, filterOf(ask.query), asking))
  }

  function coming(ask: Asked<'/arrivals'>, map: MapDocument) {
    const asked = { days: Math.max(1, ask.query.days) }
    return fitting(ask, (asking) => expectedArrivals(warehouse, map, asked, filterOf(ask.query), asking))
  }

  function evaluation(ask: Asked<'/evaluation'>, map: MapDocument) {
    const asked = { train: trainOf(ask.query.train), without: listed(ask.query.without) }
    return fitting(ask, (asking) => evaluateForecast(warehouse, map, asked, filterOf(ask.query), asking))
  }
}

/** `0.7` or `70%`. */
function trainOf(text: string | undefined): number {
  if (!text) return 0.7
  const match = /^(\d*\.?\d+)\s*(%?)$/.exec(text.trim())
  const value = match === null ? Number.NaN : Number(match[1]) / (match[2] === '%' ? 100 : 1)
  if (value > 0 && value < 1) return value
  throw atFault(
    [{ field: 'train', value: text, reason: 'is not a share of the cases' }],
    'Write it between 0 and 1: 0.7, or 70%.',
  )
}

/** Names as JSON where one holds a comma, else parted by commas. */
function listed(text: string | undefined): readonly string[] {
  if (!text) return []
  if (!text.startsWith('[')) return text.split(',').map((name) => name.trim())
  const names = z.array(z.string()).safeParse(
    ((): unknown => {
      try {
        return JSON.parse(text)
      } catch {
        return undefined // named below
      }
    })(),
  )
  if (names.success) return names.data
  throw atFault(
    [{ field: 'without', value: text, reason: 'is not a list of names' }],
    'Write A,B,C, or a JSON list where a name holds a comma.',
  )
}
