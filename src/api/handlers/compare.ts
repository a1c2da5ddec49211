import * as z from 'zod'
import { type CaseFilter, compare } from '../../insight/index.ts'
import type { MapDocument } from '../../map/index.ts'
import { filter } from '../asks/words.ts'
import type { Context } from '../context.ts'
import type { CompareRoutes } from '../contract/compare.ts'
import { mapOf, parsed } from '../map-shelf.ts'
import { atFault } from '../problem.ts'
import { type Ask, check, filterOf, type Handlers } from '../route.ts'

type Answered = Pick<Handlers, keyof CompareRoutes>
type Asked = Ask<keyof CompareRoutes>

export function compareHandlers({ store }: Context): Answered {
  return {
    'GET /api/maps/:map/compare': async (ask) => {
      const map = await mapOf(store, ask.param('map'))
      return answer(map, ask, await keptToBe(ask.query))
    },
    'POST /api/compare': async (ask) => {
      const { text, toBe } = await ask.body()
      const map = text === undefined ? await mapOf(store, undefined) : parsed(text)
      return answer(map, ask, toBe === undefined ? await keptToBe(ask.query) : parsed(toBe))
    },
  }

  async function keptToBe({ toBe }: Asked['query']): Promise<MapDocument | undefined> {
    return toBe ? mapOf(store, toBe) : undefined
  }

  async function answer(map: MapDocument, { query, raw }: Asked, toBe: MapDocument | undefined) {
    const common = filterOf(query)
    // Against a to-be map all cases may be looked at: both sides are then the same.
    const a = sideOf('a', query.a ?? (toBe === undefined ? undefined : '{}'))
    const b = query.b ? sideOf('b', query.b) : toBe === undefined ? outside(a) : a
    return compare(store.warehouse, map, { a, b, common, toBe, signal: raw.req.raw.signal })
  }
}

/** A filter as it stands in an address, but with its segment as JSON in JSON. */
const shape = z.strictObject({ ...filter, segment: z.json().optional() })

function sideOf(name: 'a' | 'b', text: string | undefined): CaseFilter {
  if (text === undefined || text === '') {
    throw atFault(
      [{ field: name, reason: 'is missing: which cases stand on this side' }],
      'Give a filter, for example {"from":"2026-01-01","to":"2026-02-01"}, {"segment":{"where":{"channel":"web"}}}, or {} for all.',
    )
  }
  const { segment, ...rest } = check(shape, json(name, text), name)
  const { segment: read } = check(
    z.object({ segment: filter.segment }),
    { segment: segment && JSON.stringify(segment) },
    name,
  )
  return filterOf({ ...rest, segment: read })
}

function json(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw atFault(
      [{ field: name, value: text, reason: `is not JSON: ${why}` }],
      'Give a filter, for example {"segment":{"where":{"channel":"web"}}}.',
    )
  }
}

/** Without b, the cases that are not in a's segment. */
function outside({ segment, ...rest }: CaseFilter): CaseFilter {
  if (segment !== undefined) return { ...rest, segment: { not: segment } }
  throw atFault(
    [{ field: 'b', reason: 'is missing: which cases a is compared with' }],
    'Give b; only where a names a segment is b, left out, everybody else.',
  )
}
