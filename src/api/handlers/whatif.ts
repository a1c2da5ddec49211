import { whatIf } from '../../insight/index.ts'
import type { MapDocument } from '../../map/index.ts'
import type { Context } from '../context.ts'
import { mapOf, parsed } from '../map-shelf.ts'
import { atFault } from '../problem.ts'
import { type Ask, filterOf, type Handlers } from '../route.ts'

type Answered = Pick<Handlers, 'GET /api/what-if' | 'POST /api/what-if' | 'GET /api/what-if/progress'>
type Asked = Ask<'GET /api/what-if' | 'POST /api/what-if'>

const fewestRuns = 1_000

export function whatIfHandlers({ store }: Context): Answered {
  const underWay = new Map<string, number>()

  async function answer(ask: Asked, map: MapDocument) {
    const { ticket } = ask.query
    if (ticket) underWay.set(ticket, 0)
    try {
      return await whatIf(store.warehouse, map, askedOf(ask), filterOf(ask.query), {
        on: (done) => {
          if (ticket) underWay.set(ticket, done)
        },
        signal: ask.raw.req.raw.signal,
      })
    } finally {
      if (ticket) underWay.delete(ticket)
    }
  }

  return {
    'GET /api/what-if': async (ask) => answer(ask, await mapOf(store, ask.query.map)),
    'POST /api/what-if': async (ask) => {
      const { text } = await ask.body()
      return answer(ask, parsed(text))
    },
    'GET /api/what-if/progress': async (ask) => ({ done: underWay.get(ask.query.ticket) ?? null }),
  }
}

function askedOf({ query }: Asked) {
  const { changes = [], runs, seed, leaving } = query
  if (runs < fewestRuns)
    throw atFault(
      [{ field: 'runs', value: String(runs), reason: 'are too few to say anything' }],
      `Give ${fewestRuns} or more.`,
    )
  return { changes, runs, seed, leaving: leaving === 'yes' }
}
