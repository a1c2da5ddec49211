import { dfg, discover, measure, replay, times, variants } from '../../insight/index.ts'
import { printMap } from '../../map/index.ts'
import type { Warehouse } from '../../store/index.ts'
import type { BodyOf } from '../asks/index.ts'
import type { Context } from '../context.ts'
import { lensOf, parsed } from '../map-shelf.ts'
import { atFault } from '../problem.ts'
import { type Ask, filterOf, type Handlers } from '../route.ts'

type Answered = Pick<
  Handlers,
  | 'GET /api/explore/dfg'
  | 'GET /api/explore/variants'
  | 'GET /api/explore/times'
  | 'GET /api/replay'
  | 'GET /api/discover'
  | 'POST /api/discover'
  | 'POST /api/measure'
>

export function exploreHandlers({ store }: Context): Answered {
  const { warehouse } = store
  const lens = (
    ask: Ask<'GET /api/explore/dfg' | 'GET /api/explore/variants' | 'GET /api/explore/times' | 'GET /api/replay'>,
  ) => lensOf(store, ask.query.map)
  return {
    'GET /api/explore/dfg': async (ask) => dfg(warehouse, await lens(ask), filterOf(ask.query)),
    'GET /api/explore/variants': async (ask) =>
      variants(warehouse, await lens(ask), filterOf(ask.query), { top: ask.query.top }),
    'GET /api/explore/times': async (ask) => times(warehouse, await lens(ask), filterOf(ask.query)),
    'GET /api/replay': async (ask) =>
      replay(warehouse, await lens(ask), filterOf(ask.query), { cases: ask.query.cases }),
    'GET /api/discover': async (ask) => draft(ask.query),
    'POST /api/discover': async (ask) => {
      const { text, map } = await draft(await ask.body())
      parsed(text) // what is kept can be read again
      const { maps } = await store.ledger()
      const kept = await maps.put({ id: map.id, text, note: 'discovered from events' })
      return { id: kept.id, version: kept.version }
    },
    'POST /api/measure': async (ask) => {
      const { text } = await ask.body()
      return measure(warehouse, parsed(text), filterOf(ask.query))
    },
  }

  async function draft(asked: Ask<'GET /api/discover'>['query'] | BodyOf<'POST /api/discover'>) {
    const { keep, title, id, source, transitions } = asked
    const from = source ?? (await onlySource(warehouse))
    const map = await discover(warehouse, {
      keep: keepOf(keep),
      ...(transitions ? { transitions } : {}),
      title: title || (from === null ? 'Discovered journey' : `Journey in ${from}`),
      id: id || (from === null ? 'discovered' : `discovered-${slug(from)}`),
      filter: source ? { source } : {},
    })
    return { map, text: printMap(map) }
  }
}

/** The file that all events came from, so that drafts of two files are two maps; null where there are several. */
async function onlySource(warehouse: Warehouse): Promise<string | null> {
  const rows = await warehouse.rows<{ name: string }>({
    sql: 'SELECT DISTINCT name FROM source WHERE number IN (SELECT source FROM event) LIMIT 2',
  })
  return rows.length === 1 ? (rows[0]?.name ?? null) : null
}

/** `Loan log 2012.xes` as `loan-log-2012`. */
function slug(file: string): string {
  const words = file
    .replace(/\.[a-z0-9]+$/i, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g)
  return words === null ? 'events' : words.join('-')
}

/** `95%` or `0.95`. */
function keepOf(text: string | undefined): number {
  if (text === undefined || text === '') return 0.95
  const match = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(text.trim())
  const value = match === null ? Number.NaN : Number(match[1]) / (match[2] === '%' || Number(match[1]) > 1 ? 100 : 1)
  if (value > 0 && value <= 1) return value
  throw atFault(
    [{ field: 'keep', value: text, reason: 'is not a share' }],
    'Write it as 95% or 0.95; 100% makes one step of each event name.',
  )
}
