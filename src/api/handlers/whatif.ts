import * as z from 'zod'
import { type Change, whatIf } from '../../insight/index.ts'
import type { MapDocument } from '../../map/index.ts'
import type { Context } from '../context.ts'
import { mapOf, parsed } from '../map-shelf.ts'
import { ApiProblem } from '../problem.ts'
import { type Ask, check, filterOf, type Handlers, whole } from '../route.ts'

type Answered = Pick<Handlers, 'GET /api/what-if' | 'POST /api/what-if' | 'GET /api/what-if/progress'>

const step = z.string().min(1)
const changeShape: z.ZodType<Change> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('keep'), step, goOn: z.boolean().optional() }),
  z.strictObject({ kind: z.literal('remove'), step, goOn: z.boolean().optional() }),
  z.strictObject({
    kind: z.literal('shorten'),
    step,
    to: step.optional(),
    by: z.number().optional(),
    most: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('enlarge'), team: step, more: z.number(), of: z.number().optional() }),
])
const changesShape = z.array(changeShape).max(20, 'are more than 20 changes; ask about fewer at once')

const fewestRuns = 1_000
const mostRuns = 200_000

export function whatIfHandlers({ store }: Context): Answered {
  const underWay = new Map<string, number>()

  async function answer(ask: Ask, map: MapDocument) {
    const ticket = ask.query['ticket']
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
    'GET /api/what-if': async (ask) => answer(ask, await mapOf(store, ask.query['map'])),
    'POST /api/what-if': async (ask) => {
      const { text } = await ask.body(z.object({ text: z.string() }))
      return answer(ask, parsed(text))
    },
    'GET /api/what-if/progress': async (ask) => ({ done: underWay.get(ask.query['ticket'] ?? '') ?? null }),
  }
}

function askedOf(ask: Ask) {
  const runs = whole(ask.query, 'runs', 20_000, mostRuns)
  if (runs < fewestRuns)
    throw new ApiProblem(
      'bad-request',
      `runs=${runs} are too few to say anything.`,
      `Give runs from ${fewestRuns} to ${mostRuns}.`,
    )
  return {
    changes: changesOf(ask.query['changes']),
    runs,
    seed: whole(ask.query, 'seed', 1, 999_999_999),
    leaving: ask.query['leaving'] === 'yes',
  }
}

function changesOf(text: string | undefined): readonly Change[] {
  if (!text) return []
  const json: unknown = ((): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      return undefined // named below
    }
  })()
  if (json === undefined)
    throw new ApiProblem(
      'bad-request',
      `changes ${text} is not JSON.`,
      'Give a list, for example [{"kind":"keep","step":"decision"}].',
    )
  return check(changesShape, json, 'changes')
}
