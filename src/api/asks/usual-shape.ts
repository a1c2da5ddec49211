import * as z from 'zod'

const step = z.string()
const place = z.int().min(-10_000).max(10_000)

/** What may stand behind a figure of the usual questions, as the list of cases is asked for it. */
export const usualBehinds = [
  z.strictObject({
    kind: z.literal('funnel'),
    steps: z.array(step).min(1).max(50),
    order: z.enum(['strict', 'ordered', 'any']),
    within: z.number().nonnegative().nullable(),
    place: z.int().min(1),
    reached: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('path'),
    around: step.nullable(),
    at: z.array(z.strictObject({ place, steps: z.array(step) })).max(200),
  }),
] as const
