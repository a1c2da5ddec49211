import * as z from 'zod'
import {
  between,
  eventuallyFollows,
  type FunnelOrder,
  funnel,
  joinedPaths,
  paths,
  stepMatrix,
} from '../../insight/index.ts'
import { parseDuration } from '../../match/index.ts'
import type { Context } from '../context.ts'
import { lensOf } from '../map-shelf.ts'
import { ApiProblem } from '../problem.ts'
import { type Ask, filterOf, type Handlers, whole } from '../route.ts'

type Answered = Pick<
  Handlers,
  | 'GET /api/explore/paths'
  | 'GET /api/explore/funnel'
  | 'GET /api/explore/joined-paths'
  | 'GET /api/explore/matrix'
  | 'GET /api/explore/eventually-follows'
  | 'GET /api/explore/between'
>

export function usualHandlers({ store }: Context): Answered {
  const { warehouse } = store
  const lens = (ask: Ask) => lensOf(store, ask.query['map'])
  return {
    'GET /api/explore/paths': async (ask) => {
      const asked = { length: whole(ask.query, 'length', 5, 100), top: whole(ask.query, 'top', 50, 10_000) }
      return paths(warehouse, await lens(ask), { ...sideOf(ask), ...asked, groups: groupsOf(ask) }, filterOf(ask.query))
    },
    'GET /api/explore/funnel': async (ask) => {
      const steps = listed(needed(ask, 'steps', 'the steps in order'))
      const { by } = ask.query
      const asked = { steps, within: within(ask), order: orderOf(ask), ...(by ? { by } : {}) }
      return funnel(warehouse, await lens(ask), asked, filterOf(ask.query))
    },
    'GET /api/explore/joined-paths': async (ask) => {
      const { after, before } = sideOf(ask)
      const asked = {
        step: after ?? before ?? '',
        back: before !== undefined,
        length: whole(ask.query, 'length', 4, 20),
        groups: groupsOf(ask),
        keep: ask.query['keep'] ? whole(ask.query, 'keep', 0, 65_535) : null,
      }
      return joinedPaths(warehouse, await lens(ask), asked, filterOf(ask.query))
    },
    'GET /api/explore/matrix': async (ask) => {
      const { around } = ask.query
      const asked = { length: whole(ask.query, 'length', 12, 100), ...(around ? { around } : {}) }
      return stepMatrix(warehouse, await lens(ask), asked, filterOf(ask.query))
    },
    'GET /api/explore/eventually-follows': async (ask) =>
      eventuallyFollows(warehouse, await lens(ask), filterOf(ask.query)),
    'GET /api/explore/between': async (ask) => {
      const asked = { from: needed(ask, 'first', 'the first step'), to: needed(ask, 'second', 'the later step') }
      return between(warehouse, await lens(ask), asked, filterOf(ask.query))
    },
  }
}

const orders: readonly FunnelOrder[] = ['ordered', 'strict', 'any']

function orderOf(ask: Ask): FunnelOrder {
  const text = ask.query['order']
  const order = text ? orders.find((one) => one === text) : 'ordered'
  if (order) return order
  throw new ApiProblem('bad-request', `order "${text}" is not an order of a funnel.`, `Give ${orders.join(', ')}.`)
}

/** After one step or before one. */
function sideOf(ask: Ask): { after?: string; before?: string } {
  const { after, before } = ask.query
  if (after && !before) return { after }
  if (before && !after) return { before }
  throw new ApiProblem(
    'bad-request',
    after ? 'Both after and before are given.' : 'after is missing: the step to look after (or before).',
    'Add ?after=… or ?before=… to the address, or --after or --before to the command.',
  )
}

const groupShape = z.record(z.string().min(1), z.array(z.string()).min(1))

function groupsOf(ask: Ask): readonly { name: string; steps: readonly string[] }[] {
  const text = ask.query['groups']
  if (!text) return []
  const groups = groupShape.safeParse(safeJson(text))
  if (groups.success) return Object.entries(groups.data).map(([name, steps]) => ({ name, steps }))
  throw new ApiProblem(
    'bad-request',
    `groups=${text} does not name groups of steps.`,
    'Give a JSON object of names to lists of steps, such as {"Papers":["papers-asked","papers-sent"]}.',
  )
}

function needed(ask: Ask, name: string, says: string): string {
  const value = ask.query[name]
  if (value) return value
  throw new ApiProblem(
    'bad-request',
    `${name} is missing: ${says}.`,
    `Add ?${name}=… to the address, or --${name} to the command.`,
  )
}

/** A list of names: as JSON where a name holds a comma, else parted by commas. */
function listed(text: string): readonly string[] {
  if (!text.startsWith('[')) return text.split(',').map((name) => name.trim())
  const names = z.array(z.string()).safeParse(safeJson(text))
  if (names.success) return names.data
  throw new ApiProblem(
    'bad-request',
    `steps=${text} is not a list of names.`,
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

function within(ask: Ask): number | null {
  const text = ask.query['within']
  if (!text) return null
  const duration = parseDuration(text)
  if (duration.ok && duration.duration.kind === 'clock') return duration.duration.micros
  throw new ApiProblem(
    'bad-request',
    `within "${text}" is not a time that a funnel can have.`,
    'Write it as 90 minutes, 7 days or PT12H.',
  )
}
