import * as z from 'zod'
import { actors, scoreKinds } from './event.ts'
import { encodings, formats } from './format.ts'
import { epochUnits } from './time/epoch.ts'
import { zoneOf } from './time/zone.ts'

const column = z.string().min(1)
/** a column of the file, or the same words for every event */
const source = z.union([column, z.strictObject({ const: z.string().min(1) })])

export const profileFields = z.strictObject({
  id: column.optional(),
  customer: z.union([column, z.record(z.string().min(1), column)]).optional(),
  case: column.optional(),
  name: source.optional(),
  at: z.union([column, z.strictObject({ column, unit: z.enum(epochUnits) })]).optional(),
  actor: z
    .union([
      column,
      z.strictObject({ const: z.enum(actors) }),
      z.strictObject({ column, values: z.record(z.string(), z.enum(actors)) }),
    ])
    .optional(),
  channel: source.optional(),
  team: source.optional(),
  system: source.optional(),
  partner: source.optional(),
  text: source.optional(),
  score: z.strictObject({ kind: z.enum(scoreKinds), column }).optional(),
})

/** How a file's columns become events: the import profile (`*.import.yaml`). */
export const profileSchema = z.strictObject({
  throughline: z.literal('import/1'),
  format: z.enum(formats).optional(),
  delimiter: z.string().length(1).optional(),
  encoding: z.enum(encodings).optional(),
  zone: z
    .string()
    .refine(
      (name) => zoneOf(name) !== null,
      'is not a zone: use UTC, an offset such as +01:00, or a name such as Europe/Vienna',
    )
    .optional(),
  lifecycle: z.string().min(1).optional(),
  dayFirst: z.boolean().optional(),
  /** values that stand for nothing, beside the empty one; never in case, name and id */
  absent: z.array(z.string()).optional(),
  fields: profileFields,
  /** columns that describe the customer, not the event */
  traits: z.array(column).optional(),
  ignore: z.array(column).optional(),
})
