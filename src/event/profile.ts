import * as z from 'zod'
import { actors, scoreKinds } from './event.ts'
import { epochUnits } from './time/epoch.ts'
import { zoneOf } from './time/zone.ts'

export const formats = ['csv', 'json-lines', 'parquet', 'xes', 'ocel'] as const
export type Format = (typeof formats)[number]

export const encodings = ['utf-8', 'latin-1', 'utf-16le', 'utf-16be'] as const
export type Encoding = (typeof encodings)[number]

const column = z.string().min(1)
/** a column of the file, or the same words for every event */
const source = z.union([column, z.strictObject({ const: z.string().min(1) })])

const profileFields = z.strictObject({
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
export type Profile = z.infer<typeof profileSchema>
export type ProfileFields = z.infer<typeof profileFields>
export type FieldName = keyof ProfileFields

export const fieldNames = [
  'id',
  'customer',
  'case',
  'name',
  'at',
  'actor',
  'channel',
  'team',
  'system',
  'partner',
  'text',
  'score',
] as const satisfies readonly FieldName[]

/** What a profile does not say and no event can do without. */
export interface Lack {
  readonly field: 'at' | 'name' | 'case'
  readonly says: string
  readonly remedy: string
}

export function lacks(profile: Profile): readonly Lack[] {
  const { at, name, customer } = profile.fields
  const found: Lack[] = []
  if (profile.fields.case === undefined && customer === undefined) {
    found.push({
      field: 'case',
      says: 'no column says whose event it is',
      remedy: 'Name one with --case or --customer, or under fields: in the profile',
    })
  }
  if (name === undefined) {
    found.push({
      field: 'name',
      says: 'no column says what happened',
      remedy: 'Name one with --name, or write name: { const: … } in the profile',
    })
  }
  if (at === undefined) {
    found.push({ field: 'at', says: 'no column says when it happened', remedy: 'Name one with --at' })
  }
  return found
}
