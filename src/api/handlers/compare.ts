import * as z from 'zod'
import { type CaseFilter, compare } from '../../insight/index.ts'
import type { MapDocument } from '../../map/index.ts'
import type { Context } from '../context.ts'
import { mapOf, parsed } from '../map-shelf.ts'
import { ApiProblem } from '../problem.ts'
import { type Ask, check, filterOf, type Handlers } from '../route.ts'

type Answered = Pick<Handlers, 'GET /api/maps/:map/compare' | 'POST /api/compare'>
type Query = Readonly<Record<string, string>>

export function compareHandlers({ store }: Context): Answered {
  return {
    'GET /api/maps/:map/compare': async (ask) => {
      const map = await mapOf(store, ask.param('map'))
      return answer(map, ask, await keptToBe(ask.query))
    },
    'POST /api/compare': async (ask) => {
      const { text, toBe } = await ask.body(z.object({ text: z.string().optional(), toBe: z.string().optional() }))
      const map = text === undefined ? await mapOf(store, undefined) : parsed(text)
      return answer(map, ask, toBe === undefined ? await keptToBe(ask.query) : parsed(toBe))
    },
  }

  async function keptToBe(query: Query): Promise<MapDocument | undefined> {
    return query['toBe'] ? mapOf(store, query['toBe']) : undefined
  }

  async function answer(map: MapDocument, { query, raw }: Ask, toBe: MapDocument | undefined) {
    const common = filterOf(query)
    // Against a to-be map all cases may be looked at: both sides are then the same.
    const a = sideOf('a', query['a'] ?? (toBe === undefined ? undefined : '{}'))
    const b = query['b'] ? sideOf('b', query['b']) : toBe === undefined ? outside(a) : a
    return compare(store.warehouse, map, { a, b, common, toBe, signal: raw.req.raw.signal })
  }
}

const shape = z.strictObject({
  from: z.string().optional(),
  to: z.string().optional(),
  segment: z.json().optional(),
  variant: z.string().optional(),
  source: z.string().optional(),
})

function sideOf(name: 'a' | 'b', text: string | undefined): CaseFilter {
  if (text === undefined || text === '') {
    throw new ApiProblem(
      'bad-request',
      `${name} is missing: which cases stand on this side.`,
      'Give a filter, for example {"from":"2026-01-01","to":"2026-02-01"}, {"segment":{"where":{"channel":"web"}}}, or {} for all.',
    )
  }
  const { segment, ...rest } = check(shape, json(name, text), name)
  return filterOf({ ...defined(rest), ...(segment === undefined ? {} : { segment: JSON.stringify(segment) }) })
}

function defined(fields: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

function json(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ApiProblem(
      'bad-request',
      `${name}=${text} is not JSON: ${cause instanceof Error ? cause.message : String(cause)}.`,
      'Give a filter, for example {"segment":{"where":{"channel":"web"}}}.',
    )
  }
}

/** Without b, the cases that are not in a's segment. */
function outside({ segment, ...rest }: CaseFilter): CaseFilter {
  if (segment !== undefined) return { ...rest, segment: { not: segment } }
  throw new ApiProblem(
    'bad-request',
    'b is missing: which cases a is compared with.',
    'Give b; only where a names a segment is b, left out, everybody else.',
  )
}
