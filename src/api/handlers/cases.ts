import * as z from 'zod'
import { type Behind, caseList, caseStory, frictionKinds, properties } from '../../insight/index.ts'
import type { Context } from '../context.ts'
import { factorBehind } from '../factor-shape.ts'
import { mapOf } from '../map-shelf.ts'
import { ApiProblem } from '../problem.ts'
import { check, filterOf, type Handlers, whole } from '../route.ts'
import { usualBehinds } from '../usual-shape.ts'
import { mapBehind } from './conformance.ts'
import { anomalyKind, cohortsShape } from './patterns.ts'

type Answered = Pick<Handlers, 'GET /api/cases' | 'GET /api/cases/:key' | 'GET /api/properties'>

const step = z.string()
const behindShape: z.ZodType<Behind> = z.union(
  [
    z.strictObject({ kind: z.enum(['all', 'open']) }),
    z.strictObject({ kind: z.literal('standing'), step, within: z.number().min(0).max(1e10).nullable() }),
    z.strictObject({ kind: z.literal('outcome'), reached: z.boolean() }),
    z.strictObject({
      kind: z.enum(['visited', 'repeated', 'dropped', 'late', 'kept', 'pending', 'started', 'ended', 'here']),
      step,
    }),
    z.strictObject({
      kind: z.literal('friction'),
      friction: z.enum(frictionKinds),
      step,
      cause: z.string().optional(),
    }),
    z.strictObject({
      kind: z.literal('deviation'),
      deviation: z.enum(['skipped', 'extra', 'repeated', 'misplaced']),
      step,
      stopped: z.boolean().optional(),
      opened: z.boolean().optional(),
    }),
    z.strictObject({ kind: z.literal('fits'), fits: z.boolean(), opened: z.boolean().optional() }),
    z.strictObject({
      kind: z.literal('aligned'),
      variant: z.string(),
      open: z.boolean(),
      opened: z.boolean().optional(),
    }),
    z.strictObject({ kind: z.literal('transition'), from: step, to: step }),
    z.strictObject({
      kind: z.literal('cohort'),
      asked: cohortsShape,
      cohort: z.string(),
      period: z.int().min(1).max(60).nullable(),
    }),
    z.strictObject({
      kind: z.literal('cluster'),
      clusters: z.int().min(2).max(12).nullable(),
      cluster: z.int().min(1).max(12),
    }),
    z.strictObject({ kind: z.literal('unusual'), reason: anomalyKind.nullable() }),
    z.strictObject({ kind: z.literal('during'), step: step.nullable(), from: z.iso.date(), to: z.iso.date() }),
    factorBehind,
    z.strictObject({ kind: z.enum(['transition', 'follows']), from: step, to: step }),
    ...usualBehinds,
  ],
  {
    error:
      'says no cases: give {"kind":"all"}, {"kind":"open"}, {"kind":"late","step":…} or {"kind":"transition","from":…,"to":…}',
  },
)

export function caseHandlers({ store }: Context): Answered {
  const { warehouse } = store
  return {
    'GET /api/cases': async (ask) => {
      const page = {
        limit: whole(ask.query, 'limit', 50, 1000),
        offset: whole(ask.query, 'offset', 0, 1_000_000_000),
        sort: sortOf(ask.query['sort']),
      }
      const behind = behindOf(ask.query['behind'])
      return caseList(
        warehouse,
        await mapBehind(store, await mapOf(store, ask.query['map']), behind),
        behind,
        filterOf(ask.query),
        page,
      )
    },
    'GET /api/cases/:key': async (ask) => {
      const story = await caseStory(warehouse, await mapOf(store, ask.query['map']), ask.param('key'))
      if (story === null)
        throw new ApiProblem(
          'case-not-found',
          `There is no case "${ask.param('key')}".`,
          'Open it from a list of cases; its number changes when the way of telling cases apart changes.',
        )
      return story
    },
    'GET /api/properties': async () => ({ properties: [...(await properties(warehouse))] }),
  }
}

const sorts = z.enum(['started', 'ended', 'steps', 'took'])

/** `started`, `ended`, `steps` or `took`, with a minus before it for the largest first. */
function sortOf(text: string | undefined) {
  if (!text) return undefined
  return { by: check(sorts, text.replace(/^-/, ''), 'sort'), descending: text.startsWith('-') }
}

function behindOf(text: string | undefined): Behind {
  if (!text) return { kind: 'all' }
  const json: unknown = ((): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      return undefined // named below
    }
  })()
  return check(behindShape, json, 'behind')
}
