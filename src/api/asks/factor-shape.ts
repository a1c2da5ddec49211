import * as z from 'zod'
import { type Behind, frictionKinds } from '../../insight/index.ts'

const step = z.string()
const value = z.string()
const name = z.string()
const bound = z.number().nullable()

const factor = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('step'), step }),
  z.strictObject({ kind: z.literal('again'), step }),
  z.strictObject({ kind: z.literal('transition'), from: step, to: step }),
  z.strictObject({ kind: z.literal('wait'), step, longerThan: z.number() }),
  z.strictObject({
    kind: z.literal('field'),
    name: z.enum(['channel', 'team', 'system', 'partner', 'actor']),
    value,
  }),
  z.strictObject({ kind: z.literal('property'), name, value }),
  z.strictObject({ kind: z.literal('trait'), name, value }),
  z.strictObject({ kind: z.literal('number'), of: z.enum(['property', 'trait']), name, above: bound, most: bound }),
  z.strictObject({ kind: z.literal('friction'), friction: z.enum(frictionKinds), step, cause: value.nullable() }),
  z.strictObject({ kind: z.literal('weekday'), day: z.int().min(1).max(7) }),
  z.strictObject({ kind: z.literal('hours'), from: z.literal([0, 6, 12, 18]) }),
  z.strictObject({ kind: z.literal('period'), after: bound, until: bound }),
])

/** The cases behind a driver, as it comes in an address. */
export const factorBehind: z.ZodType<Behind & { readonly kind: 'factor' }> = z.strictObject({
  kind: z.literal('factor'),
  of: z.string(),
  factor: factor.nullable(),
  has: z.boolean(),
  reached: z.boolean().optional(),
  sampled: z.boolean().optional(),
})
