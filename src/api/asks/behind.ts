import * as z from 'zod'
import { type AnomalyKind, type Behind, type CohortsAsked, frictionKinds } from '../../insight/index.ts'
import { factorBehind } from './factor-shape.ts'
import { usualBehinds } from './usual-shape.ts'

export const cohortPeriods = ['day', 'week', 'month'] as const
const period = z.enum(cohortPeriods, { error: 'is not a period: give day, week or month' })
export const anomalyKind: z.ZodType<AnomalyKind> = z.enum(['rare', 'backwards', 'wait', 'instant', 'repeats', 'long'], {
  error: 'is not a reason: give rare, backwards, wait, instant, repeats or long',
})
const name = z.string().min(1).max(500)
export const cohortsShape: z.ZodType<CohortsAsked> = z.strictObject({
  of: z.enum(['cases', 'customers'], { error: 'is neither cases nor customers' }),
  by: z.union([period, z.strictObject({ property: name })]),
  start: name.nullable(),
  reach: name.nullable(),
  period,
  periods: z.int().min(1).max(60),
})

const step = z.string()
/** Which figure's cases are listed. */
export const behindShape: z.ZodType<Behind> = z.union(
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

const sorts = ['started', 'ended', 'steps', 'took'] as const
export const sort = z
  .templateLiteral([z.literal(['', '-']), z.enum(sorts)], {
    error: `is none of ${sorts.join(', ')}, with - before it for the largest first`,
  })
  .transform((given) => ({
    by: z.enum(sorts).parse(given.replace(/^-/, '')),
    descending: given.startsWith('-'),
  }))
  .meta({ description: 'started, ended, steps or took; - before it: the largest first' })
