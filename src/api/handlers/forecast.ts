import * as z from 'zod'
import { type Asking, evaluateForecast, expectedArrivals, forecast } from '../../insight/index.ts'
import type { MapDocument } from '../../map/index.ts'
import type { Context } from '../context.ts'
import { mapOf, parsed } from '../map-shelf.ts'
import { ApiProblem } from '../problem.ts'
import { type Ask, filterOf, type Handlers, whole } from '../route.ts'

type Answered = Pick<
  Handlers,
  | 'GET /api/forecast'
  | 'POST /api/forecast'
  | 'GET /api/forecast/evaluation'
  | 'POST /api/forecast/evaluation'
  | 'GET /api/forecast/arrivals'
  | 'POST /api/forecast/arrivals'
>

const mapText = z.object({ text: z.string() })

export function forecastHandlers({ store, builds }: Context): Answered {
  const { warehouse } = store
  const kept = (ask: Ask) => mapOf(store, ask.query['map'])
  const given = async (ask: Ask) => parsed((await ask.body(mapText)).text)

  return {
    'GET /api/forecast': async (ask) => standing(ask, await kept(ask)),
    'POST /api/forecast': async (ask) => standing(ask, await given(ask)),
    'GET /api/forecast/evaluation': async (ask) => evaluation(ask, await kept(ask)),
    'POST /api/forecast/evaluation': async (ask) => evaluation(ask, await given(ask)),
    'GET /api/forecast/arrivals': async (ask) => coming(ask, await kept(ask)),
    'POST /api/forecast/arrivals': async (ask) => coming(ask, await given(ask)),
  }

  /** Whoever closes the request stops the fitting, unless others wait for it. */
  function fitting<Answer>(ask: Ask, work: (asking: Asking) => Promise<Answer>): Promise<Answer> {
    const { signal } = ask.raw.req.raw
    return builds.during('learning from past cases', (on) => work({ signal, on }))
  }

  function standing(ask: Ask, map: MapDocument) {
    const asked = {
      case: ask.query['case'] || undefined,
      step: ask.query['step'] || undefined,
      by: orderOf(ask.query['by']),
      without: listed(ask.query['without']),
      limit: whole(ask.query, 'limit', 50, 20_000),
    }
    return fitting(ask, (asking) => forecast(warehouse, map, asked, filterOf(ask.query), asking))
  }

  function coming(ask: Ask, map: MapDocument) {
    const asked = { days: Math.max(1, whole(ask.query, 'days', 14, 60)) }
    return fitting(ask, (asking) => expectedArrivals(warehouse, map, asked, filterOf(ask.query), asking))
  }

  function evaluation(ask: Ask, map: MapDocument) {
    const asked = { train: trainOf(ask.query['train']), without: listed(ask.query['without']) }
    return fitting(ask, (asking) => evaluateForecast(warehouse, map, asked, filterOf(ask.query), asking))
  }
}

function orderOf(by: string | undefined): 'risk' | 'promise' {
  if (!by || by === 'risk') return 'risk'
  if (by === 'promise') return 'promise'
  throw new ApiProblem('bad-request', `by=${by} is no order of cases.`, 'Write by=risk, or by=promise.')
}

/** `0.7` or `70%`. */
function trainOf(text: string | undefined): number {
  if (!text) return 0.7
  const match = /^(\d*\.?\d+)\s*(%?)$/.exec(text.trim())
  const value = match === null ? Number.NaN : Number(match[1]) / (match[2] === '%' ? 100 : 1)
  if (value > 0 && value < 1) return value
  throw new ApiProblem(
    'bad-request',
    `train "${text}" is not a share of the cases.`,
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
  throw new ApiProblem(
    'bad-request',
    `without=${text} is not a list of names.`,
    'Write A,B,C, or a JSON list where a name holds a comma.',
  )
}
