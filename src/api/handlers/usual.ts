import * as z from 'zod'
import { between, eventuallyFollows, funnel, joinedPaths, paths, stepMatrix } from '../../insight/index.ts'
import { parseDuration } from '../../match/index.ts'
import type { Context } from '../context.ts'
import type { UsualRoutes } from '../contract/usual.ts'
import { lensOf } from '../map-shelf.ts'
import { atFault } from '../problem.ts'
import { type Ask, filterOf, type Handlers } from '../route.ts'

type Answered = Pick<Handlers, keyof UsualRoutes>

export function usualHandlers({ store }: Context): Answered {
  const { warehouse } = store
  const lens = ({ query }: Ask<keyof UsualRoutes>) => lensOf(store, query.map)
  return {
    'GET /api/explore/paths': async (ask) => {
      const { length, top, groups } = ask.query
      const asked = { ...sideOf(ask.query), length, top, groups: groupsOf(groups) }
      return paths(warehouse, await lens(ask), asked, filterOf(ask.query))
    },
    'GET /api/explore/funnel': async (ask) => {
      const steps = listed(ask.query.steps)
      const { by, order } = ask.query
      const asked = { steps, within: within(ask.query.within), order, ...(by ? { by } : {}) }
      return funnel(warehouse, await lens(ask), asked, filterOf(ask.query))
    },
    'GET /api/explore/joined-paths': async (ask) => {
      const { after, before } = sideOf(ask.query)
      const asked = {
        step: after ?? before ?? '',
        back: before !== undefined,
        length: ask.query.length,
        groups: groupsOf(ask.query.groups),
        keep: ask.query.keep ?? null,
      }
      return joinedPaths(warehouse, await lens(ask), asked, filterOf(ask.query))
    },
    'GET /api/explore/matrix': async (ask) => {
      const { around, length } = ask.query
      const asked = { length, ...(around ? { around } : {}) }
      return stepMatrix(warehouse, await lens(ask), asked, filterOf(ask.query))
    },
    'GET /api/explore/eventually-follows': async (ask) =>
      eventuallyFollows(warehouse, await lens(ask), filterOf(ask.query)),
    'GET /api/explore/between': async (ask) => {
      const asked = { from: ask.query.first, to: ask.query.second }
      return between(warehouse, await lens(ask), asked, filterOf(ask.query))
    },
  }
}

/** After one step or before one. */
interface Side {
  readonly after?: string | undefined
  readonly before?: string | undefined
}

function sideOf({ after, before }: Side): { after?: string; before?: string } {
  if (after && !before) return { after }
  if (before && !after) return { before }
  const reason = after ? 'is given, and so is after' : 'is missing: the step to look after, or before'
  throw atFault(
    [{ field: after ? 'before' : 'after', reason }],
    'Add ?after=… or ?before=… to the address, or --after or --before to the command.',
  )
}

function groupsOf(groups: Readonly<Record<string, readonly string[]>> = {}) {
  return Object.entries(groups).map(([name, steps]) => ({ name, steps }))
}

/** A list of names: as JSON where a name holds a comma, else parted by commas. */
function listed(text: string): readonly string[] {
  if (!text.startsWith('[')) return text.split(',').map((name) => name.trim())
  const names = z.array(z.string()).safeParse(safeJson(text))
  if (names.success) return names.data
  throw atFault(
    [{ field: 'steps', value: text, reason: 'is not a list of names' }],
    'Write A,B,C, or a JSON list where a name holds a comma.',
  )
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // the caller names the value
  }
}

function within(text: string | undefined): number | null {
  if (!text) return null
  const duration = parseDuration(text)
  if (duration.ok && duration.duration.kind === 'clock') return duration.duration.micros
  throw atFault(
    [{ field: 'within', value: text, reason: 'is not a time that a funnel can have' }],
    'Write it as 90 minutes, 7 days or PT12H.',
  )
}
