import * as z from 'zod'

/** A value of an event's field or property, compared as text; ordering operators compare as numbers. */
const scalar = z.union([z.string(), z.number(), z.boolean()])

export const comparison = z.union([
  scalar,
  z.strictObject({
    in: z.array(scalar).optional(),
    not: scalar.optional(),
    gte: z.number().optional(),
    gt: z.number().optional(),
    lte: z.number().optional(),
    lt: z.number().optional(),
    exists: z.boolean().optional(),
    contains: z.string().optional(),
  }),
])
export type Comparison = z.infer<typeof comparison>

/**
 * Which events are a step, which customers a segment, which way a branch goes (DESIGN 5).
 * `where` names an event's own field (channel, team, system, partner, actor, case, customer, text) or else a property.
 */
export type Predicate =
  | { event?: string | string[] | undefined; where?: Record<string, Comparison> | undefined }
  | { trait: string; is: Comparison }
  | { tag: string }
  | { step: string; within?: string | undefined }
  | { all: Predicate[] }
  | { any: Predicate[] }
  | { not: Predicate }
